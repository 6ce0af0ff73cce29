import type { Statement } from "../constructs/policy";

/** What the statements name. Text; each may contain `${...}`. */
export interface KarpenterNames {
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly clusterName: string;
  /** Role that the controller gives to nodes. */
  readonly nodeRoleArn: string;
  /** Interruption queue. */
  readonly queueArn: string;
}

/** A statement of the controller, and the versions of Karpenter that made it what it is. */
export interface KarpenterStatement {
  /** Version that introduced it, and those that changed it. 1.0.0 is where this record begins. */
  readonly since: readonly [introduced: string, ...changed: string[]];
  readonly statement: Statement & { readonly Sid: string };
}

export const nodePool = "karpenter.sh/nodepool";
export const nodeClass = "karpenter.k8s.aws/ec2nodeclass";
export const topologyRegion = "topology.kubernetes.io/region";

/** Condition key of a tag in the request. */
export function requestTag(key: string): string {
  return `aws:RequestTag/${key}`;
}

/** Condition key of a tag on what exists. */
export function resourceTag(key: string): string {
  return `aws:ResourceTag/${key}`;
}

/** The tag by which a cluster owns what Karpenter made; its value is `owned`. */
export function clusterTag({ clusterName }: KarpenterNames): string {
  return `kubernetes.io/cluster/${clusterName}`;
}

/** ARN of the cluster. */
export function clusterArn({ partition, region, accountId, clusterName }: KarpenterNames): string {
  return `arn:${partition}:eks:${region}:${accountId}:cluster/${clusterName}`;
}

/** ARN of every instance profile of the account. */
export function instanceProfileArns({ partition, accountId }: KarpenterNames): string {
  return `arn:${partition}:iam::${accountId}:instance-profile/*`;
}
