import { z } from "zod";
import { identityInputs } from "../../framework/context";
import { input } from "../../framework/input";
import { chartRepositories, versions } from "../../upstream/versions";

const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Inputs of `keda`, besides the context, the cluster and IAM. */
export const inputs = {
  kube_namespace: input(z.string().regex(label).max(63).default("keda"), {
    description: "Kubernetes namespace of KEDA.",
    reason: "every example of KEDA's documentation uses it",
  }),
  create_namespace: input(z.boolean().default(true), {
    description: "Whether this component makes the namespace. `false` expects it to exist.",
    reason: "the namespace holds nothing but KEDA",
  }),
  pod_security_level: input(z.enum(["restricted", "baseline", "privileged"]).default("restricted"), {
    description: "Pod security standard that the namespace enforces.",
    reason:
      "the chart's pods comply with the strictest one; `webhooks.useHostNetwork`, which a CNI other than the VPC CNI needs, does not",
    source: "Kubernetes, Pod Security Standards",
  }),
  chart_version: input(
    z
      .string()
      .regex(/^[0-9]+\.[0-9]+\.[0-9]+$/)
      .default(versions.keda),
    {
      description: "Version of the chart `keda`; the application has the same.",
      reason: "it is the version whose CRDs `check` knows",
      source: "kedacore/charts",
    },
  ),
  chart_repository: input(z.string().default(chartRepositories.keda), {
    description: "Repository of the chart: an `https://` one, or an `oci://` mirror of your own.",
    reason: "upstream publishes there",
  }),
  chart_values: input(z.record(z.string(), z.unknown()).default({}), {
    description: "Values of the chart, merged last: what is set here wins, field by field.",
    terraformType: "any",
  }),
  ...identityInputs,
  additional_scaler_role_arns: input(
    z
      .array(z.string().regex(/^arn:[a-z-]+:iam::[0-9]{12}:role\/[^*?]+$/))
      .max(40)
      .default([]),
    {
      description:
        "Roles that the operator may assume besides those of keda-scaled-objects: the `roleArn` of TriggerAuthentications that read another account.",
      reason: "the operator can do nothing but assume the scaler roles of its own cluster",
    },
  ),
  replicas: input(z.number().int().min(1).max(5).default(2), {
    description:
      "Replicas of the operator, the metrics server and the webhooks, each. Of the first two one works and the others stand by.",
    reason:
      "with one, every drained node stops all scaling until the pod runs elsewhere; more than two make nothing faster",
    source: "KEDA, Cluster: High Availability",
  }),
  priority_class_name: input(z.string().max(253).default("system-cluster-critical"), {
    description: "Priority class of KEDA's pods. Empty sets none.",
    reason:
      "what scales the workloads has to run before them and be evicted after them; the class exists in every cluster, so none has to be made",
  }),
  resources: input(
    z.record(z.string().regex(/^(operator|metricServer|webhooks)$/), z.unknown()).default({}),
    {
      description:
        "Requests and limits by `operator`, `metricServer` and `webhooks`, as the chart's value `resources`. Hundreds of triggers need more memory for the operator.",
      reason: "upstream's are 100m and 100Mi requested, 1 CPU and 1000Mi at most, for each",
      terraformType: "any",
    },
  ),
  webhooks_failure_policy: input(z.enum(["Ignore", "Fail"]).default("Ignore"), {
    description: "What the API server does with scaled objects while the webhooks do not answer.",
    reason:
      "`check` refuses what they refuse before any plan, and `Fail` would block every change, also the one that repairs them",
    source: "KEDA chart: webhooks.failurePolicy",
  }),
  watch_namespaces: input(z.array(z.string().regex(label).max(63)).default([]), {
    description: "Namespaces whose scaled objects KEDA handles. Empty is all of them.",
    reason: "a cluster has one KEDA: the external metrics API has one provider",
  }),
  log_level: input(z.enum(["debug", "info", "error"]).default("info"), {
    description: "Log level of operator and webhooks.",
    reason: "errors of scalers are logged at it, and little else",
  }),
  log_format: input(z.enum(["json", "console"]).default("json"), {
    description: "Log format of operator and webhooks.",
    reason: "log collectors read it without a parser",
  }),
  metrics: input(z.boolean().default(true), {
    description: "Prometheus metrics of operator, metrics server and webhooks, on port 8080.",
    reason: "they are the only count of failing scalers",
  }),
  service_monitor: input(z.boolean().default(false), {
    description: "ServiceMonitors for those metrics. Needs the CRDs of the Prometheus operator.",
    reason: "without those CRDs the release fails",
  }),
};
