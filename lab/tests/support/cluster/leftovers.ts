import { deepStrictEqual } from "node:assert/strict";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import type { Cluster } from "../../../cluster/cluster";
import { output } from "../../../output";

/** Nothing of a cluster is left: no folder, no process that names it, no port that answers. */
export async function checkNothingLeft(cluster: Cluster, dir: string): Promise<void> {
  const processes = (await output("ps", ["-eo", "pid=,args="], "/"))
    .split("\n")
    .filter((line) => line.includes(`${dir}/`));
  const answering = (await answers(cluster.endpoint)) ? [cluster.endpoint] : [];
  deepStrictEqual(
    { folder: existsSync(dir), processes, answering },
    { folder: false, processes: [], answering: [] },
    `what is left of ${cluster.name}`,
  );
}

function answers(endpoint: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(endpoint).port), "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
