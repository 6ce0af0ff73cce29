import type { Component } from "../framework/component";
import { karpenter } from "./karpenter";
import { karpenterNodePools } from "./karpenter-node-pools";
import { keda } from "./keda";
import { kedaScaledObjects } from "./keda-scaled-objects";
import { pipelineAccess } from "./pipeline-access";
import { tfstateBackend } from "./tfstate-backend";

/** Every component, in the order in which a new installation applies them. */
export const components: readonly Component[] = [
  tfstateBackend,
  pipelineAccess,
  karpenter,
  karpenterNodePools,
  keda,
  kedaScaledObjects,
];
