import type { NodePoolVars } from "../components/karpenter-node-pools/objects-of";
import type { CompletionVars, ScalerRole } from "../components/keda-scaled-objects/complete";
import type { Instance } from "../stacks/types";

/** What an instance creates beside its Terraform resources. */
export interface Created {
  /** Kubernetes objects as the component renders them. */
  readonly objects: readonly unknown[];
  /** IAM roles of trigger authentications, by `<namespace>/<name>`. */
  readonly access: Readonly<Record<string, ScalerRole>>;
}

/** The objects and roles of an instance; none for components without verbatim specs. */
export function created(instance: Instance): Created {
  if (instance.component === "keda-scaled-objects") {
    const { completeScaledObjects } =
      require("../components/keda-scaled-objects/complete") as typeof import("../components/keda-scaled-objects/complete");
    const { objects, roles } = completeScaledObjects(instance.vars as unknown as CompletionVars);
    return { objects, access: roles };
  }
  if (instance.component === "karpenter-node-pools") {
    const { nodePoolObjects } =
      require("../components/karpenter-node-pools/objects-of") as typeof import("../components/karpenter-node-pools/objects-of");
    return { objects: nodePoolObjects(instance.vars as unknown as NodePoolVars), access: {} };
  }
  return { objects: [], access: {} };
}
