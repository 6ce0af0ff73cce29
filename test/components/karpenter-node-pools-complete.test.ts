import { completeNodeClass, completeNodePool } from "../../src/components/karpenter-node-pools/complete";
import { nodePoolCases } from "./karpenter-node-pools-cases";

const contextTags = {
  Namespace: "acme",
  Stage: "dev",
  Environment: "use1",
  Component: "karpenter-node-pools",
  ManagedBy: "terraform",
};

test.each(nodePoolCases)("$title", ({ vars, specs }) => {
  const classes = vars.node_classes ?? {};
  const pools = vars.node_pools ?? {};
  const byName = (map: Record<string, unknown>) => Object.keys(map).sort();
  const completed = [
    ...byName(classes).map((name) =>
      completeNodeClass(classes[name] ?? {}, {
        clusterName: "acme-dev-use1",
        roleName: vars.node_role_name ?? "acme-dev-use1-karpenter-node",
        tags: { ...contextTags, ...vars.tags },
        ...(vars.discovery_tag === undefined ? {} : { discoveryTag: vars.discovery_tag }),
      }),
    ),
    ...byName(pools).map((name) => completeNodePool(pools[name] ?? {}, name, new Set(Object.keys(classes)))),
  ];
  expect(completed).toEqual(specs);
});

test("specs are not changed in place", () => {
  const spec = Object.freeze({ template: Object.freeze({ spec: Object.freeze({}) }), limits: { cpu: 1 } });
  completeNodePool(spec, "general", new Set());
  expect(spec).toEqual({ template: { spec: {} }, limits: { cpu: 1 } });
});
