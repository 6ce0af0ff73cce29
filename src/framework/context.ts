import { z } from "zod";
import { input } from "./input";

/** Lower-case name part, safe in every AWS name and in Kubernetes. */
const namePart = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** The inputs that every component accepts: which account and region it is in, and how its resources are named. */
export const contextInputs = {
  namespace: input(z.string().regex(namePart).max(20), {
    description: "Short name of the organisation, first part of every name, for example `acme`.",
  }),
  stage: input(z.string().regex(namePart).max(12), {
    description: "Account role: `mgmt`, `dev`, `prod`. Part of stack names, state keys and role names.",
  }),
  environment: input(z.string().regex(namePart).max(10), {
    description: "Short code of the region, for example `use1`. Part of stack names.",
  }),
  region: input(
    z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-[0-9]$/)
      .max(20),
    {
      description: "AWS region of the resources, for example `us-east-1`.",
    },
  ),
  account_id: input(z.string().regex(/^[0-9]{12}$/), {
    description: "The AWS account, 12 digits in quotes. The provider refuses to work in any other account.",
  }),
  tags: input(z.record(z.string(), z.string()).default({}), {
    description: "Tags for every resource, added to Namespace, Stage, Environment, Component and ManagedBy.",
  }),
  enabled: input(z.boolean().default(true), {
    description: "`false` removes everything that this instance created.",
  }),
  provider_role_arn: input(
    z
      .string()
      .regex(/^arn:[a-z-]+:iam::[0-9]{12}:role\/.+$/)
      .nullable()
      .default(null),
    {
      description:
        "Role that the AWS provider assumes. Null uses the credentials that Terraform is started with.",
      reason: "state is read as the management account, so the account's own role has to be assumed",
    },
  ),
};

/** Inputs of the components that talk to a cluster. */
export const clusterInputs = {
  cluster_name: input(
    z
      .string()
      .regex(/^[a-zA-Z0-9][a-zA-Z0-9_-]*$/)
      .max(100),
    {
      description: "Name of the EKS cluster. Names of roles, queue and rules start with it.",
      source: "EKS CreateCluster: 1 to 100 characters",
    },
  ),
  cluster_endpoint: input(
    z
      .string()
      .regex(/^https:\/\/.+$/)
      .nullable()
      .default(null),
    {
      description:
        "API server address. Null looks it up in EKS; a plan works before the cluster exists either way.",
      reason: "the name is enough to find it",
    },
  ),
  cluster_certificate_authority_data: input(z.string().nullable().default(null), {
    description: "Base64 certificate authority of the API server. Null looks it up in EKS.",
    reason: "the name is enough to find it",
  }),
};

/** Input of the components that create IAM roles. */
export const iamInputs = {
  permissions_boundary_arn: input(
    z
      .string()
      .regex(/^arn:[a-z-]+:iam::([0-9]{12}|aws):policy\/.+$/)
      .nullable()
      .default(null),
    {
      description: "Permissions boundary of every role that this component creates. Null sets none.",
      reason: "only some organisations use boundaries",
    },
  ),
};

/** Inputs of the components whose service account gets a role. */
export const identityInputs = {
  identity: input(z.enum(["pod-identity", "irsa"]).default("pod-identity"), {
    description:
      "How the service account gets its role: `pod-identity` needs the add-on eks-pod-identity-agent, `irsa` needs `oidc_provider_arn`. On Fargate only `irsa` works. keda-scaled-objects takes the same value as keda.",
    reason: "it needs no provider in IAM, and its trust names cluster, namespace and service account",
  }),
  oidc_provider_arn: input(
    z
      .string()
      .regex(/^arn:[a-z-]+:iam::[0-9]{12}:oidc-provider\/.+$/)
      .max(256)
      .nullable()
      .default(null),
    {
      description: "The cluster's IAM OIDC provider, with `identity: irsa`.",
      reason: "Pod Identity needs none",
      rules: [
        {
          condition: 'var.identity == "pod-identity" ? true : var.oidc_provider_arn != null',
          message:
            "Input oidc_provider_arn must be set when identity is irsa: give the ARN of the cluster's OIDC provider.",
        },
      ],
    },
  ),
};

/** Longest value of what the AWS provider knows, in characters. */
export const providerBounds: ReadonlyMap<string, number> = new Map([
  ["data.aws_partition.current.partition", "aws-us-gov".length],
  ["data.aws_partition.current.dns_suffix", "amazonaws.com.cn".length],
]);
