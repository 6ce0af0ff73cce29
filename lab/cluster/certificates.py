"""certificates.py FOLDER: makes the certificates and keys of one cluster, as files in FOLDER.

- ca.crt: authority of the API server's certificate and of client certificates. Its key is not kept.
- apiserver.crt, apiserver.key: for 127.0.0.1 and the names by which a pod would call it.
- front-proxy-ca.crt, front-proxy-client.crt, front-proxy-client.key: with which the API server calls aggregated APIs. An
  authority of its own, as kubeadm has it: with the cluster's, any client could claim to be any user there.
- service-account.key, service-account.pub: sign and verify the tokens of service accounts.
"""

import datetime
import ipaddress
import os
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = ec.EllipticCurvePrivateKey

# Outlives every run, also one that is kept.
LIFETIME = datetime.timedelta(days=365)
NAMES = ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc"]
FRONT_PROXY = "front-proxy-client"


def main(folder: str) -> None:
    authority_key, authority = authority_named("lab-kubernetes")
    proxy_authority_key, proxy_authority = authority_named("lab-front-proxy")
    names = [x509.DNSName(name) for name in NAMES] + [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    server_key, server = leaf(
        "kube-apiserver",
        (authority_key, authority),
        ExtendedKeyUsageOID.SERVER_AUTH,
        names,
    )
    proxy_key, proxy = leaf(FRONT_PROXY, (proxy_authority_key, proxy_authority), ExtendedKeyUsageOID.CLIENT_AUTH, [])
    write(folder, "ca.crt", pem(authority))
    write(folder, "apiserver.crt", pem(server))
    write(folder, "apiserver.key", pem_key(server_key))
    write(folder, "front-proxy-ca.crt", pem(proxy_authority))
    write(folder, "front-proxy-client.crt", pem(proxy))
    write(folder, "front-proxy-client.key", pem_key(proxy_key))
    service_account_key = ec.generate_private_key(ec.SECP256R1())
    write(folder, "service-account.key", pem_key(service_account_key))
    write(folder, "service-account.pub", pem_public_key(service_account_key.public_key()))


def authority_named(name: str) -> tuple[Key, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    usage = x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=True,
        crl_sign=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        certificate_of(name, key, subject(name))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, certificate


def leaf(
    name: str,
    issuer: tuple[Key, x509.Certificate],
    usage: x509.ObjectIdentifier,
    names: list[x509.GeneralName],
) -> tuple[Key, x509.Certificate]:
    issuer_key, issuer_certificate = issuer
    key = ec.generate_private_key(ec.SECP256R1())
    builder = (
        certificate_of(name, key, issuer_certificate.subject)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
    )
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    return key, builder.sign(issuer_key, hashes.SHA256())


def certificate_of(name: str, key: Key, issuer: x509.Name) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.timezone.utc)
    return (
        x509.CertificateBuilder()
        .subject_name(subject(name))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(minutes=5))
        .not_valid_after(now + LIFETIME)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def subject(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def pem_key(key: Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def pem_public_key(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def write(folder: str, name: str, content: bytes) -> None:
    descriptor = os.open(os.path.join(folder, name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


if __name__ == "__main__":
    main(sys.argv[1])
