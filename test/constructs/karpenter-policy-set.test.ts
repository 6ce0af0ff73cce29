import { App, TerraformStack } from "cdktf";
import { KarpenterPolicySet, type KarpenterPolicySetProps } from "../../src/constructs/karpenter-policy-set";
import type { Json } from "../support/render";

function synth(props: Partial<KarpenterPolicySetProps>) {
  const stack = new TerraformStack(new App(), "own");
  const set = new KarpenterPolicySet(stack, "permissions", {
    namePrefix: "acme-dev-use1-karpenter",
    roleName: '"controller"',
    partition: "aws",
    region: "us-east-1",
    accountId: "222222222222",
    clusterName: "acme-dev-use1",
    nodeRoleArn: "arn:aws:iam::222222222222:role/nodes",
    queueArn: "arn:aws:sqs:us-east-1:222222222222:queue",
    ...props,
  });
  const { aws_iam_policy: policies, aws_iam_role_policy_attachment: attachments } = (
    stack.toTerraform() as Json
  ).resource;
  return { set, policies: Object.values<Json>(policies), attachments };
}

test("in anybody's stack each policy is attached to the role, under a name of its own", () => {
  const { policies, attachments } = synth({});
  expect(policies.map(({ name }) => name)).toEqual(
    [
      "node-lifecycle",
      "pass-node-role",
      "instance-profiles",
      "cluster",
      "interruption",
      "zonal-shift",
      "discovery",
    ].map((id) => `acme-dev-use1-karpenter-${id}`),
  );
  expect(Object.values<Json>(attachments).map(({ role }) => role)).toEqual(Array(7).fill('${"controller"}'));
});

test("what the controller waits for are the attachments, by the ids that the stack gives them", () => {
  const { set, attachments } = synth({});
  expect(set.dependencies).toEqual(
    Object.keys(attachments).map((id) => `aws_iam_role_policy_attachment.${id}`),
  );
});

test("a condition of two parts stays one condition", () => {
  const { policies } = synth({
    enabled: "var.a || var.b",
    features: { zonalShift: "var.c || var.d", interruption: "var.e" },
  });
  expect(policies.map(({ name, count }) => [name.slice("acme-dev-use1-karpenter-".length), count])).toEqual([
    ["node-lifecycle", "${var.a || var.b ? 1 : 0}"],
    ["pass-node-role", "${var.a || var.b ? 1 : 0}"],
    ["instance-profiles", "${var.a || var.b ? 1 : 0}"],
    ["cluster", "${var.a || var.b ? 1 : 0}"],
    ["interruption", "${(var.a || var.b) && var.e ? 1 : 0}"],
    ["zonal-shift", "${(var.a || var.b) && (var.c || var.d) ? 1 : 0}"],
    ["discovery", "${var.a || var.b ? 1 : 0}"],
  ]);
});
