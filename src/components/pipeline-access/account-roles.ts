import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { policyText, type Statement } from "../../constructs/policy";
import { address, attribute, countWhen, interpolate } from "../../framework/expressions";
import { changeStatements, grantStatement, readStatements } from "./permissions";
import { type Purpose, purposes, type Stack } from "./stack";

/** EKS access policies (EKS User Guide, access policy permissions): helm reads its releases from secrets. */
const clusterPolicy: Readonly<Record<Purpose, string>> = {
  plan: "AmazonEKSAdminViewPolicy",
  apply: "AmazonEKSClusterAdminPolicy",
};

/** The plan role and the apply role of this account. @param entry the entry roles, which have to exist first */
export function buildAccountRoles(
  stack: Stack,
  entry: Readonly<Record<Purpose, IamRole>>,
): Readonly<Record<Purpose, IamRole>> {
  stack.local("managed_prefix", 'coalesce(var.managed_name_prefix, "${var.namespace}-${var.stage}-")', {
    maxLength: 40,
  });
  stack.bounds.set("var.permissions_boundary_arn", 200);
  const plan = buildRole(stack, "plan", entry.plan);
  const apply = buildRole(stack, "apply", entry.apply);
  const read = buildPolicy(stack, "read", "what plans read", readStatements, "var.enabled");
  const change = buildPolicy(stack, "change", "what applies change", changeStatements, "var.enabled");
  const unbounded = buildPolicy(
    stack,
    "grant",
    "roles for components",
    [grantStatement(false)],
    "var.enabled && var.permissions_boundary_arn == null",
  );
  const bounded = buildPolicy(
    stack,
    "grant_within_boundary",
    "roles for components, within the boundary",
    [grantStatement(true)],
    "var.enabled && var.permissions_boundary_arn != null",
  );
  attach(stack, "plan_read", plan, read);
  for (const [id, policy] of Object.entries({
    read,
    change,
    grant: unbounded,
    grant_within_boundary: bounded,
  })) {
    attach(stack, `apply_${id}`, apply, policy);
  }
  attachMore(stack, "plan_more", plan, "var.additional_plan_policy_arns");
  attachMore(
    stack,
    "apply_more",
    apply,
    "setunion(var.additional_plan_policy_arns, var.additional_apply_policy_arns)",
  );
  const built = { plan, apply };
  for (const purpose of purposes) admitToClusters(stack, purpose, built[purpose]);
  return built;
}

function buildRole(stack: Stack, purpose: Purpose, entry: IamRole): IamRole {
  const entryArn =
    "arn:${data.aws_partition.current.partition}:iam::${var.entry_account_id}:role/" +
    `\${var.namespace}-\${var.entry_stage}-pipeline-\${var.stage}-${purpose}`;
  const principals = `concat([${JSON.stringify(entryArn)}], var.trusted_principal_arns)`;
  const role = new IamRole(stack, purpose, {
    name: `\${var.namespace}-\${var.stage}-pipeline-${purpose}`,
    description:
      purpose === "plan" ? "Terraform plans by pipelines, read-only" : "Terraform applies by pipelines",
    maxSessionDuration: 3600,
    permissionsBoundary: interpolate("var.permissions_boundary_arn"),
    assumeRolePolicy: interpolate(
      'jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "EntryRoles", Effect = "Allow", ' +
        `Action = "sts:AssumeRole", Principal = { AWS = ${principals} } }] })`,
    ),
  });
  role.addOverride("count", countWhen("var.enabled"));
  // IAM refuses a trust policy that names a role which does not exist.
  role.addOverride("depends_on", [address(entry)]);
  return role;
}

function buildPolicy(
  stack: Stack,
  id: string,
  what: string,
  statements: readonly Statement[],
  condition: string,
): IamPolicy {
  const policy = new IamPolicy(stack, id, {
    name: `\${var.namespace}-\${var.stage}-pipeline-${id.replaceAll("_", "-")}`,
    description: `Pipelines: ${what}`,
    policy: policyText(statements),
  });
  policy.addOverride("count", countWhen(condition));
  return policy;
}

function attach(stack: Stack, id: string, role: IamRole, policy: IamPolicy): void {
  const attachment = new IamRolePolicyAttachment(stack, id, {
    role: interpolate(attribute(role, "name")),
    policyArn: interpolate(attribute(policy, "arn")),
  });
  attachment.addOverride("count", interpolate(`length(${address(policy)})`));
}

function attachMore(stack: Stack, id: string, role: IamRole, arns: string): void {
  const attachment = new IamRolePolicyAttachment(stack, id, {
    role: interpolate(attribute(role, "name")),
    policyArn: interpolate("each.value"),
  });
  attachment.addOverride("for_each", interpolate(`toset([for arn in ${arns} : arn if var.enabled])`));
}

function admitToClusters(stack: Stack, purpose: Purpose, role: IamRole): void {
  const forEach = interpolate("toset([for name in var.cluster_names : name if var.enabled])");
  const entry = new EksAccessEntry(stack, `${purpose}_cluster`, {
    clusterName: interpolate("each.value"),
    principalArn: interpolate(attribute(role, "arn")),
    type: "STANDARD",
  });
  entry.addOverride("for_each", forEach);
  const association = new EksAccessPolicyAssociation(stack, `${purpose}_cluster_policy`, {
    clusterName: `\${${address(entry)}[each.key].cluster_name}`,
    principalArn: interpolate(attribute(role, "arn")),
    policyArn: `arn:\${data.aws_partition.current.partition}:eks::aws:cluster-access-policy/${clusterPolicy[purpose]}`,
    accessScope: { type: "cluster" },
  });
  association.addOverride("for_each", forEach);
}
