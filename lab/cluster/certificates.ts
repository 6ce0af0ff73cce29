import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { output } from "../output";
import { places, projectDir } from "../paths";

/** Files that certificates.py makes. */
const FILES = {
  authority: "ca.crt",
  server: "apiserver.crt",
  serverKey: "apiserver.key",
  proxyAuthority: "front-proxy-ca.crt",
  proxyClient: "front-proxy-client.crt",
  proxyClientKey: "front-proxy-client.key",
  serviceAccountKey: "service-account.key",
  serviceAccountPublicKey: "service-account.pub",
} as const;

/** Paths of a cluster's certificates and keys, PEM. */
export type Certificates = Readonly<Record<keyof typeof FILES, string>>;

/** Where a cluster's certificates are. */
export function certificatesIn(folder: string): Certificates {
  return Object.fromEntries(
    Object.entries(FILES).map(([name, file]) => [name, join(folder, file)]),
  ) as Certificates;
}

/**
 * Makes a cluster's authority and certificates. Node cannot issue certificates; Python's cryptography can, and moto
 * has brought it already.
 *
 * @param folder where to; made here, for the owner alone
 */
export async function makeCertificates(folder: string): Promise<Certificates> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await output(places.python, ["-IB", join(projectDir, "lab/cluster/certificates.py"), folder], folder);
  return certificatesIn(folder);
}
