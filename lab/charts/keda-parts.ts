import { fill } from "./template";

/** What the chart calls a part of KEDA in each of its values. */
export interface Part {
  /** Name of its objects. */
  readonly name: string;
  /** Its replicas and the like. */
  readonly settings: string;
  /** Its resources, accounts, budgets and metrics. */
  readonly key: string;
  readonly spread: string;
  readonly podAnnotations: string;
  /** Expression of when it is there. Empty is always. */
  readonly when: string;
}

/** The Deployments of KEDA. */
export const parts = {
  operator: {
    name: ".Values.operator.name",
    settings: "operator",
    key: "operator",
    spread: "operator",
    podAnnotations: "keda",
    when: "",
  },
  metricsServer: {
    name: '(printf "%s-metrics-apiserver" .Values.operator.name)',
    settings: "metricsServer",
    key: "metricServer",
    spread: "metricsServer",
    podAnnotations: "metricsAdapter",
    when: ".Values.metricsServer.enabled",
  },
  webhooks: {
    name: ".Values.webhooks.name",
    settings: "webhooks",
    key: "webhooks",
    spread: "webhooks",
    podAnnotations: "webhooks",
    when: ".Values.webhooks.enabled",
  },
} as const satisfies Readonly<Record<string, Part>>;

/** Expressions of which all have to hold; undefined when there are none. */
export function all(...conditions: readonly string[]): string | undefined {
  const given = conditions.filter((condition) => condition !== "");
  if (given.length === 0) return undefined;
  return given.length === 1 ? given[0] : `and ${given.map((condition) => `(${condition})`).join(" ")}`;
}

/** Metadata of an object of KEDA. */
export function metadata(name: string): Record<string, string> {
  return {
    name: fill(name),
    namespace: fill(".Release.Namespace"),
    labels: fill(
      `merge (dict) (dict "app" ${name} "app.kubernetes.io/name" ${name} "app.kubernetes.io/part-of" "keda-operator" ` +
        `"app.kubernetes.io/version" .Chart.AppVersion) .Values.additionalLabels`,
    ),
  };
}
