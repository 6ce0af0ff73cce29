import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import {
  InterruptionQueue,
  KarpenterPolicySet,
  ScalerRole,
  WorkloadIdentity,
} from "eks-autoscaling-components";

const cluster = "acme-dev-use1";
const account = "222222222222";
const region = "us-east-1";

/** An app of one's own: Karpenter's rights and queue, and a role for one KEDA trigger, without Atmos. */
const app = new App();
const stack = new TerraformStack(app, "autoscaling");
new AwsProvider(stack, "aws", { region, allowedAccountIds: [account] });

const controller = new WorkloadIdentity(stack, "controller", {
  roleName: `${cluster}-karpenter`,
  description: "Karpenter controller",
  clusterName: `"${cluster}"`,
  accountId: `"${account}"`,
  region: `"${region}"`,
  partition: '"aws"',
  namespace: '"kube-system"',
  serviceAccount: '"karpenter"',
});

new InterruptionQueue(stack, "interruption", {
  name: cluster,
  rulePrefix: cluster,
  queueArn: `arn:aws:sqs:${region}:${account}:${cluster}`,
  ruleArnPrefix: `arn:aws:events:${region}:${account}:rule/`,
});

new KarpenterPolicySet(stack, "permissions", {
  namePrefix: `${cluster}-karpenter`,
  roleName: controller.roleName,
  partition: "aws",
  region,
  accountId: account,
  clusterName: cluster,
  nodeRoleArn: `arn:aws:iam::${account}:role/${cluster}-karpenter-node`,
  queueArn: `arn:aws:sqs:${region}:${account}:${cluster}`,
  features: { zonalShift: "false" },
});

new ScalerRole(stack, "orders", {
  name: `${cluster}-orders`,
  triggers: [{ type: "aws-sqs-queue", queueArn: `arn:aws:sqs:${region}:${account}:acme-dev-orders` }],
  operatorRoleArn: `arn:aws:iam::${account}:role/${cluster}-keda-operator`,
});

app.synth();
