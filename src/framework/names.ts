import { fittedName } from "./expressions";
import type { ComponentStack } from "./stack";

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
} as const;

/**
 * Declares a local value with the name `<cluster_name>-<suffix>`, cut to the service's limit, and returns its
 * expression.
 *
 * @param local name of the local value
 */
export function clusterName(
  stack: ComponentStack<never>,
  local: string,
  name: { readonly suffix: string; readonly limit: number },
): string {
  const full = stack.localText(`${local}_full`, `\${var.cluster_name}-${name.suffix}`);
  return stack.local(local, fittedName(full, name.limit), { maxLength: name.limit });
}
