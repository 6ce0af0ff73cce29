import { App, TerraformStack } from "cdktf";
import { InterruptionQueue } from "../../src/constructs/interruption-queue";
import type { Json } from "../support/render";

const stack = new TerraformStack(new App(), "own");
const construct = new InterruptionQueue(stack, "interruption", {
  name: "acme-dev-use1",
  rulePrefix: "acme-dev-use1",
  queueArn: "arn:aws:sqs:us-east-1:222222222222:acme-dev-use1",
  ruleArnPrefix: "arn:aws:events:us-east-1:222222222222:rule/",
});
const { resource } = stack.toTerraform() as Json;
const only = (type: string): Json => Object.values(resource[type])[0];

test("notices are encrypted at rest and forgotten after five minutes", () => {
  expect(only("aws_sqs_queue")).toMatchObject({
    name: "acme-dev-use1",
    message_retention_seconds: 300,
    sqs_managed_sse_enabled: true,
  });
});

test("the policy admits exactly the rules that exist", () => {
  const [allow] = JSON.parse(only("aws_sqs_queue_policy").policy).Statement;
  const rules = Object.values<Json>(resource.aws_cloudwatch_event_rule);
  expect(allow.Condition.ArnEquals["aws:SourceArn"]).toEqual(
    rules.map(({ name }) => `arn:aws:events:us-east-1:222222222222:rule/${name}`),
  );
});

test("every rule sends to the queue", () => {
  const [queue] = Object.keys(resource.aws_sqs_queue);
  const rules = Object.keys(resource.aws_cloudwatch_event_rule);
  const targets = Object.values<Json>(resource.aws_cloudwatch_event_target);
  expect(targets.map(({ rule, arn, target_id }) => [rule, arn, target_id])).toEqual(
    rules.map((id) => [
      `\${one(aws_cloudwatch_event_rule.${id}[*].name)}`,
      `\${one(aws_sqs_queue.${queue}[*].arn)}`,
      "KarpenterInterruptionQueueTarget",
    ]),
  );
});

test("the names of the rules are there for whoever asks", () => {
  const rules = Object.keys(resource.aws_cloudwatch_event_rule);
  expect(construct.ruleNames).toBe(
    `concat(${rules.map((id) => `aws_cloudwatch_event_rule.${id}[*].name`).join(", ")})`,
  );
});
