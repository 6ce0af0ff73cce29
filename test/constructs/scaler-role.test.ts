import { App, TerraformStack } from "cdktf";
import { ScalerRole, type ScalerRoleProps } from "../../src/constructs/scaler-role";
import type { Json } from "../support/render";

const operatorRoleArn = "arn:aws:iam::222222222222:role/acme-dev-keda-operator";
const queueArn = "arn:aws:sqs:us-east-1:222222222222:orders";
const tableArn = "arn:aws:dynamodb:us-east-1:222222222222:table/Jobs";

function synth(props: Partial<ScalerRoleProps>): {
  role: Json;
  policy: Json;
  stack: TerraformStack;
  arn: string;
} {
  const stack = new TerraformStack(new App(), "own");
  const construct = new ScalerRole(stack, "orders", {
    name: "orders-scaler",
    triggers: [{ type: "aws-sqs-queue", queueArn }],
    operatorRoleArn,
    ...props,
  });
  const resources = (stack.toTerraform() as Json).resource;
  const [role] = Object.values<Json>(resources.aws_iam_role);
  const [policy] = Object.values<Json>(resources.aws_iam_role_policy);
  return { role, policy, stack, arn: construct.arn };
}

test("the operator alone may assume the role and pass its session tags on", () => {
  expect(JSON.parse(synth({}).role.assume_role_policy)).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "KedaOperatorAssumes",
        Effect: "Allow",
        Principal: { AWS: operatorRoleArn },
        Action: "sts:AssumeRole",
      },
      {
        Sid: "KedaOperatorPassesSessionTags",
        Effect: "Allow",
        Principal: { AWS: operatorRoleArn },
        Action: "sts:TagSession",
      },
    ],
  });
});

test("without session tags and with an external id there is one statement with one condition", () => {
  expect(
    JSON.parse(synth({ sessionTags: false, externalId: "orders" }).role.assume_role_policy).Statement,
  ).toEqual([
    {
      Sid: "KedaOperatorAssumes",
      Effect: "Allow",
      Principal: { AWS: operatorRoleArn },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": "orders" } },
    },
  ]);
});

test("the policy is the union of what the triggers read", () => {
  const { policy } = synth({
    triggers: [
      { type: "aws-sqs-queue", queueArn },
      { type: "aws-dynamodb", tableArn, indexName: "by-status" },
      { type: "aws-cloudwatch" },
      { type: "aws-dynamodb", tableArn },
    ],
  });
  expect(JSON.parse(policy.policy).Statement).toEqual([
    { Sid: "ReadMetrics", Effect: "Allow", Action: ["cloudwatch:GetMetricData"], Resource: ["*"] },
    {
      Sid: "QueryTables",
      Effect: "Allow",
      Action: ["dynamodb:Query"],
      Resource: [tableArn, `${tableArn}/index/by-status`],
    },
    { Sid: "ReadQueueAttributes", Effect: "Allow", Action: ["sqs:GetQueueAttributes"], Resource: [queueArn] },
  ]);
});

test("in a stack with CDKTF's own ids, references name the resource as it is rendered", () => {
  const { policy, stack, arn } = synth({});
  const [id] = Object.keys((stack.toTerraform() as Json).resource.aws_iam_role);
  expect(policy.role).toBe(`\${aws_iam_role.${id}.id}`);
  expect(arn).toBe(`\${aws_iam_role.${id}.arn}`);
});

test("count switches role and policy together", () => {
  const { role, policy, arn } = synth({ count: "var.enabled ? 1 : 0" });
  expect([role.count, policy.count]).toEqual(["${var.enabled ? 1 : 0}", "${var.enabled ? 1 : 0}"]);
  expect(policy.role).toMatch(/\[0\]\.id\}$/);
  expect(arn).toMatch(/^\$\{one\(aws_iam_role\.\w+\[\*\]\.arn\)\}$/);
});

test("a role for no trigger is refused", () => {
  expect(() => synth({ triggers: [] })).toThrow(
    "ScalerRole orders: triggers is empty, so the role could do nothing. Add what KEDA reads with it.",
  );
});
