import { completeNodePool } from "../../src/components/karpenter-node-pools/complete";
import { nodePoolObjects } from "../../src/components/karpenter-node-pools/objects-of";
import { context, nodePoolCases } from "./karpenter-node-pools-cases";

test.each(nodePoolCases)("$title", ({ vars, specs }) => {
  expect(nodePoolObjects({ ...context, ...vars }).map(({ spec }) => spec)).toEqual(specs);
});

test("objects come in the order in which Karpenter needs them, by name", () => {
  const objects = nodePoolObjects({
    ...context,
    node_pools: { b: {}, a: {} },
    node_classes: { d: {}, c: {} },
  });
  expect(objects.map(({ apiVersion, kind, metadata }) => [apiVersion, kind, metadata])).toEqual([
    ["karpenter.k8s.aws/v1", "EC2NodeClass", { name: "c" }],
    ["karpenter.k8s.aws/v1", "EC2NodeClass", { name: "d" }],
    ["karpenter.sh/v1", "NodePool", { name: "a" }],
    ["karpenter.sh/v1", "NodePool", { name: "b" }],
  ]);
});

test("the role of a cluster with a long name is the one that the karpenter component makes", () => {
  const [object] = nodePoolObjects({
    ...context,
    cluster_name: "c".repeat(100),
    node_classes: { default: {} },
  });
  expect(object?.spec.role).toBe(`${"c".repeat(55)}-8ab47b6d`);
});

test("specs are not changed in place", () => {
  const spec = Object.freeze({ template: Object.freeze({ spec: Object.freeze({}) }), limits: { cpu: 1 } });
  completeNodePool(spec, "general", new Set());
  expect(spec).toEqual({ template: { spec: {} }, limits: { cpu: 1 } });
});
