import type { KubeObject } from "../cluster/objects";
import type { Manifests, Templated } from "./keda";
import { all, metadata, type Part, parts } from "./keda-parts";
import { fill, part as text } from "./template";

type Fields = Record<string, unknown>;

/** A part, its manifests, and how its process is told what the values say. */
interface Workload {
  readonly part: Part;
  readonly manifest: string;
  readonly service: string;
  readonly image: string;
  readonly container: Fields;
  readonly pod: Fields;
}

const zap = (key: string): string[] => [
  `--zap-log-level=${text(`.Values.logging.${key}.level`)}`,
  `--zap-encoder=${text(`.Values.logging.${key}.format`)}`,
  `--zap-time-encoding=${text(`.Values.logging.${key}.timeEncoding`)}`,
];
const metricsAddress = (key: string): string =>
  `--metrics-bind-address=${text(`ternary (printf ":%v" .Values.prometheus.${key}.port) "0" .Values.prometheus.${key}.enabled`)}`;
const hostNetwork = (key: string): Fields => ({ hostNetwork: fill(`.Values.${key}.useHostNetwork`) });

const all3: readonly Workload[] = [
  {
    part: parts.operator,
    manifest: "manager/manager.yaml",
    service: "manager/service.yaml",
    image: "ghcr.io/kedacore/keda",
    container: {
      args: [
        "--leader-elect",
        ...zap("operator"),
        "--enable-cert-rotation=true",
        `--operator-service-name=${text(parts.operator.name)}`,
        `--metrics-server-service-name=${text(parts.metricsServer.name)}`,
        `--webhooks-service-name=${text(parts.webhooks.name)}`,
        `--k8s-cluster-name=${text(".Values.clusterName")}`,
        `--k8s-cluster-domain=${text(".Values.clusterDomain")}`,
        `--enable-prometheus-metrics=${text(".Values.prometheus.operator.enabled")}`,
        metricsAddress("operator"),
      ],
    },
    pod: {},
  },
  {
    part: parts.metricsServer,
    manifest: "metrics-server/deployment.yaml",
    service: "metrics-server/service.yaml",
    image: "ghcr.io/kedacore/keda-metrics-apiserver",
    container: {
      args: [
        "--secure-port=6443",
        `--zap-log-level=${text(".Values.logging.metricServer.level")}`,
        "--client-ca-file=/certs/ca.crt",
        "--tls-cert-file=/certs/tls.crt",
        "--tls-private-key-file=/certs/tls.key",
        "--cert-dir=/certs",
        `--metrics-service-address=${text(parts.operator.name)}.${text(".Release.Namespace")}.svc.${text(".Values.clusterDomain")}:9666`,
      ],
    },
    pod: hostNetwork("metricsServer"),
  },
  {
    part: parts.webhooks,
    manifest: "webhooks/webhooks.yaml",
    service: "webhooks/service.yaml",
    image: "ghcr.io/kedacore/keda-admission-webhooks",
    container: { args: [...zap("webhooks"), metricsAddress("webhooks")] },
    pod: hostNetwork("webhooks"),
  },
];

/** Deployments, Services, budgets and monitors. */
export function workloads(manifests: Manifests): Record<string, Templated> {
  return Object.fromEntries(
    all3.flatMap((workload): [string, Templated][] => {
      const { part } = workload;
      return [
        [`${part.settings}-deployment`, there(deployment(workload, manifests), part.when)],
        [`${part.settings}-service`, there(service(workload, manifests), part.when)],
        [
          `${part.settings}-budget`,
          there(budget(part), part.when, `.Values.podDisruptionBudget.${part.key}`),
        ],
        [
          `${part.settings}-monitor`,
          there(
            monitor(part),
            part.when,
            `.Values.prometheus.${part.key}.enabled`,
            `.Values.prometheus.${part.key}.serviceMonitor.enabled`,
          ),
        ],
      ];
    }),
  );
}

function there(object: object, ...conditions: readonly string[]): Templated {
  const when = all(...conditions);
  return when === undefined ? { object } : { object, when };
}

function deployment(workload: Workload, manifests: Manifests): object {
  const { part } = workload;
  const [found] = manifests(workload.manifest);
  const spec = found?.spec as DeploymentSpec;
  const pod = spec.template.spec;
  const [container] = pod.containers;
  return {
    ...found,
    metadata: metadata(part.name),
    spec: {
      ...spec,
      replicas: fill(`.Values.${part.settings}.replicaCount`),
      revisionHistoryLimit: fill(`.Values.${part.settings}.revisionHistoryLimit`),
      selector: selector(part),
      template: {
        metadata: {
          labels: { app: fill(part.name), name: fill(part.name) },
          annotations: fill(`.Values.podAnnotations.${part.podAnnotations}`),
        },
        spec: {
          ...pod,
          ...workload.pod,
          serviceAccountName: fill(`.Values.serviceAccount.${part.key}.name`),
          automountServiceAccountToken: fill(
            `.Values.serviceAccount.${part.key}.automountServiceAccountToken`,
          ),
          priorityClassName: fill(".Values.priorityClassName"),
          imagePullSecrets: fill(".Values.imagePullSecrets"),
          affinity: fill(`.Values.${part.settings}.affinity | default .Values.affinity`),
          nodeSelector: fill('merge (dict) (dict "kubernetes.io/os" "linux") .Values.nodeSelector'),
          tolerations: fill(".Values.tolerations"),
          topologySpreadConstraints: fill(`.Values.topologySpreadConstraints.${part.spread}`),
          containers: [
            {
              ...container,
              ...workload.container,
              name: fill(part.name),
              image: `${workload.image}:${text(".Chart.AppVersion")}`,
              imagePullPolicy: fill(".Values.image.pullPolicy"),
              env: [...container.env.filter(({ name }) => !(name in environment)), ...environmentList],
              resources: fill(`.Values.resources.${part.key}`),
            },
          ],
        },
      },
    },
  };
}

/** Variables of all three. */
const environment: Readonly<Record<string, string>> = {
  WATCH_NAMESPACE: fill(".Values.watchNamespace"),
  KEDA_HTTP_DEFAULT_TIMEOUT: fill(".Values.http.timeout | toString"),
};
const environmentList = Object.entries(environment).map(([name, value]) => ({ name, value }));

/** As far as it is changed here. */
interface DeploymentSpec {
  readonly template: {
    readonly spec: {
      readonly containers: readonly [{ readonly env: readonly { readonly name: string }[] }];
    };
  };
}

function selector(part: Part): object {
  return { matchLabels: { app: fill(part.name) } };
}

function service(workload: Workload, manifests: Manifests): object {
  const [found] = manifests(workload.service) as readonly [KubeObject];
  const spec = found.spec as Fields;
  return {
    ...found,
    metadata: metadata(workload.part.name),
    spec: { ...spec, selector: { app: fill(workload.part.name) } },
  };
}

function budget(part: Part): object {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: metadata(part.name),
    spec: fill(
      `merge (dict) .Values.podDisruptionBudget.${part.key} (dict "selector" (dict "matchLabels" (dict "app" ${part.name})))`,
    ),
  };
}

function monitor(part: Part): object {
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "ServiceMonitor",
    metadata: metadata(part.name),
    spec: {
      endpoints: [{ port: "metrics", path: fill(`.Values.prometheus.${part.key}.path`) }],
      namespaceSelector: { matchNames: [fill(".Release.Namespace")] },
      selector: selector(part),
    },
  };
}
