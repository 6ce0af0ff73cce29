/** An EventBridge rule that feeds the interruption queue. */
export interface InterruptionRule {
  /** Last part of the rule's name. */
  readonly id: string;
  readonly description: string;
  readonly pattern: Readonly<Record<string, unknown>>;
}

/**
 * The five rules of Karpenter 1.14, narrowed to what its parsers use (pkg/controllers/interruption/messages): the
 * controller throws every other message away, and each one costs a request.
 */
export const interruptionRules: readonly InterruptionRule[] = [
  {
    id: "health",
    description: "Scheduled changes of EC2 by AWS Health",
    pattern: {
      source: ["aws.health"],
      "detail-type": ["AWS Health Event"],
      detail: { service: ["EC2"], eventTypeCategory: ["scheduledChange"] },
    },
  },
  {
    id: "spot",
    description: "Spot interruption warnings",
    pattern: { source: ["aws.ec2"], "detail-type": ["EC2 Spot Instance Interruption Warning"] },
  },
  {
    id: "rebalance",
    description: "Rebalance recommendations for spot instances",
    pattern: { source: ["aws.ec2"], "detail-type": ["EC2 Instance Rebalance Recommendation"] },
  },
  {
    id: "state",
    description: "Instances that stop or terminate",
    pattern: {
      source: ["aws.ec2"],
      "detail-type": ["EC2 Instance State-change Notification"],
      detail: { state: ["stopping", "stopped", "shutting-down", "terminated"] },
    },
  },
  {
    // Karpenter 1.10.
    id: "reservation",
    description: "Interruption warnings of capacity reservations",
    pattern: {
      source: ["aws.ec2"],
      "detail-type": ["EC2 Capacity Reservation Instance Interruption Warning"],
    },
  },
];
