import { rejects } from "node:assert/strict";
import { join } from "node:path";
import { type Cluster, startCluster } from "../cluster/cluster";
import { installCrds } from "../cluster/upstream-crds";
import type { LabTest } from "../lab-test";
import { endRun, newRun } from "../runs";
import { checkAccess, checkAwsStandIn } from "./support/cluster/access";
import { acceptsStacks, agreesOnMistakes } from "./support/cluster/agreement";
import { checkNothingLeft } from "./support/cluster/leftovers";
import { checkWorkloads } from "./support/cluster/workloads";

export const test: LabTest = {
  title:
    "Two clusters run side by side, their API servers accept what the stacks hold and refuse what check refuses",
  quick: true,
  run: async ({ projectDir, bin, log }) => {
    const run = newRun({ keep: false });
    const dirOf = (name: string) => join(run.dir, "clusters", name);
    const begin = (name: string, tool = bin): Promise<Cluster> =>
      startCluster({ name, dir: dirOf(name), logs: run.logs, pids: run.pids, bin: tool });
    try {
      const began = Date.now();
      const [dev, prod] = await Promise.all([begin("acme-dev-use1"), begin("acme-prod-use1")]);
      log(`two clusters ready after ${((Date.now() - began) / 1000).toFixed(1)} s`);
      await installCrds(dev.api);
      await checkAccess(dev, prod);
      await checkAwsStandIn(join(run.dir, "aws"), [
        { cluster: dev, account: "222222222222", region: "us-east-1" },
        { cluster: prod, account: "333333333333", region: "us-east-1" },
      ]);
      await checkWorkloads(prod.api);
      log(`${await acceptsStacks(dev.api, projectDir)} objects of the stacks accepted`);
      log(`${await agreesOnMistakes(dev.api)} mistakes refused by API server and check alike`);
      await dev.stop();
      await checkNothingLeft(dev, dirOf(dev.name));
      // A start that fails ends what it has started.
      await rejects(
        begin(dev.name, (tool) => (tool === "kube-scheduler" ? process.execPath : bin(tool))),
        /kube-scheduler has ended with 9/,
      );
      await checkNothingLeft(dev, dirOf(dev.name));
      // As `lab:down` does it, by pid files.
      await endRun(run);
      await checkNothingLeft(prod, dirOf(prod.name));
    } finally {
      await endRun(run);
    }
  },
};
