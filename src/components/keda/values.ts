import { serviceAccount } from "./identity";

/** Deployments of the chart: the name of each in its values, and the label `app` of its pods. */
const deployments = {
  operator: { replicas: "operator", budget: "operator", spread: "operator", app: "keda-operator" },
  metricsServer: {
    replicas: "metricsServer",
    budget: "metricServer",
    spread: "metricsServer",
    app: "keda-operator-metrics-apiserver",
  },
  webhooks: { replicas: "webhooks", budget: "webhooks", spread: "webhooks", app: "keda-admission-webhooks" },
} as const;

/**
 * HCL of the chart's values (kedacore/charts, keda/values.yaml at 2.20.2).
 *
 * @param operatorRoleArn expression of the operator's role, for IRSA
 */
export function chartValues(operatorRoleArn: string): string {
  const all = Object.values(deployments);
  return object({
    clusterName: "var.cluster_name",
    watchNamespace: 'join(",", var.watch_namespaces)',
    priorityClassName: "var.priority_class_name",
    // The CRDs are templates of the chart: without it, removing the release removes every scaled object of the cluster.
    crds: '{ install = true, additionalAnnotations = { "helm.sh/resource-policy" = "keep" } }',
    operator: `{ name = "${deployments.operator.app}", replicaCount = var.replicas }`,
    metricsServer: "{ replicaCount = var.replicas }",
    webhooks: `{ name = "${deployments.webhooks.app}", replicaCount = var.replicas, failurePolicy = var.webhooks_failure_policy }`,
    // maxUnavailable, because minAvailable would keep a node from draining while there is one replica.
    podDisruptionBudget: object(
      Object.fromEntries(all.map(({ budget }) => [budget, "{ maxUnavailable = 1 }"])),
    ),
    topologySpreadConstraints: object(
      Object.fromEntries(all.map(({ spread, app }) => [spread, spreads(app)])),
    ),
    resources: "var.resources",
    serviceAccount: `{ operator = { create = true, name = "${serviceAccount}" } }`,
    podIdentity: `{ aws = { irsa = merge({ enabled = var.identity == "irsa" }, { for arn in [${operatorRoleArn}] : "roleArn" => arn if var.identity == "irsa" }) } }`,
    logging:
      "{ operator = { level = var.log_level, format = var.log_format }, webhooks = { level = var.log_level, format = var.log_format } }",
    prometheus: object(
      Object.fromEntries(
        ["operator", "metricServer", "webhooks"].map((name) => [
          name,
          "{ enabled = var.metrics, serviceMonitor = { enabled = var.metrics && var.service_monitor } }",
        ]),
      ),
    ),
  });
}

/** Spread over zones and nodes where there are several: a hard rule would leave a replica pending where there are not. */
function spreads(app: string): string {
  const constraint = (key: string) =>
    `{ maxSkew = 1, topologyKey = "${key}", whenUnsatisfiable = "ScheduleAnyway", labelSelector = { matchLabels = { app = "${app}" } } }`;
  return `[${constraint("topology.kubernetes.io/zone")}, ${constraint("kubernetes.io/hostname")}]`;
}

function object(fields: Readonly<Record<string, string>>): string {
  return `{ ${Object.entries(fields)
    .map(([name, value]) => `${name} = ${value}`)
    .join(", ")} }`;
}
