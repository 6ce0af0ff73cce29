import { type KarpenterNames, karpenterPolicies } from "../../src/upstream/karpenter-iam";

const names: KarpenterNames = {
  partition: "aws",
  region: "us-east-1",
  accountId: "222222222222",
  clusterName: "acme-dev-use1",
  nodeRoleArn: "arn:aws:iam::222222222222:role/nodes",
  queueArn: "arn:aws:sqs:us-east-1:222222222222:queue",
};
const statements = karpenterPolicies(names).flatMap((policy) => policy.statements);

test("the controller of 1.14 has upstream's 18 statements, in upstream's policies and order", () => {
  expect(
    karpenterPolicies(names).map(({ upstream, statements }) => [
      upstream,
      statements.map(({ statement }) => statement.Sid),
    ]),
  ).toEqual([
    [
      "NodeLifecyclePolicy",
      [
        "AllowScopedEC2InstanceAccessActions",
        "AllowScopedEC2LaunchTemplateAccessActions",
        "AllowScopedEC2InstanceActionsWithTags",
        "AllowScopedResourceCreationTagging",
        "AllowScopedResourceTagging",
        "AllowScopedDeletion",
      ],
    ],
    ["IAMIntegrationPolicy", ["AllowPassingInstanceRole"]],
    [
      "IAMIntegrationPolicy",
      [
        "AllowScopedInstanceProfileCreationActions",
        "AllowScopedInstanceProfileTagActions",
        "AllowScopedInstanceProfileActions",
      ],
    ],
    ["EKSIntegrationPolicy", ["AllowAPIServerEndpointDiscovery"]],
    ["InterruptionPolicy", ["AllowInterruptionQueueActions"]],
    ["ZonalShiftPolicy", ["AllowZonalShiftStatusReadOnly"]],
    [
      "ResourceDiscoveryPolicy",
      [
        "AllowRegionalReadActions",
        "AllowSSMReadActions",
        "AllowPricingReadActions",
        "AllowUnscopedInstanceProfileListAction",
        "AllowInstanceProfileReadActions",
      ],
    ],
  ]);
  expect(statements).toHaveLength(18);
});

test("each statement says which versions of Karpenter made it what it is", () => {
  const history = Object.fromEntries(
    statements
      .filter(({ since }) => since.length > 1 || since[0] !== "1.0.0")
      .map(({ since, statement }) => [statement.Sid, since]),
  );
  expect(history).toEqual({
    AllowScopedEC2InstanceAccessActions: ["1.0.0", "1.3.0", "1.11.0"],
    AllowScopedEC2InstanceActionsWithTags: ["1.0.0", "1.3.0", "1.9.0"],
    AllowPassingInstanceRole: ["1.0.0", "1.1.0"],
    AllowZonalShiftStatusReadOnly: ["1.12.0", "1.13.0"],
    AllowRegionalReadActions: ["1.0.0", "1.1.0", "1.3.0", "1.11.0", "1.13.0"],
    AllowUnscopedInstanceProfileListAction: ["1.7.0"],
  });
});

test("every action on every resource is a read, or names the cluster in a condition", () => {
  const unscoped = statements.filter(
    ({ statement }) => statement.Resource === "*" && statement.Condition === undefined,
  );
  expect(unscoped.map(({ statement }) => statement.Action)).toEqual([
    "pricing:GetProducts",
    "iam:ListInstanceProfiles",
  ]);
});

test("no statement reaches into another partition, region or account", () => {
  const elsewhere = { ...names, partition: "aws-cn", region: "cn-north-1", accountId: "333333333333" };
  const text = JSON.stringify(
    karpenterPolicies({ ...elsewhere, nodeRoleArn: "role", queueArn: "queue" }).map(
      (policy) => policy.statements,
    ),
  );
  expect(text).not.toMatch(/arn:aws:|us-east-1|222222222222/);
});

test.each([
  ["aws", "us-east-1"],
  ["aws", "ap-northeast-1"],
  ["aws-us-gov", "us-gov-west-1"],
])("policies fit for a cluster name of 100 characters in %s, %s", (partition, region) => {
  const clusterName = "c".repeat(100);
  const sizes = karpenterPolicies({
    ...names,
    partition,
    region,
    clusterName,
    nodeRoleArn: `arn:${partition}:iam::222222222222:role/${"r".repeat(64)}`,
    queueArn: `arn:${partition}:sqs:${region}:222222222222:${"q".repeat(80)}`,
  }).map(
    ({ statements }) =>
      JSON.stringify({ Version: "2012-10-17", Statement: statements.map(({ statement }) => statement) })
        .length,
  );
  expect(Math.max(...sizes)).toBeLessThanOrEqual(6144);
  expect(karpenterPolicies(names).filter(({ id }) => `${clusterName}-karpenter-${id}`.length > 128)).toEqual(
    [],
  );
});
