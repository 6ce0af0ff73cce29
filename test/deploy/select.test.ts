import { join } from "node:path";
import { levelsOf } from "../../src/deploy/graph";
import type { Job } from "../../src/deploy/job";
import { select } from "../../src/deploy/select";
import { readStacks } from "../../src/stacks";
import type { Instance, Stack } from "../../src/stacks/types";

const { stacks } = readStacks(join(__dirname, "../.."));

/** The stacks with some instances changed; undefined leaves one out. */
function changed(change: (instance: Instance) => Instance | undefined): readonly Stack[] {
  return stacks.map((stack) => ({
    ...stack,
    instances: new Map(
      [...stack.instances].flatMap(([name, instance]) => {
        const next = change(instance);
        return next === undefined ? [] : [[name, next] as const];
      }),
    ),
  }));
}

const all = { verb: "deploy", stacks: [], components: [] } as const;
const after = (jobs: readonly Job[], label: string) => jobs.find((job) => job.label === label)?.after;

test("a dependency on another stack is one on the instance there", () => {
  expect(after(select(stacks, all).jobs, "dev-use1/pipeline-access")).toEqual(["mgmt-use1/pipeline-access"]);
});

test("dev and prod do not wait for each other", () => {
  expect(
    levelsOf(select(stacks, { ...all, components: ["karpenter"] }).jobs).map((level) =>
      level.map((job) => job.label),
    ),
  ).toEqual([
    ["mgmt-use1/tfstate-backend"],
    ["mgmt-use1/pipeline-access"],
    ["dev-use1/pipeline-access", "prod-use1/pipeline-access"],
    ["dev-use1/karpenter", "prod-use1/karpenter"],
  ]);
});

test("node pools go before Karpenter even where no dependency is declared", () => {
  const loose = changed((one) => ({ ...one, settings: {} }));
  const { jobs } = select(loose, { verb: "destroy", stacks: ["dev-use1"], components: ["karpenter"] });
  expect(jobs.map((job) => job.label)).toEqual(["dev-use1/karpenter-node-pools", "dev-use1/karpenter"]);
});

test("what is switched off or locked in metadata is left out, and the lock is told", () => {
  const { jobs, notes } = select(
    changed((one) => {
      if (one.name === "keda") return { ...one, metadata: { ...one.metadata, locked: true } };
      return one.name === "karpenter" ? { ...one, enabled: false } : one;
    }),
    { ...all, stacks: ["dev-use1"] },
  );
  const names = jobs.map((job) => job.instance.name);
  expect([names.includes("keda"), names.includes("karpenter")]).toEqual([false, false]);
  expect(notes).toContain("left out, metadata.locked is true: dev-use1/keda");
});

test.each(["local", ""])("a backend type of %j is refused: the state would be in the copy", (backendType) => {
  const local = changed((one) => (one.name === "keda" ? { ...one, backendType } : one));
  expect(() => select(local, { ...all, stacks: ["dev-use1"] })).toThrow(
    "dev-use1/keda: terraform.backend_type is local or not set",
  );
});

test("instances that wait for each other are named", () => {
  const circle = changed((one) =>
    one.name === "karpenter"
      ? { ...one, settings: { depends_on: { pools: { component: "karpenter-node-pools" } } } }
      : one,
  );
  expect(() => select(circle, { ...all, stacks: ["dev-use1"], components: ["karpenter"] })).toThrow(
    "settings.depends_on: these wait for each other: dev-use1/karpenter-node-pools, dev-use1/karpenter.",
  );
});
