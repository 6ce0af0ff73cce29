import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { askEnvironment } from "./aws";
import { places, projectDir } from "./paths";

/** A cluster as EKS is told of it. */
export interface ClusterRegistration {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  /** Kubernetes minor version: `1.34`. */
  readonly version: string;
  /** URL of the API server. */
  readonly endpoint: string;
  /** File of the API server's certificate authority, PEM. @default no certificate that anybody accepts */
  readonly certificateAuthority?: string;
}

/** What a registered cluster consists of. */
export interface RegisteredCluster {
  readonly arn: string;
  /** ARN of the cluster's own role. */
  readonly role: string;
  /** Subnets and security groups of the default VPC, tagged for Karpenter. */
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
}

/** Names of what the components make in an account, by kind. */
export type ResourceNames = Readonly<
  Record<
    | "clusters"
    | "roles"
    | "policies"
    | "oidcProviders"
    | "queues"
    | "rules"
    | "alarms"
    | "podIdentityAssociations"
    | "accessEntries",
    readonly string[]
  >
>;

/**
 * Makes a cluster in the lab's EKS that is the API server at `endpoint`.
 *
 * @throws when AWS refuses, for example because it is there already
 */
export async function registerCluster(aws: string, cluster: ClusterRegistration): Promise<RegisteredCluster> {
  const { accountId, region, name, version, endpoint, certificateAuthority } = cluster;
  const authority = certificateAuthority ?? "none";
  return (await ask(aws, [
    "register",
    accountId,
    region,
    name,
    version,
    endpoint,
    authority,
  ])) as RegisteredCluster;
}

/** What the components made in each account. */
export async function resourceNames(
  aws: string,
  accounts: readonly string[],
): Promise<Readonly<Record<string, ResourceNames>>> {
  return (await ask(aws, ["inventory", ...accounts])) as Record<string, ResourceNames>;
}

async function ask(aws: string, args: readonly string[]): Promise<unknown> {
  const script = join(projectDir, "lab/python/eks.py");
  const { stdout } = await promisify(execFile)(places.python, [script, ...args], {
    env: askEnvironment(aws),
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout) as unknown;
}
