/**
 * The versions that this release is made for. Renovate raises them by the comment above each; IAM statements
 * (karpenter-iam.ts), event patterns (karpenter-events.ts), scalers (scalers.ts) and CRD schemas (crds/) belong to them.
 */
export const versions = {
  /** Charts karpenter and karpenter-crd, which carry the version of the controller, without a leading v since 0.35. */
  // renovate: datasource=docker depName=public.ecr.aws/karpenter/karpenter
  karpenter: "1.14.1",
  /** Chart keda, which carries the version of the operator. */
  // renovate: datasource=github-tags depName=kedacore/charts extractVersion=^v(?<version>.+)$
  keda: "2.20.2",
} as const;

/** Where Helm finds the charts. */
export const chartRepositories = {
  /** Public: needs no login. */
  karpenter: "oci://public.ecr.aws/karpenter",
  keda: "https://kedacore.github.io/charts",
} as const;
