import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { policyText } from "../../constructs/policy";
import { clusterNames } from "../../framework/cluster-names";
import { address, fittedName, interpolate } from "../../framework/expressions";
import { clusterName } from "../../framework/names";
import { scalerTrustStatements, trustSids } from "../../upstream/scalers";
import { hcl, type Stack } from "./hcl";
import { operatorArnLimit } from "./inputs";

/** Most characters of a role name (IAM and STS quotas). */
export const roleNameLimit = 64;

/**
 * Locals about roles, by `<namespace>/<name>` of the TriggerAuthentication: `scaler_role_names`, `scaler_role_arns`,
 * `scaler_statements`, `scaler_policies`, `scaler_trust`. ARNs are computed, not read from the roles, so that a plan
 * shows the objects in full.
 */
export function declareRoleLocals(stack: Stack): void {
  const operatorName = clusterName(stack, "operator_role_name", clusterNames.kedaOperator);
  stack.local(
    "operator_role_arn",
    `coalesce(var.operator_role_arn, "arn:\${data.aws_partition.current.partition}:iam::\${var.account_id}:role/\${${operatorName}}")`,
  );
  stack.local(
    "role_ids",
    "toset([for trigger in local.triggers : trigger.authentication if trigger.authentication != null])",
  );
  // Dots keep the parts apart: neither clusters nor namespaces have one, so team-a/orders and team/a-orders differ.
  stack.local(
    "scaler_role_full_names",
    '{ for id in local.role_ids : id => join(".", concat([var.cluster_name], split("/", id))) }',
  );
  stack.local(
    "scaler_role_names",
    `{ for id, name in local.scaler_role_full_names : id => ${fittedName("name", roleNameLimit)} }`,
  );
  stack.local(
    "scaler_role_arns",
    '{ for id, name in local.scaler_role_names : id => "arn:${data.aws_partition.current.partition}:iam::${var.account_id}:role/keda/${var.cluster_name}/${name}" }',
  );
  stack.local(
    "scaler_policies",
    hcl(`{ for id in local.role_ids : id => jsonencode({
      Version = "2012-10-17",
      Statement = [for type, scaler in local.scalers : {
        Sid = scaler.sid,
        Effect = "Allow",
        Action = scaler.actions,
        Resource = sort(distinct(flatten([for needed in local.trigger_resources : needed.arns if needed.authentication == id && needed.type == type])))
      } if contains([for needed in local.trigger_resources : needed.type if needed.authentication == id], type)]
    }) }`),
  );
  stack.local(
    "external_ids",
    "{ for authentication in local.authentications : authentication.id => authentication.external_id... if authentication.external_id != null }",
  );
  stack.local("scaler_trust", hcl(trustExpression()));
}

/** The twin of `scalerTrustStatements` for every role. */
function trustExpression(): string {
  return `{ for id in local.role_ids : id => jsonencode({
    Version = "2012-10-17",
    Statement = concat(
      [merge(
        { Sid = "${trustSids.assume}", Effect = "Allow", Principal = { AWS = local.operator_role_arn }, Action = "sts:AssumeRole" },
        { for external in [try(local.external_ids[id][0], null)] : "Condition" => { StringEquals = { "sts:ExternalId" = external } } if external != null }
      )],
      [for sid in ["${trustSids.tag}"] : { Sid = sid, Effect = "Allow", Principal = { AWS = local.operator_role_arn }, Action = "sts:TagSession" } if var.identity == "pod-identity"]
    )
  }) }`;
}

/** The longest trust policy: operator ARN and external id at their limits (inputs.ts, rules.ts). */
function longestTrust(): number {
  const operatorRoleArn = "a".repeat(operatorArnLimit);
  return policyText(
    scalerTrustStatements({ operatorRoleArn, sessionTags: true, externalId: "e".repeat(1224) }),
  ).length;
}

/**
 * One role per TriggerAuthentication that reads AWS, assumed by the KEDA operator alone.
 *
 * @returns the addresses of what the objects need
 */
export function buildRoles(stack: Stack): readonly string[] {
  stack.bounds.set("local.scaler_role_names[each.key]", roleNameLimit);
  stack.bounds.set("local.scaler_trust[each.key]", longestTrust());
  const forEach = interpolate("toset([for id in local.role_ids : id if var.enabled])");
  const role = new IamRole(stack, "scaler", {
    name: "${local.scaler_role_names[each.key]}",
    path: "/keda/${var.cluster_name}/",
    description: "What KEDA reads for TriggerAuthentication ${each.key} of cluster ${var.cluster_name}",
    // KEDA asks for 15 minutes; one role assumed by another cannot be used for longer than an hour anyway.
    maxSessionDuration: 3600,
    permissionsBoundary: interpolate("var.permissions_boundary_arn"),
    assumeRolePolicy: "${local.scaler_trust[each.key]}",
  });
  role.addOverride("for_each", forEach);
  const policy = new IamRolePolicy(stack, "scaler_reads", {
    name: "read-triggers",
    role: `\${${address(role)}[each.key].id}`,
    policy: "${local.scaler_policies[each.key]}",
  });
  policy.addOverride("for_each", forEach);
  stack.output(
    "scaler_role_arns",
    `{ for id, role in ${address(role)} : id => role.arn }`,
    "Role of each TriggerAuthentication that reads AWS, by `<namespace>/<name>`.",
  );
  return [address(role), address(policy)];
}
