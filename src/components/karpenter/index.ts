import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { InterruptionQueue } from "../../constructs/interruption-queue";
import { KarpenterPolicySet } from "../../constructs/karpenter-policy-set";
import { clusterNames } from "../../framework/cluster-names";
import { defineComponent } from "../../framework/component";
import { clusterInputs, iamInputs } from "../../framework/context";
import { attribute, countWhen, interpolate } from "../../framework/expressions";
import { clusterName } from "../../framework/names";
import { controllerIdentity } from "../controller-identity";
import { buildCharts } from "./charts";
import { example, guide } from "./guide";
import { inputs } from "./inputs";
import { buildNodeRole } from "./node-role";
import { type Stack, serviceAccount } from "./stack";

/** The Karpenter controller, and everything in AWS that it needs. */
export const karpenter = defineComponent({
  name: "karpenter",
  summary:
    "The Karpenter controller with its role, the role of its nodes, its interruption queue and its charts.",
  guide,
  example,
  providers: ["aws", "helm"],
  inputs: { ...clusterInputs, ...inputs, ...iamInputs },
  build(stack) {
    const controllerRole = clusterName(stack, "controller_role_name", clusterNames.karpenterController);
    const nodeRoleName = clusterName(stack, "node_role_name", clusterNames.karpenterNode);
    const nodeRole = buildNodeRole(stack, nodeRoleName);
    const identity = controllerIdentity(stack, "controller", {
      roleName: controllerRole,
      description: "Karpenter controller of ${var.cluster_name}",
      serviceAccount,
    });
    const queue = buildQueue(stack);
    const policies = new KarpenterPolicySet(stack, "controller-policy", {
      namePrefix: "${var.cluster_name}-karpenter",
      roleName: identity.roleName,
      partition: "${data.aws_partition.current.partition}",
      region: "${var.region}",
      accountId: "${var.account_id}",
      clusterName: "${var.cluster_name}",
      nodeRoleArn:
        "arn:${data.aws_partition.current.partition}:iam::${var.account_id}:role/${local.node_role_name}",
      queueArn: "${local.queue_arn}",
      features: {
        interruption: "var.interruption_queue",
        zonalShift: "var.zonal_shift",
        instanceProfiles: "var.instance_profiles",
      },
      enabled: "var.enabled",
    });
    buildAlarm(stack);
    buildCharts(stack, {
      queueName: '(var.interruption_queue ? local.queue_name : "")',
      roleArn: identity.roleArn,
      dependencies: [
        ...identity.dependencies,
        ...policies.dependencies,
        ...queue.dependencies,
        // Node pools may be there before the controller, in a cluster that had one.
        ...nodeRole.dependencies,
      ],
    });
    stack.output("cluster_name", "var.cluster_name", "The cluster.");
    stack.output("controller_role_arn", identity.roleArn, "Role of the controller.");
    stack.output("controller_role_name", identity.roleName, "Name of the controller's role.");
    stack.output("node_role_arn", attribute(nodeRole.role, "arn"), "Role of the nodes.");
    stack.output(
      "node_role_name",
      attribute(nodeRole.role, "name"),
      "Name of the node role, for `role` of node classes.",
    );
    stack.output("queue_name", attribute(queue.queue, "name"), "The interruption queue; null without one.");
    stack.output(
      "queue_arn",
      attribute(queue.queue, "arn"),
      "ARN of the interruption queue; null without one.",
    );
    stack.output(
      "queue_url",
      attribute(queue.queue, "url"),
      "URL of the interruption queue; null without one.",
    );
    stack.output("rule_names", queue.ruleNames, "The rules that feed the queue.");
    stack.output("chart_version", "var.enabled ? var.chart_version : null", "Version of the charts.");
  },
});

function buildQueue(stack: Stack): InterruptionQueue {
  const rules = clusterName(stack, "rule_prefix", clusterNames.karpenterRules);
  clusterName(stack, "queue_name", clusterNames.karpenterQueue);
  const regional = (service: string) =>
    `arn:\${data.aws_partition.current.partition}:${service}:\${var.region}:\${var.account_id}`;
  stack.localText("queue_arn", `${regional("sqs")}:\${local.queue_name}`);
  return new InterruptionQueue(stack, "interruption", {
    name: "${local.queue_name}",
    rulePrefix: interpolate(rules),
    queueArn: "${local.queue_arn}",
    ruleArnPrefix: `${regional("events")}:rule/`,
    enabled: "var.enabled && var.interruption_queue",
  });
}

function buildAlarm(stack: Stack): void {
  const alarm = new CloudwatchMetricAlarm(stack, "queue_age", {
    alarmName: "${local.queue_name}-interruption-age",
    alarmDescription: "Karpenter does not read its interruption queue",
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 2,
    namespace: "AWS/SQS",
    metricName: "ApproximateAgeOfOldestMessage",
    dimensions: { QueueName: "${local.queue_name}" },
    period: 60,
    statistic: "Maximum",
    // An empty queue reports nothing.
    treatMissingData: "notBreaching",
  });
  alarm.addOverride("threshold", interpolate("var.queue_age_alarm.threshold_seconds"));
  alarm.addOverride("alarm_actions", interpolate("var.queue_age_alarm.topic_arns"));
  alarm.addOverride("ok_actions", interpolate("var.queue_age_alarm.topic_arns"));
  alarm.addOverride(
    "count",
    countWhen("var.enabled && var.interruption_queue && var.queue_age_alarm != null"),
  );
}
