import { deepStrictEqual, match, rejects } from "node:assert/strict";
import { execFile } from "node:child_process";
import { KubeApi } from "../../../cluster/api";
import { ApiError } from "../../../cluster/api-error";
import { installAws, type Placed } from "../../../cluster/aws-stand-in";
import type { Cluster } from "../../../cluster/cluster";
import type { KubeObject } from "../../../cluster/objects";

const CONFIG: KubeObject = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "lab", namespace: "default" },
};

/** The API of a cluster with another token, or with the authority of another cluster. */
function apiWith(
  cluster: Cluster,
  change: Partial<Pick<Cluster, "token" | "certificateAuthorityData">>,
): KubeApi {
  const { endpoint, certificateAuthorityData, token } = cluster;
  return new KubeApi({ endpoint, certificateAuthorityData, token, ...change });
}

const refusedWith = (status: number) => (error: unknown) =>
  error instanceof ApiError && error.status === status;

/** Who may what: administrators all, viewers read, nobody with the token or authority of the other cluster. */
export async function checkAccess(cluster: Cluster, other: Cluster): Promise<void> {
  const viewer = apiWith(cluster, { token: cluster.tokens.viewer });
  await cluster.api.apply(CONFIG);
  const { kind, apiVersion, metadata } = CONFIG;
  deepStrictEqual((await viewer.get({ kind, apiVersion, ...metadata }))?.metadata.name, metadata.name);
  await viewer.list({ kind: "Secret", apiVersion });
  await viewer.list({ kind: "NodePool", apiVersion: "karpenter.sh/v1" });
  const writes = [
    () => viewer.apply(CONFIG),
    () => viewer.create(CONFIG, { dryRun: true }),
    () => viewer.remove({ kind, apiVersion, ...metadata }),
  ];
  for (const write of writes) await rejects(write, refusedWith(403), "a viewer writes");
  await rejects(
    apiWith(cluster, { token: other.token }).list({ kind: "Pod", apiVersion }),
    refusedWith(401),
    "the other cluster's token",
  );
  await rejects(
    apiWith(cluster, { certificateAuthorityData: other.certificateAuthorityData }).list({
      kind: "Pod",
      apiVersion,
    }),
    /certificate/,
    "the other cluster's authority",
  );
}

/** The stand-in for the AWS CLI logs in each role as its access entries would, and refuses roles of other accounts. */
export async function checkAwsStandIn(folder: string, clusters: readonly [Placed, Placed]): Promise<void> {
  const command = installAws(folder, clusters);
  const [{ cluster, account, region }, other] = clusters;
  const ask = (...role: string[]) =>
    output(command, ["eks", "get-token", "--cluster-name", cluster.name, "--region", region, ...role]);
  const tokenOf = async (role: string) =>
    (JSON.parse((await ask("--role-arn", role)).stdout) as Credential).status.token;
  const pipeline = `role/acme-dev-pipeline`;
  deepStrictEqual(
    [
      await tokenOf(`arn:aws:iam::${account}:${pipeline}-plan`),
      await tokenOf(`arn:aws:iam::${account}:${pipeline}-apply`),
    ],
    [cluster.tokens.viewer, cluster.tokens.administrator],
    "tokens of the plan and the apply role",
  );
  const { kind, apiVersion } = JSON.parse((await ask()).stdout) as Credential;
  deepStrictEqual([kind, apiVersion], ["ExecCredential", "client.authentication.k8s.io/v1beta1"]);
  const refused = await ask("--role-arn", `arn:aws:iam::${other.account}:${pipeline}-apply`);
  deepStrictEqual(refused.code, 254, "exit code for a role of the other account");
  match(refused.stderr, /has no access to/);
  match((await output(command, ["--version"])).stdout, /stand-in/);
  match((await output(command, ["s3", "ls"])).stderr, /stand-in/);
}

/** client.authentication.k8s.io ExecCredential. */
interface Credential {
  readonly kind: string;
  readonly apiVersion: string;
  readonly status: { readonly token: string };
}

function output(
  command: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve) => {
    execFile(command, args, { env: { PATH: process.env.PATH } }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ code, stdout, stderr });
    });
  });
}
