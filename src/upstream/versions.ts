/** The pinned upstream releases. Everything in src/upstream/ was derived from them. */
export const versions = {
  // renovate: datasource=docker depName=public.ecr.aws/karpenter/karpenter
  karpenter: "1.14.1",
  // renovate: datasource=helm depName=keda registryUrl=https://kedacore.github.io/charts
  keda: "2.20.2",
} as const;

/** Where the charts are. */
export const chartRepositories = {
  karpenter: "oci://public.ecr.aws/karpenter",
  keda: "https://kedacore.github.io/charts",
} as const;
