import { deepStrictEqual, match, ok } from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { makeCharts } from "../charts/charts";
import { installAws } from "../cluster/aws-stand-in";
import { type Cluster, startCluster } from "../cluster/cluster";
import type { LabContext, LabTest } from "../lab-test";
import { places } from "../paths";
import { endRun, newRun, type Run } from "../runs";
import { checkChanges, checkFailures } from "./support/stand-ins/changes";
import { type Settings, writeComponent } from "./support/stand-ins/component";
import { crdsByHand, owners } from "./support/stand-ins/crds";
import { checkDestroy } from "./support/stand-ins/destroy";
import { deployed, labelsOf, limitOf, replicasOf } from "./support/stand-ins/found";
import { Tofu } from "./support/stand-ins/tofu";

const begin: Settings = { limit: "10", kedaReplicas: 2, owner: "one" };
const addresses = [
  "helm_release.crds",
  "helm_release.karpenter",
  "helm_release.keda",
  "helm_release.objects",
  "kubernetes_namespace_v1.keda",
];

export const test: LabTest = {
  title:
    "The stand-ins for the helm and kubernetes providers install, upgrade, adopt, roll back and uninstall",
  quick: false,
  run: async (context) => {
    const run = newRun({ keep: false });
    try {
      const { projectDir: _, ...options } = { ...context, logs: run.logs, pids: run.pids };
      const dir = join(run.dir, "clusters", "acme-dev-use1");
      const cluster = await startCluster({ name: "acme-dev-use1", dir, ...options });
      await check(context, run, cluster);
    } finally {
      await endRun(run);
    }
  },
};

async function check(context: LabContext, run: Run, cluster: Cluster): Promise<void> {
  const tofu = await prepare(context, run, cluster);
  await tofu.pass(begin, "init", "-input=false", "-no-color");
  await planWithoutCluster(tofu.unreachable());
  const crds = await crdsByHand(cluster.api);
  context.log(`planned without a cluster; ${crds.length} CRDs installed by hand`);

  match(await tofu.apply(begin), /Node pools: \["default"\]/);
  deepStrictEqual(await deployed(cluster.api), {
    "karpenter-crd": 1,
    karpenter: 1,
    keda: 1,
    objects: 1,
  });
  deepStrictEqual(
    await owners(cluster.api, crds),
    crds.map(() => "karpenter-crd"),
  );
  deepStrictEqual(
    [await limitOf(cluster.api), await replicasOf(cluster.api), (await labelsOf(cluster.api)).owner],
    ["10", 2, "one"],
  );
  deepStrictEqual(await tofu.changes(begin), {}, "a second plan");
  context.log("applied; a second plan has no changes");

  const settings = await checkChanges(tofu, cluster.api, begin);
  context.log("one changed value is one changed release");
  await checkFailures(tofu, cluster.api, settings);
  context.log("a failed upgrade is rolled back; a release that is gone is planned again");
  await checkDestroy(tofu, cluster.api, settings, crds);
  context.log("destroyed, but for the CRDs");
}

async function prepare({ projectDir, bin, scratch }: LabContext, run: Run, cluster: Cluster): Promise<Tofu> {
  const aws = installAws(join(run.dir, "aws"), [{ cluster, account: "222222222222", region: "us-east-1" }]);
  const charts = join(scratch, "charts");
  await makeCharts(charts);
  const folder = join(scratch, "component");
  writeComponent(folder, projectDir);
  const home = join(scratch, "home");
  mkdirSync(home);
  return new Tofu(
    bin("tofu"),
    folder,
    {
      HOME: home,
      PATH: [dirname(aws), process.env.PATH].join(delimiter),
      TF_CLI_CONFIG_FILE: places.cliConfig,
      CHECKPOINT_DISABLE: "1",
      LAB_CHARTS: charts,
    },
    cluster,
  );
}

async function planWithoutCluster(tofu: Tofu): Promise<void> {
  const text = await tofu.pass(begin, "plan", "-input=false", "-no-color");
  match(text, /Plan: 5 to add, 0 to change, 0 to destroy/);
  for (const name of ["helm", "kubernetes"])
    ok(
      text.includes(`Lab stand-in for hashicorp/${name}`),
      `the plan does not name its stand-in for ${name}`,
    );
  deepStrictEqual(Object.keys(await tofu.changes(begin)).sort(), addresses);
}
