import { nodeLifecycle } from "./karpenter-iam-instances";
import type { KarpenterNames, KarpenterStatement } from "./karpenter-iam-names";
import { instanceProfiles, passNodeRole } from "./karpenter-iam-profiles";
import { cluster, discovery, interruption, zonalShift } from "./karpenter-iam-reads";

export type { KarpenterNames, KarpenterStatement } from "./karpenter-iam-names";

/** A feature of the controller that needs a policy of its own. */
export type KarpenterFeature = "interruption" | "zonalShift" | "instanceProfiles";

/** One managed policy of the controller. */
export interface KarpenterPolicy {
  /** Last part of the policy's name, at most 17 characters. */
  readonly id: string;
  /** The policy of upstream's CloudFormation template that it is, or is a part of. */
  readonly upstream: string;
  /** The feature that needs it. @default - every controller needs it */
  readonly feature?: KarpenterFeature;
  readonly statements: readonly KarpenterStatement[];
}

/**
 * The controller's 18 statements by Sid, from the CloudFormation template of Karpenter 1.14.1 (the same since 1.13.0).
 *
 * Upstream has six policies. Its IAMIntegration is two here, because a node class with a ready-made instance profile
 * needs PassRole but none of the actions on profiles.
 *
 * @param names what the statements name; text that may contain `${...}`
 */
export function karpenterPolicies(names: KarpenterNames): readonly KarpenterPolicy[] {
  return [
    { id: "node-lifecycle", upstream: "NodeLifecyclePolicy", statements: nodeLifecycle(names) },
    { id: "pass-node-role", upstream: "IAMIntegrationPolicy", statements: passNodeRole(names) },
    {
      id: "instance-profiles",
      upstream: "IAMIntegrationPolicy",
      feature: "instanceProfiles",
      statements: instanceProfiles(names),
    },
    { id: "cluster", upstream: "EKSIntegrationPolicy", statements: cluster(names) },
    {
      id: "interruption",
      upstream: "InterruptionPolicy",
      feature: "interruption",
      statements: interruption(names),
    },
    {
      id: "zonal-shift",
      upstream: "ZonalShiftPolicy",
      feature: "zonalShift",
      statements: zonalShift(names),
    },
    { id: "discovery", upstream: "ResourceDiscoveryPolicy", statements: discovery(names) },
  ];
}
