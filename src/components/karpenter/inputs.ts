import { z } from "zod";
import { identityInputs } from "../../framework/context";
import { input } from "../../framework/input";
import { versions } from "../../upstream/versions";

const duration = /^([0-9]+(h|m|s|ms))+$/;
const policyArn = /^arn:[a-z-]+:iam::([0-9]{12}|aws):policy\/.+$/;

/** The chart ignores a name that it does not know, so a misspelt gate would change nothing. */
const featureGates =
  /^(nodeRepair|reservedCapacity|spotToSpotConsolidation|nodeOverlay|staticCapacity|capacityBuffer)$/;

/** Inputs about the controller itself. */
const controller = {
  chart_version: input(
    z
      .string()
      .regex(/^1\.[0-9]+\.[0-9]+$/)
      .default(versions.karpenter),
    {
      description: "Version of the charts karpenter and karpenter-crd, without a leading v.",
      reason: "the IAM statements, the event rules and the CRD schemas of check are of this version",
    },
  ),
  kube_namespace: input(
    z
      .string()
      .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/)
      .max(63)
      .default("kube-system"),
    {
      description: "Kubernetes namespace of the controller. It has to exist.",
      reason: "the API server gives kube-system priority when it is overloaded",
      source: "Karpenter 1.14, getting started: preventing API server request throttling",
    },
  ),
  replicas: input(z.number().int().min(1).max(5).default(2), {
    description:
      "Controller replicas; one leads, the others wait. Each needs a node of its own that Karpenter did not make.",
    reason: "with one, an update of its node stops scaling",
  }),
  resources: input(
    z
      .strictObject({ cpu: z.string().default("1"), memory: z.string().default("1Gi") })
      .default({ cpu: "1", memory: "1Gi" }),
    {
      description: "CPU and memory of each replica, as request and limit.",
      reason: "upstream's own recommendation, and equal values keep the controller from being evicted",
      source: "Karpenter 1.14, getting started: helm install",
    },
  ),
  log_level: input(z.enum(["debug", "info", "error"]).default("info"), {
    description: "Log level of the controller.",
    reason: "debug writes a line for each decision",
  }),
  batch_idle_duration: input(z.string().regex(duration).default("1s"), {
    description: "A batch of pending pods ends when none has come for this long.",
    reason: "upstream's default",
    source: "settings.batchIdleDuration",
  }),
  batch_max_duration: input(z.string().regex(duration).default("10s"), {
    description: "A batch of pending pods ends after this at the latest.",
    reason: "upstream's default",
    source: "settings.batchMaxDuration",
  }),
  feature_gates: input(z.record(z.string().regex(featureGates), z.boolean()).default({}), {
    description:
      "Feature gates by name, such as `nodeRepair` or `spotToSpotConsolidation`, on top of the chart's. A gate of a later version goes into `chart_values.settings.featureGates`.",
    reason: "upstream decides what is ready",
    source: "settings.featureGates, 1.14.1",
  }),
  service_monitor: input(z.boolean().default(false), {
    description: "Create a ServiceMonitor for Prometheus.",
    reason: "it needs the Prometheus operator's CRDs",
  }),
  keep_crds: input(z.boolean().default(true), {
    description:
      "Leave the CRDs in the cluster when this instance goes; the next one takes them over. `false` removes them.",
    reason: "with a CRD go all its objects: every node pool, every node",
  }),
  chart_values: input(z.record(z.string(), z.unknown()).default({}), {
    description: "Values of the karpenter chart, merged over everything that this component sets.",
    reason: "what this component sets is enough",
    source: "charts/karpenter/values.yaml",
    terraformType: "any",
  }),
};

/** Inputs about AWS. */
const aws = {
  ...identityInputs,
  interruption_queue: input(z.boolean().default(true), {
    description: "Make the interruption queue and its rules, so that nodes drain before EC2 takes them.",
    reason: "spot gives two minutes' notice, and only to those who listen",
  }),
  instance_profiles: input(z.boolean().default(true), {
    description:
      "Let Karpenter make instance profiles. `false` when every node class names an `instanceProfile`.",
    reason: "node classes with a role need it",
  }),
  zonal_shift: input(z.boolean().default(false), {
    description: "Follow zonal shifts of ARC: no new nodes in a zone that is shifted away from.",
    reason: "the cluster has to be registered with ARC",
    source: "settings.enableZonalShift, since 1.12",
  }),
  access_entry: input(z.boolean().default(true), {
    description:
      "Make the access entry with which nodes join. `false` on clusters that use the aws-auth ConfigMap.",
    reason: "a node without one never joins",
  }),
  node_role_policy_arns: input(z.array(z.string().regex(policyArn)).default([]), {
    description: "More policies for the node role, for example for IPv6 or private registries.",
    reason: "pods get their rights from roles of their own, not from the node's",
  }),
  queue_age_alarm: input(
    z
      .strictObject({
        threshold_seconds: z.number().int().min(60).max(300).default(120),
        topic_arns: z.array(z.string().regex(/^arn:[a-z-]+:sns:.+$/)).default([]),
      })
      .nullable()
      .default(null),
    {
      description:
        "Alarm when the oldest interruption message is older than this: the controller does not read.",
      reason: "somebody has to receive it",
    },
  ),
  spot_service_linked_role: input(z.boolean().default(false), {
    description: "Make the account's service-linked role for spot. One instance in an account may do so.",
    reason: "most accounts have it, and a second one is refused",
    source: "EC2 User Guide, service-linked role for Spot Instance requests",
  }),
};

/** Inputs of `karpenter`, besides the context, the cluster and IAM. */
export const inputs = { ...controller, ...aws };
