import { chmodSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { places, projectDir } from "../paths";
import type { Cluster } from "./cluster";

/** A cluster and where EKS has it. */
export interface Placed {
  readonly cluster: Pick<Cluster, "name" | "endpoint" | "certificateAuthorityData" | "tokens">;
  readonly account: string;
  readonly region: string;
}

/**
 * Writes a command `aws` that logs in to the clusters: a stand-in for the AWS CLI (aws.py), with which the providers and
 * workflows get their tokens. The folder goes before all others on the PATH. It holds tokens, so it belongs into the
 * folder of the run, which goes away with it.
 *
 * @param folder made here, for the owner alone; clusters of an earlier call are replaced
 * @returns the path of the command
 */
export function installAws(folder: string, clusters: readonly Placed[]): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const known = clusters.map(({ cluster, account, region }) => ({
    name: cluster.name,
    account,
    region,
    endpoint: cluster.endpoint,
    certificateAuthorityData: cluster.certificateAuthorityData,
    tokens: cluster.tokens,
  }));
  const list = join(folder, "clusters.json");
  // Renamed, because a provider may read it at this moment.
  writeFileSync(`${list}.part`, `${JSON.stringify(known, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${list}.part`, list);
  const command = join(folder, "aws");
  const script = [places.python, "-IB", join(projectDir, "lab/cluster/aws.py"), list].map(quoted).join(" ");
  writeFileSync(command, `#!/bin/sh\nLAB_AWS_COMMAND=${quoted(command)} exec ${script} "$@"\n`);
  chmodSync(command, 0o755);
  return command;
}

/** One word for the shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
