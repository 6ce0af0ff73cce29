import { karpenterNodePools } from "../../src/components/karpenter-node-pools";
import { rendered } from "../support/render";

const { main } = rendered(karpenterNodePools);

test("specs of any shape go in as they are written", () => {
  const { variables } = rendered(karpenterNodePools);
  expect([variables.variable.node_pools.type, variables.variable.node_classes.type]).toEqual(["any", "any"]);
});

test("the objects go in as a chart from the component's own folder, so that a plan needs no cluster", () => {
  expect(main.resource.helm_release.node_pools_objects_release).toMatchObject({
    chart: "${path.module}/chart",
    values: ["${yamlencode({ objects = local.objects })}"],
  });
  expect(Object.keys(main.resource)).toEqual(["helm_release"]);
});

test("readiness is looked at after the release, and an API that does not answer is a warning", () => {
  const { data, assert } = main.check.node_pools_ready;
  expect(data.kubernetes_resources.node_pools).toEqual({
    api_version: "karpenter.sh/v1",
    kind: "NodePool",
    depends_on: ["helm_release.node_pools_objects_release"],
  });
  expect(assert.condition).toMatch(
    /^\$\{!var\.enabled \|\| alltrue\(\[for name in keys\(var\.node_pools\) : try\(.*, false\)\]\)\}$/,
  );
});
