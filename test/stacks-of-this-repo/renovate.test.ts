import { at, filesBelow, mapping, text } from "./repo";

const config: unknown = JSON.parse(text("renovate.json"));
const managers = (at(config, "customManagers") as readonly unknown[]).map((manager) => ({
  files: (at(manager, "managerFilePatterns") as readonly string[]).map(
    (pattern) => new RegExp(pattern.slice(1, -1)),
  ),
  strings: (at(manager, "matchStrings") as readonly string[]).map((pattern) => new RegExp(pattern, "g")),
}));

/** The pins that Renovate sees, as `file name version`. */
const pins = ["catalog", "stacks", "scripts", "src"]
  .flatMap((folder) => [...filesBelow(folder, ".yaml"), ...filesBelow(folder, ".ts")])
  .flatMap((file) =>
    managers
      .filter(({ files }) => files.some((pattern) => pattern.test(file)))
      .flatMap(({ strings }) => strings.flatMap((pattern) => [...text(file).matchAll(pattern)]))
      .map(({ groups = {} }) => `${file} ${groups.depName ?? "image"}`),
  );

test("Renovate sees the node image of every node class in the catalog", () => {
  expect(pins.filter((pin) => pin.endsWith(" image"))).toEqual([
    "catalog/karpenter-node-pools/batch.yaml image",
    "catalog/karpenter-node-pools/defaults.yaml image",
  ]);
});

test("Renovate sees the versions that the CRD schemas are derived from", () => {
  expect(pins.filter((pin) => pin.startsWith("scripts/derive-crds.ts"))).toEqual([
    "scripts/derive-crds.ts github.com/aws/karpenter-provider-aws",
    "scripts/derive-crds.ts github.com/kedacore/keda/v2",
  ]);
});

test("Renovate sees the versions of the charts", () => {
  expect(pins.filter((pin) => pin.startsWith("src/upstream/"))).toEqual([
    "src/upstream/versions.ts public.ecr.aws/karpenter/karpenter",
    "src/upstream/versions.ts kedacore/charts",
  ]);
});

test("nothing merges by itself", () => {
  expect(mapping(config).automerge).toBe(false);
});
