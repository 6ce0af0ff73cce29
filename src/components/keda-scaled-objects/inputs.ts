import { z } from "zod";
import { input, specs } from "../../framework/input";

/** Name of an object, or `<namespace>/<name>`. */
const objectKey = /^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\/)?[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/** Most characters of the operator's ARN: with it and the longest external id the trust policy still fits 2,048. */
export const operatorArnLimit = 256;

/** Inputs of `keda-scaled-objects`, besides the context, the cluster and IAM. */
export const inputs = {
  scaled_objects: specs("ScaledObject", true, {
    description:
      "ScaledObject specs by `<name>` or `<namespace>/<name>`, as KEDA documents them. `awsRegion` and `authenticationRef` of triggers on SQS, CloudWatch and DynamoDB may be left out.",
  }),
  scaled_jobs: specs("ScaledJob", true, {
    description: "ScaledJob specs by `<name>` or `<namespace>/<name>`, completed in the same way.",
  }),
  scaled_object_defaults: input(z.record(z.string(), z.unknown()).default({}), {
    description:
      "Fields that every ScaledObject of this instance starts from. Mappings are merged, lists and values of the object replace those here. The archetypes of the catalog are made of it.",
    terraformType: "any",
  }),
  scaled_job_defaults: input(z.record(z.string(), z.unknown()).default({}), {
    description: "Fields that every ScaledJob of this instance starts from, merged in the same way.",
    terraformType: "any",
  }),
  trigger_authentications: specs("TriggerAuthentication", true, {
    description:
      "TriggerAuthentication specs by `<name>` or `<namespace>/<name>`. One with `podIdentity.provider: aws` and no `roleArn` gets a role that reads what the triggers that name it need.",
  }),
  object_annotations: input(
    z.record(z.string().regex(objectKey), z.record(z.string(), z.string())).default({}),
    {
      description:
        "Annotations of ScaledObjects and ScaledJobs, by the key of the object: `autoscaling.keda.sh/paused`, `autoscaling.keda.sh/paused-replicas`, `scaledobject.keda.sh/transfer-hpa-ownership` and so on. Values are strings, in quotes.",
      source: "KEDA, Scaling Deployments: pausing and annotations",
    },
  ),
  workload_namespace: input(
    z
      .string()
      .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/)
      .max(63)
      .default("default"),
    {
      description:
        "Kubernetes namespace of the objects whose key names none, and of the Helm release. It has to exist.",
      reason: "kubectl assumes the same",
    },
  ),
  release_name: input(
    z
      .string()
      .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/)
      .max(53)
      .default("keda-scaled-objects"),
    {
      description:
        "Name of the Helm release that holds the objects. Two instances with one `workload_namespace` in one cluster need two names.",
      reason: "most clusters have one instance",
      source: "Helm: release names have at most 53 characters",
    },
  ),
  identity: input(z.enum(["pod-identity", "irsa"]).default("pod-identity"), {
    description:
      "How the KEDA operator gets its role; the value of the `keda` component. Under Pod Identity the scaler roles also allow the operator to pass on its session tags.",
    reason: "it is the default of the keda component",
  }),
  operator_role_arn: input(
    z
      .string()
      .regex(/^arn:[a-z-]+:iam::[0-9]{12}:role\/.+$/)
      .max(operatorArnLimit)
      .nullable()
      .default(null),
    {
      description:
        "Role of the KEDA operator, the only one that may assume the scaler roles. Null is the role that the `keda` component makes for this cluster.",
      reason: "both components derive the name from cluster_name",
    },
  ),
};
