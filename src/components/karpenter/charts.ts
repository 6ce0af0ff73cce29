import { ChartRelease } from "../../constructs/chart-release";
import { address, countWhen } from "../../framework/expressions";
import { chartRepositories } from "../../upstream/versions";
import { type Stack, serviceAccount } from "./stack";

/** Expressions that the chart's values need. */
export interface ChartNeeds {
  readonly queueName: string;
  readonly roleArn: string;
  /** Addresses without which the controller cannot work: they come first and go last. */
  readonly dependencies: readonly string[];
}

/** The CRDs as a release of their own, which upgrades them, and the controller, which leaves them alone. */
export function buildCharts(stack: Stack, needs: ChartNeeds): void {
  const common = {
    repository: chartRepositories.karpenter,
    version: "${var.chart_version}",
    namespace: "${var.kube_namespace}",
    count: countWhen("var.enabled"),
  };
  const crds = new ChartRelease(stack, "karpenter-crd", {
    ...common,
    name: "karpenter-crd",
    chart: "karpenter-crd",
    // Clusters that began with the main chart alone have the CRDs already.
    takeOwnership: true,
    // A failed first install would remove what it took over, and every node with it.
    atomic: false,
    values: [
      '{ additionalAnnotations = { for policy in ["keep"] : "helm.sh/resource-policy" => policy if var.keep_crds } }',
    ],
  });
  new ChartRelease(stack, "karpenter", {
    ...common,
    name: "karpenter",
    chart: "karpenter",
    skipCrds: true,
    values: [values(needs), "var.chart_values"],
    dependsOn: [address(crds.release), ...needs.dependencies],
  });
}

/** Values in the chart's own names (charts/karpenter/values.yaml, 1.14.1). */
function values(needs: ChartNeeds): string {
  return [
    "{ replicas = var.replicas",
    'podDisruptionBudget = { name = "karpenter", maxUnavailable = 1 }',
    `serviceAccount = { name = "${serviceAccount}", annotations = { for arn in [${needs.roleArn}] : "eks.amazonaws.com/role-arn" => arn if var.identity == "irsa" } }`,
    "controller = { resources = { requests = var.resources, limits = var.resources } }",
    "logLevel = var.log_level",
    "serviceMonitor = { enabled = var.service_monitor }",
    `settings = merge({ clusterName = var.cluster_name, interruptionQueue = ${needs.queueName}, ` +
      "batchIdleDuration = var.batch_idle_duration, batchMaxDuration = var.batch_max_duration, " +
      "enableZonalShift = var.zonal_shift, featureGates = var.feature_gates }, " +
      '{ for endpoint in [var.cluster_endpoint] : "clusterEndpoint" => endpoint if endpoint != null }) }',
  ].join(", ");
}
