import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Construct } from "constructs";
import { address, attribute, interpolate } from "../framework/expressions";
import { interruptionRules } from "../upstream/karpenter-events";
import { policyText } from "./policy";

/** The queue of one cluster: Karpenter deletes messages about instances that are not its own. */
export interface InterruptionQueueProps {
  /** Text: name of the queue, at most 80 characters. */
  readonly name: string;
  /** Text: the rules are named `<rulePrefix>-<id>`, at most 64 characters. */
  readonly rulePrefix: string;
  /** Text: ARN of the queue, for its policy. */
  readonly queueArn: string;
  /** Text: ARNs of the rules begin with this; the rule's name follows. */
  readonly ruleArnPrefix: string;
  /** Condition under which the queue exists. @default - "true" */
  readonly enabled?: string;
}

/** Queue, queue policy, and the five rules that feed it. */
export class InterruptionQueue extends Construct {
  readonly queue: SqsQueue;
  /** Expression of the list of the rules' names, empty while the queue is switched off. */
  readonly ruleNames: string;
  /** Addresses that have to be there before the controller starts. */
  readonly dependencies: readonly string[];

  constructor(scope: Construct, id: string, props: InterruptionQueueProps) {
    super(scope, id);
    const count = interpolate(`${props.enabled ?? "true"} ? 1 : 0`);
    this.queue = new SqsQueue(this, "queue", {
      name: props.name,
      // An interruption notice is worth nothing after five minutes (Karpenter, CloudFormation template).
      messageRetentionSeconds: 300,
      sqsManagedSseEnabled: true,
    });
    this.queue.addOverride("count", count);
    const policy = new SqsQueuePolicy(this, "policy", {
      queueUrl: interpolate(attribute(this.queue, "id")),
      policy: queuePolicy(props),
    });
    policy.addOverride("count", count);
    const rules = interruptionRules.map((rule) => this.addRule(rule, props, count));
    this.ruleNames = `concat(${rules.map((rule) => `${address(rule)}[*].name`).join(", ")})`;
    this.dependencies = [address(this.queue), address(policy)];
  }

  private addRule(
    rule: (typeof interruptionRules)[number],
    props: InterruptionQueueProps,
    count: string,
  ): CloudwatchEventRule {
    const made = new CloudwatchEventRule(this, rule.id, {
      name: `${props.rulePrefix}-${rule.id}`,
      description: rule.description,
      eventPattern: JSON.stringify(rule.pattern),
    });
    made.addOverride("count", count);
    const target = new CloudwatchEventTarget(this, `${rule.id}-target`, {
      rule: interpolate(attribute(made, "name")),
      targetId: "KarpenterInterruptionQueueTarget",
      arn: interpolate(attribute(this.queue, "arn")),
    });
    target.addOverride("count", count);
    return made;
  }
}

/**
 * Only these rules may send. Upstream allows sqs.amazonaws.com as well and any rule of any account: nothing sends as
 * SQS here. `sqs:*` and `*` in the denial, because it has to cover everything that is not encrypted in transit.
 */
function queuePolicy(props: InterruptionQueueProps): string {
  return policyText(
    [
      {
        Sid: "InterruptionRules",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: props.queueArn,
        Condition: {
          ArnEquals: {
            "aws:SourceArn": interruptionRules.map(
              (rule) => `${props.ruleArnPrefix}${props.rulePrefix}-${rule.id}`,
            ),
          },
        },
      },
      {
        Sid: "DenyHTTP",
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: props.queueArn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
    "EC2InterruptionPolicy",
  );
}
