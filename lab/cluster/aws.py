"""aws.py CLUSTERS ARGUMENTS...: a stand-in for the AWS CLI, for what the providers and workflows here ask of it.

- aws eks get-token --cluster-name NAME --region REGION [--role-arn ARN]: an ExecCredential with a token of the cluster
- aws eks update-kubeconfig --name NAME --region REGION [--role-arn ARN] [--kubeconfig FILE]: a kubeconfig that asks the
  above
- aws --version

CLUSTERS is the JSON file that aws-stand-in.ts writes. A real token is a signed request, and EKS maps the role that signed
it to a user by the cluster's access entries. Here the role itself decides: of the cluster's account, a role whose name
ends with -plan reads, any other administers, as pipeline-access sets it up; a role of another account gets nothing.
Without a role the caller is who started the lab, an administrator.
"""

import argparse
import datetime
import json
import os
import re
import sys

STAND_IN = "stand-in of the lab for the AWS CLI: knows eks get-token and eks update-kubeconfig, nothing else"
# The AWS CLI's own exit codes: 252 for wrong usage, 254 for a refusal by the service, 255 for the rest.
USAGE, REFUSED = 252, 254
ROLE = re.compile(r"arn:aws[a-z-]*:iam::(\d{12}):role/(?:.*/)?([^/]+)")
VERSIONS = ("client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1")
# What the AWS CLI says of its tokens, which EKS accepts for 15 minutes.
LIFETIME = datetime.timedelta(minutes=14)


def main(clusters_file: str, arguments: list[str]) -> None:
    if arguments == ["--version"]:
        print(f"aws-cli/2 ({STAND_IN})")
        return
    if arguments[:2] not in (["eks", "get-token"], ["eks", "update-kubeconfig"]):
        fail(USAGE, f"aws {' '.join(arguments)}: {STAND_IN}")
    given = options(arguments[1], arguments[2:])
    with open(clusters_file, encoding="utf-8") as file:
        clusters = json.load(file)
    cluster = find(clusters, given.name, given.region)
    if arguments[1] == "get-token":
        print(json.dumps(credential(cluster["tokens"][access(cluster, given.role_arn)])))
    else:
        update(cluster, given)


def options(command: str, arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"aws eks {command}", description=STAND_IN, allow_abbrev=False)
    parser.add_argument("--cluster-name" if command == "get-token" else "--name", dest="name", required=True)
    parser.add_argument("--region", default=os.environ.get("AWS_REGION"))
    parser.add_argument("--role-arn")
    parser.add_argument("--output", choices=["json"])
    if command == "update-kubeconfig":
        parser.add_argument("--kubeconfig", default=os.environ.get("KUBECONFIG"))
    # argparse ends with 2.
    parser.error = lambda message: fail(USAGE, f"aws eks {command}: {message} ({STAND_IN})")  # type: ignore
    return parser.parse_args(arguments)


def find(clusters: list[dict], name: str, region: str | None) -> dict:
    for cluster in clusters:
        if (cluster["name"], cluster["region"]) == (name, region):
            return cluster
    known = ", ".join(f"{cluster['name']} in {cluster['region']}" for cluster in clusters) or "none"
    return fail(REFUSED, f"no cluster {name} in {region}; the lab has {known}")


def access(cluster: dict, role: str | None) -> str:
    """Which token of the cluster the role gets."""
    if role is None:
        return "administrator"
    match = ROLE.fullmatch(role)
    if match is None:
        fail(USAGE, f"--role-arn {role} is no ARN of a role: arn:aws:iam::ACCOUNT:role/NAME")
    if match[1] != cluster["account"]:
        fail(REFUSED, f"{role} has no access to {cluster['name']}, which is in account {cluster['account']}")
    return "viewer" if match[2].endswith("-plan") else "administrator"


def credential(token: str) -> dict:
    # As the AWS CLI does it: the version that the client asks for.
    wanted = json.loads(os.environ.get("KUBERNETES_EXEC_INFO") or "{}").get("apiVersion")
    expires = datetime.datetime.now(datetime.timezone.utc) + LIFETIME
    return {
        "kind": "ExecCredential",
        "apiVersion": wanted if wanted in VERSIONS else VERSIONS[1],
        "spec": {},
        "status": {"expirationTimestamp": expires.strftime("%Y-%m-%dT%H:%M:%SZ"), "token": token},
    }


def update(cluster: dict, given: argparse.Namespace) -> None:
    """Replaces the file, where the AWS CLI adds to it. Only with --kubeconfig or KUBECONFIG: never the user's own."""
    if given.kubeconfig is None:
        fail(USAGE, "update-kubeconfig: say --kubeconfig FILE; the lab leaves ~/.kube/config alone")
    access(cluster, given.role_arn)
    role = [] if given.role_arn is None else ["--role-arn", given.role_arn]
    name = f"arn:aws:eks:{cluster['region']}:{cluster['account']}:cluster/{cluster['name']}"
    login = {
        "apiVersion": VERSIONS[1],
        # With its place, so that kubectl finds it with any PATH.
        "command": os.environ["LAB_AWS_COMMAND"],
        "args": ["eks", "get-token", "--cluster-name", cluster["name"], "--region", cluster["region"], *role],
        "interactiveMode": "Never",
    }
    config = {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [
            {
                "name": name,
                "cluster": {
                    "server": cluster["endpoint"],
                    "certificate-authority-data": cluster["certificateAuthorityData"],
                },
            }
        ],
        "users": [{"name": name, "user": {"exec": login}}],
        "contexts": [{"name": name, "context": {"cluster": name, "user": name}}],
        "current-context": name,
    }
    descriptor = os.open(given.kubeconfig, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(config, file, indent=2)
    print(f"Wrote context {name} to {given.kubeconfig} ({STAND_IN})")


def fail(code: int, message: str):
    print(f"aws: {message}", file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
