import { interruptionRules } from "../../src/upstream/karpenter-events";

test("each rule matches one kind of event of one service", () => {
  expect(interruptionRules.map(({ id, pattern }) => [id, pattern.source, pattern["detail-type"]])).toEqual([
    ["health", ["aws.health"], ["AWS Health Event"]],
    ["spot", ["aws.ec2"], ["EC2 Spot Instance Interruption Warning"]],
    ["rebalance", ["aws.ec2"], ["EC2 Instance Rebalance Recommendation"]],
    ["state", ["aws.ec2"], ["EC2 Instance State-change Notification"]],
    ["reservation", ["aws.ec2"], ["EC2 Capacity Reservation Instance Interruption Warning"]],
  ]);
});

test("events that the controller would throw away are not delivered", () => {
  const details = interruptionRules.filter(({ pattern }) => "detail" in pattern);
  expect(details.map(({ id, pattern }) => [id, pattern.detail])).toEqual([
    ["health", { service: ["EC2"], eventTypeCategory: ["scheduledChange"] }],
    ["state", { state: ["stopping", "stopped", "shutting-down", "terminated"] }],
  ]);
});

test("a rule's own part leaves 52 of EventBridge's 64 characters for the cluster", () => {
  expect(Math.max(...interruptionRules.map(({ id }) => `-${id}`.length))).toBe(64 - 52);
});
