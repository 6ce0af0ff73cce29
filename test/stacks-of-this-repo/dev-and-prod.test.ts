import { at, instance, mapping } from "./repo";

const vars = (stack: string, name: string) => instance(stack, name).vars;
const pools = (stack: string) => mapping(vars(stack, "karpenter-node-pools").node_pools);
const images = (stack: string) =>
  Object.values(mapping(vars(stack, "karpenter-node-pools").node_classes)).map((spec) =>
    at((at(spec, "amiSelectorTerms") as readonly unknown[])[0], "alias"),
  );

/** The values that a pool allows for a key. */
function allowed(pool: unknown, key: string): unknown {
  const requirements = at(pool, "template", "spec", "requirements") as readonly unknown[];
  return mapping(requirements.find((requirement) => mapping(requirement).key === key)).values;
}
const capacityTypes = (stack: string) =>
  Object.fromEntries(
    Object.entries(pools(stack)).map(([name, pool]) => [name, allowed(pool, "karpenter.sh/capacity-type")]),
  );
const cores = (stack: string) =>
  Object.values(pools(stack)).reduce<number>((sum, pool) => sum + Number(at(pool, "limits", "cpu")), 0);

/** A scaled object with the defaults of its instance below it. */
function scaledObject(stack: string, name: string): Readonly<Record<string, unknown>> {
  const { scaled_objects: objects, scaled_object_defaults: defaults } = vars(stack, name);
  const [spec] = Object.values(mapping(objects));
  return { ...mapping(defaults), ...mapping(spec) };
}
const triggerTypes = (spec: unknown) =>
  (at(spec, "triggers") as readonly unknown[]).map((trigger) => mapping(trigger).type);

test("prod pins its image, dev runs the newest before prod does", () => {
  expect(images("prod-use1").filter((alias) => !/^al2023@v20\d{6}$/.test(String(alias)))).toEqual([]);
  expect([...new Set(images("dev-use1"))]).toEqual(["al2023@latest"]);
});

test("prod falls back from spot to on-demand nodes that need no toleration; dev puts services on spot", () => {
  expect(capacityTypes("prod-use1")).toEqual({
    general: ["on-demand"],
    spot: ["spot"],
    arm64: ["on-demand"],
    critical: ["on-demand"],
    batch: ["spot", "on-demand"],
  });
  expect(capacityTypes("dev-use1")).toEqual({ spot: ["spot"], batch: ["spot", "on-demand"] });
  expect(at(pools("prod-use1").general, "template", "spec", "taints")).toBeUndefined();
  expect(at(pools("prod-use1").spot, "template", "spec", "taints")).toHaveLength(1);
  expect(at(pools("dev-use1").spot, "template", "spec", "taints")).toEqual([]);
});

test("every pool has a limit of cores and memory as text, and those of dev are a small part of prod's", () => {
  for (const pool of [...Object.values(pools("dev-use1")), ...Object.values(pools("prod-use1"))]) {
    expect([at(pool, "limits", "cpu"), at(pool, "limits", "memory")]).toEqual([
      expect.stringMatching(/^\d+$/),
      expect.stringMatching(/^\d+Gi$/),
    ]);
  }
  expect([cores("dev-use1"), cores("prod-use1")]).toEqual([64, 1220]);
});

test("pools of a stack have different weights, so it is never chance which one a pod gets", () => {
  for (const stack of ["dev-use1", "prod-use1"]) {
    const weights = Object.values(pools(stack)).map((pool) => at(pool, "weight"));
    expect(new Set(weights).size).toBe(weights.length);
  }
});

test("spot pools ask for at least 15 types and generations from the fifth on", () => {
  for (const stack of ["dev-use1", "prod-use1"]) {
    const requirements = at(pools(stack).spot, "template", "spec", "requirements");
    expect(requirements).toEqual(
      expect.arrayContaining([
        { key: "node.kubernetes.io/instance-type", operator: "Exists", minValues: 15 },
        { key: "karpenter.k8s.aws/instance-category", operator: "In", values: ["c", "m", "r"] },
        { key: "karpenter.k8s.aws/instance-generation", operator: "Gt", values: ["4"] },
      ]),
    );
  }
});

test("in dev all nodes may go at night; in prod never more than a part, and no new image while people work", () => {
  expect(at(pools("dev-use1").spot, "disruption", "budgets")).toEqual([
    { nodes: "100%" },
    { nodes: "1", schedule: "0 7 * * mon-fri", duration: "12h" },
  ]);
  expect(at(pools("prod-use1").general, "disruption", "budgets")).toEqual([
    { nodes: "10%" },
    { nodes: "0", reasons: ["Drifted"], schedule: "0 7 * * mon-fri", duration: "11h" },
  ]);
});

test.each(["karpenter", "keda"])("prod runs two replicas of %s, dev one", (name) => {
  expect([vars("prod-use1", name).replicas, vars("dev-use1", name).replicas]).toEqual([2, 1]);
});

test.each([
  ["queue-workers", "aws-sqs-queue"],
  ["metric-services", "aws-cloudwatch"],
  ["table-workers", "aws-dynamodb"],
])("dev and prod each have a workload among the %s that follows %s", (name, type) => {
  for (const stack of ["dev-use1", "prod-use1"])
    expect(triggerTypes(scaledObject(stack, name))).toContain(type);
  const maximum = (stack: string) => Number(scaledObject(stack, name).maxReplicaCount);
  expect(maximum("prod-use1")).toBeGreaterThan(maximum("dev-use1"));
  expect(scaledObject("prod-use1", name).fallback).toBeDefined();
});

test("every workload of dev is at zero at night; the service of prod keeps two replicas", () => {
  for (const name of ["queue-workers", "metric-services", "table-workers"]) {
    expect(scaledObject("dev-use1", name).minReplicaCount).toBe(0);
  }
  expect(triggerTypes(scaledObject("dev-use1", "metric-services"))).toEqual(["cron", "aws-cloudwatch"]);
  expect(scaledObject("prod-use1", "metric-services").minReplicaCount).toBe(2);
});

test("a stack names its queue, load balancer and table in its own account and stage", () => {
  for (const [stack, stage, account] of [
    ["dev-use1", "dev", "222222222222"],
    ["prod-use1", "prod", "333333333333"],
  ] as const) {
    const metadata = (name: string) => {
      const triggers = scaledObject(stack, name).triggers as readonly unknown[];
      return mapping(mapping(triggers.at(-1)).metadata);
    };
    expect(metadata("queue-workers").queueURL).toBe(
      `https://sqs.us-east-1.amazonaws.com/${account}/acme-${stage}-orders`,
    );
    expect(metadata("metric-services").dimensionValue).toMatch(new RegExp(`^app/acme-${stage}/`));
    expect(metadata("table-workers").tableName).toBe(`acme-${stage}-invoices`);
  }
});
