import { createHash } from "node:crypto";

/** A name that begins with the cluster's. */
export interface ClusterName {
  readonly suffix: string;
  /** The service's limit, in characters. */
  readonly limit: number;
}

/**
 * Names that several components have to agree on. Each component derives them from the cluster's name in the same
 * way, so that none has to read another's state and a plan works before the other component is applied.
 */
export const clusterNames = {
  /** Role of the Karpenter controller. */
  karpenterController: { suffix: "karpenter", limit: 64 },
  /** Role of the nodes that Karpenter launches. */
  karpenterNode: { suffix: "karpenter-node", limit: 64 },
  /** Interruption queue of Karpenter. */
  karpenterQueue: { suffix: "karpenter", limit: 80 },
  /** Rules that feed the queue: 12 of EventBridge's 64 characters are for the longest rule's own part. */
  karpenterRules: { suffix: "karpenter", limit: 52 },
  /** Role of the KEDA operator. */
  kedaOperator: { suffix: "keda-operator", limit: 64 },
} as const satisfies Readonly<Record<string, ClusterName>>;

/** The twin of `fittedName`: a name that is too long is cut and ends in `-` and eight hex digits of its SHA-1. */
export function fitted(name: string, limit: number): string {
  if (name.length <= limit) return name;
  return `${name.slice(0, limit - 9)}-${createHash("sha1").update(name).digest("hex").slice(0, 8)}`;
}

/** The name that the components derive for a cluster: `<cluster>-<suffix>`, cut to the limit. */
export function nameOf(cluster: string, name: ClusterName): string {
  return fitted(`${cluster}-${name.suffix}`, name.limit);
}
