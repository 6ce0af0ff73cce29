const resources = {
  requests: { cpu: "100m", memory: "100Mi" },
  limits: { cpu: 1, memory: "1000Mi" },
};
const account = (name: string) => ({
  create: true,
  name,
  automountServiceAccountToken: true,
  annotations: {},
});
const metrics = {
  enabled: false,
  port: 8080,
  path: "/metrics",
  serviceMonitor: { enabled: false, interval: "", scrapeTimeout: "", additionalLabels: {} },
};
const each = <T>(value: T) => ({ operator: value, metricServer: value, webhooks: value });

/**
 * The values of the chart that this one stands in for, as far as they have an effect here, with its defaults
 * (kedacore/charts, keda, 2.20). Anything else is refused by values.schema.json: the real chart ignores a misspelt
 * value, and the lab would not see that either.
 */
export const kedaValues = {
  global: {},
  clusterName: "kubernetes-default",
  clusterDomain: "cluster.local",
  watchNamespace: "",
  crds: { install: true, additionalAnnotations: {} },
  operator: { name: "keda-operator", replicaCount: 1, revisionHistoryLimit: 10, affinity: {} },
  metricsServer: {
    enabled: true,
    replicaCount: 1,
    revisionHistoryLimit: 10,
    affinity: {},
    useHostNetwork: false,
  },
  webhooks: {
    enabled: true,
    name: "keda-admission-webhooks",
    replicaCount: 1,
    revisionHistoryLimit: 10,
    affinity: {},
    useHostNetwork: false,
    failurePolicy: "Ignore",
    timeoutSeconds: 10,
  },
  priorityClassName: "",
  imagePullSecrets: [] as readonly object[],
  image: { pullPolicy: "Always" },
  additionalLabels: {},
  podAnnotations: { keda: {}, metricsAdapter: {}, webhooks: {} },
  podDisruptionBudget: each({}),
  topologySpreadConstraints: {
    operator: [] as readonly object[],
    metricsServer: [] as readonly object[],
    webhooks: [] as readonly object[],
  },
  affinity: {},
  nodeSelector: {},
  tolerations: [] as readonly object[],
  resources: each(resources),
  serviceAccount: {
    operator: account("keda-operator"),
    metricServer: account("keda-metrics-server"),
    webhooks: account("keda-webhook"),
  },
  podIdentity: {
    aws: {
      irsa: {
        enabled: false,
        audience: "sts.amazonaws.com",
        roleArn: "",
        stsRegionalEndpoints: "true",
        tokenExpiration: 86_400,
      },
    },
  },
  logging: {
    operator: { level: "info", format: "console", timeEncoding: "rfc3339" },
    metricServer: { level: "0" },
    webhooks: { level: "info", format: "console", timeEncoding: "rfc3339" },
  },
  prometheus: each(metrics),
  http: { timeout: 3000 },
};

/** Values whose fields belong to Kubernetes, and are its API server's to check. */
const OPEN =
  /^(global|.*[aA]nnotations.*|.*[lL]abels|.*affinity|nodeSelector|podDisruptionBudget\..*|resources\..*)$/;

/** JSON Schema that knows these values and no others, by their defaults. */
export function valuesSchema(value: unknown, path = ""): object {
  if (Array.isArray(value)) return { type: "array" };
  if (typeof value === "number") return { type: "integer" };
  if (typeof value !== "object" || value === null) return { type: typeof value };
  if (OPEN.test(path)) return { type: "object" };
  const properties = Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      valuesSchema(inner, path === "" ? name : `${path}.${name}`),
    ]),
  );
  return { type: "object", additionalProperties: false, properties };
}
