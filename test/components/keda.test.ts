import { keda } from "../../src/components/keda";
import { inputs } from "../../src/components/keda/inputs";
import { rendered } from "../support/render";

const { main, outputs, variables } = rendered(keda);
const release = main.resource.helm_release.keda_release;

test("the operator may assume the scaler roles of its own cluster and the roles it is given, and nothing else", () => {
  expect(main.resource.aws_iam_role_policy.operator_assumes.policy).toBe(
    '${jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "AssumeScalerRoles", Effect = "Allow", ' +
      "Action = local.assume_actions, Resource = local.scaler_role_arns }] })}",
  );
  expect(main.locals.assume_actions).toBe(
    '${concat(["sts:AssumeRole"], [for action in ["sts:TagSession"] : action if var.identity == "pod-identity"])}',
  );
  expect(main.locals.scaler_role_arns).toBe(
    '${concat(["arn:${data.aws_partition.current.partition}:iam::${var.account_id}:role/keda/${var.cluster_name}/*"], var.additional_scaler_role_arns)}',
  );
  expect(Object.keys(main.resource)).not.toContain("aws_iam_role_policy_attachment");
});

test("a role that the operator is given has no wildcard in its ARN", () => {
  const accepts = (arn: string) => inputs.additional_scaler_role_arns.safeParse([arn]).success;
  expect(accepts("arn:aws:iam::333333333333:role/orders/reader")).toBe(true);
  expect(accepts("arn:aws:iam::333333333333:role/*")).toBe(false);
  expect(accepts("arn:aws:iam::333333333333:role/orders-?")).toBe(false);
});

test("the Pod Identity association is made for the chart's service account, unless IRSA is chosen", () => {
  expect(main.resource.aws_eks_pod_identity_association.operator_association).toMatchObject({
    cluster_name: "${var.cluster_name}",
    namespace: "${var.kube_namespace}",
    count: '${var.enabled && !(var.identity == "irsa") ? 1 : 0}',
  });
  expect(release.values[0]).toContain(
    'serviceAccount = { operator = { create = true, name = "keda-operator" } }',
  );
});

test("with IRSA the chart gets the operator's role, and the role needs the OIDC provider", () => {
  expect(release.values[0]).toContain(
    'podIdentity = { aws = { irsa = merge({ enabled = var.identity == "irsa" }, { for arn in [local.operator_role_arn] : "roleArn" => arn if var.identity == "irsa" }) } }',
  );
  expect(variables.variable.oidc_provider_arn.validation).toContainEqual({
    condition: '${var.identity == "pod-identity" ? true : var.oidc_provider_arn != null}',
    error_message:
      "Input oidc_provider_arn must be set when identity is irsa: give the ARN of the cluster's OIDC provider.",
  });
});

test("the operator starts after its namespace, its role and what gives it the role", () => {
  expect(release.depends_on).toEqual([
    "kubernetes_namespace_v1.namespace",
    "aws_iam_role.operator_role",
    "aws_eks_pod_identity_association.operator_association",
    "aws_iam_role_policy.operator_assumes",
  ]);
});

test("removing the release keeps the CRDs, and with them every scaled object of the cluster", () => {
  expect(release.values[0]).toContain(
    'crds = { install = true, additionalAnnotations = { "helm.sh/resource-policy" = "keep" } }',
  );
});

test("each Deployment may lose one pod at a time, and spreads its pods by their own label", () => {
  expect(release.values[0]).toContain(
    "podDisruptionBudget = { operator = { maxUnavailable = 1 }, metricServer = { maxUnavailable = 1 }, webhooks = { maxUnavailable = 1 } }",
  );
  const spread = [...release.values[0].matchAll(/(\w+) = \[\{ maxSkew = 1, [^\]]*app = "([\w-]+)"/g)];
  expect(spread.map(([, deployment, app]) => [deployment, app])).toEqual([
    ["operator", "keda-operator"],
    ["metricsServer", "keda-operator-metrics-apiserver"],
    ["webhooks", "keda-admission-webhooks"],
  ]);
});

test("what a stack says about the chart comes last", () => {
  expect(release.values).toHaveLength(2);
  expect(release.values[1]).toBe("${yamlencode(var.chart_values)}");
});

test("the namespace enforces the restricted pod security standard, and an existing one can be used", () => {
  expect(main.resource.kubernetes_namespace_v1.namespace).toEqual({
    count: "${var.enabled && var.create_namespace ? 1 : 0}",
    metadata: [
      {
        name: "${var.kube_namespace}",
        labels: {
          "pod-security.kubernetes.io/enforce": "${var.pod_security_level}",
          "pod-security.kubernetes.io/warn": "${var.pod_security_level}",
          "pod-security.kubernetes.io/audit": "${var.pod_security_level}",
        },
      },
    ],
  });
  expect(variables.variable.pod_security_level.default).toBe("restricted");
});

test("its outputs are what the scaled objects and people need", () => {
  expect(Object.keys(outputs.output)).toEqual([
    "chart_version",
    "kube_namespace",
    "operator_role_arn",
    "operator_role_name",
  ]);
});
