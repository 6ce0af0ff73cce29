import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { WorkloadIdentity } from "../../constructs/workload-identity";
import { clusterNames } from "../../framework/cluster-names";
import { address, countWhen, interpolate } from "../../framework/expressions";
import { clusterName } from "../../framework/names";
import { controllerIdentity } from "../controller-identity";
import type { Stack } from "./stack";

/** Service account of the operator (KEDA chart: serviceAccount.operator.name). */
export const serviceAccount = "keda-operator";

/** The operator's role: it may assume scaler roles and do nothing else. */
export interface OperatorIdentity {
  /** Expression of the ARN, known before the role exists. */
  readonly arn: string;
  /** Expression of the ARN, null while the component is switched off. */
  readonly arnOrNull: string;
  /** Expression of the name, null while the component is switched off. */
  readonly nameOrNull: string;
  /** What has to exist before the operator starts. */
  readonly dependencies: readonly string[];
}

/** Most characters of the trust policy: the cluster's ARN is the longest part, or twice the OIDC provider's. */
const longestTrust = 1_200;

/** The role, its policy, and the Pod Identity association or the IRSA trust. */
export function buildIdentity(stack: Stack): OperatorIdentity {
  const roleName = clusterName(stack, "operator_role_name", clusterNames.kedaOperator);
  const arn = stack.localText(
    "operator_role_arn",
    "arn:${data.aws_partition.current.partition}:iam::${var.account_id}:role/${local.operator_role_name}",
  );
  const identity = controllerIdentity(stack, "operator", {
    roleName,
    description: "KEDA operator of cluster ${var.cluster_name}: assumes the roles of its scalers",
    serviceAccount,
  });
  boundTrust(stack, identity);
  const policy = buildPolicy(stack, identity);
  return {
    arn,
    arnOrNull: identity.roleArn,
    nameOrNull: `one(${address(identity.role)}[*].name)`,
    dependencies: [...identity.dependencies, address(policy)],
  };
}

function boundTrust(stack: Stack, identity: WorkloadIdentity): void {
  const text = identity.role.assumeRolePolicyInput ?? "";
  stack.bounds.set(text.slice(2, -1), longestTrust);
}

/**
 * The operator reads nothing itself. `*` stands for the roles below the cluster's own path: keda-scaled-objects makes
 * them there, each trusting this role alone.
 */
function buildPolicy(stack: Stack, identity: WorkloadIdentity): IamRolePolicy {
  stack.local(
    "scaler_role_arns",
    'concat(["arn:${data.aws_partition.current.partition}:iam::${var.account_id}:role/keda/${var.cluster_name}/*"], var.additional_scaler_role_arns)',
  );
  // Under Pod Identity the session tags are transitive, so whoever assumes another role passes them on and has to be
  // allowed to (aws/containers-roadmap#2413).
  stack.local(
    "assume_actions",
    'concat(["sts:AssumeRole"], [for action in ["sts:TagSession"] : action if var.identity == "pod-identity"])',
  );
  const policy = new IamRolePolicy(stack, "operator_assumes", {
    name: "assume-scaler-roles",
    role: interpolate(`one(${address(identity.role)}[*].id)`),
    policy: interpolate(
      'jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "AssumeScalerRoles", Effect = "Allow", ' +
        "Action = local.assume_actions, Resource = local.scaler_role_arns }] })",
    ),
  });
  policy.addOverride("count", countWhen("var.enabled"));
  return policy;
}
