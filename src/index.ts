/**
 * What the package offers to CDKTF apps and generators of others: the constructs, the six components, and the
 * framework to write more of them.
 */
export { components } from "./components";
export { ChartObjects, type ChartObjectsProps, chartFiles } from "./constructs/chart-objects";
export { ChartRelease, type ChartReleaseProps } from "./constructs/chart-release";
export { InterruptionQueue, type InterruptionQueueProps } from "./constructs/interruption-queue";
export { KarpenterPolicySet, type KarpenterPolicySetProps } from "./constructs/karpenter-policy-set";
export { policyText, type Statement } from "./constructs/policy";
export * from "./constructs/scaler-role";
export { WorkloadIdentity, type WorkloadIdentityProps } from "./constructs/workload-identity";
export { type Component, type ComponentDefinition, defineComponent } from "./framework/component";
export { clusterInputs, contextInputs, iamInputs } from "./framework/context";
export { address, attribute, countWhen, fittedName, interpolate, quoted } from "./framework/expressions";
export { type InputNotes, input, specs } from "./framework/input";
export { type Files, renderComponent } from "./framework/render";
export { ComponentStack } from "./framework/stack";
export { renderAll } from "./framework/synth";
export { compare, type Stale, type Written, write } from "./framework/writer";
export { chartRepositories, versions } from "./upstream/versions";
