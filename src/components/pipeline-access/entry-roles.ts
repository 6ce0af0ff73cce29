import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { policyText } from "../../constructs/policy";
import { address, attribute, countWhen, interpolate } from "../../framework/expressions";
import { type Purpose, purposes, type Stack } from "./stack";

/** GitHub's issuer, as it stands in the trust policy's condition keys (GitHub: configuring OIDC in AWS). */
const issuer = "token.actions.githubusercontent.com";

/**
 * The way into the organisation, in the management account: GitHub's OIDC provider and, for each account, one entry
 * role for plans and one for applies. A job that may enter dev cannot enter prod.
 */
export function buildEntryRoles(stack: Stack): Readonly<Record<Purpose, IamRole>> {
  const provider = new IamOpenidConnectProvider(stack, "github", {
    url: `https://${issuer}`,
    clientIdList: ["sts.amazonaws.com"],
  });
  provider.addOverride(
    "count",
    countWhen("var.enabled && var.github != null && try(var.github.oidc_provider_arn, null) == null"),
  );
  stack.local(
    "oidc_provider_arn",
    `try(coalesce(try(var.github.oidc_provider_arn, null), ${attribute(provider, "arn")}), null)`,
  );
  stack.local(
    "entry_accounts",
    "{ for stage, account in try(var.github.accounts, {}) : stage => account if var.enabled }",
  );
  for (const purpose of purposes) stack.local(`${purpose}_subjects`, subjects(purpose));
  stack.bounds.set("each.key", 12);
  return { plan: buildEntryRole(stack, "plan"), apply: buildEntryRole(stack, "apply") };
}

/** Exact subjects, so that the condition needs no wildcard. */
function subjects(purpose: Purpose): string {
  const environment = 'format("repo:%s:environment:%s", var.github.repository, name)';
  const branch = 'format("repo:%s:ref:refs/heads/%s", var.github.repository, name)';
  const environments =
    purpose === "plan"
      ? "account.plan_environments"
      : "(length(account.apply_environments) + length(account.apply_branches) > 0 ? account.apply_environments : [stage])";
  return (
    `{ for stage, account in local.entry_accounts : stage => concat(` +
    `[for name in ${environments} : ${environment}], [for name in account.${purpose}_branches : ${branch}]) }`
  );
}

function buildEntryRole(stack: Stack, purpose: Purpose): IamRole {
  const role = new IamRole(stack, `entry_${purpose}`, {
    name: `\${var.namespace}-\${var.stage}-pipeline-\${each.key}-${purpose}`,
    description: `Pipeline entry to \${each.key}, ${purpose}`,
    maxSessionDuration: 3600,
    permissionsBoundary: interpolate("var.permissions_boundary_arn"),
    assumeRolePolicy: interpolate(
      'jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "GitHubJobs", Effect = "Allow", ' +
        'Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = local.oidc_provider_arn }, ' +
        `Condition = { StringEquals = { "${issuer}:aud" = "sts.amazonaws.com", "${issuer}:sub" = local.${purpose}_subjects[each.key] } } }] })`,
    ),
  });
  role.addOverride("for_each", interpolate("local.entry_accounts"));
  const policy = new IamRolePolicy(stack, `entry_${purpose}_assume`, {
    name: "assume",
    role: `\${${address(role)}[each.key].id}`,
    policy: policyText([
      {
        Sid: "AssumeAccountRole",
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Resource: `arn:\${data.aws_partition.current.partition}:iam::\${each.value.account_id}:role/\${var.namespace}-\${each.key}-pipeline-${purpose}`,
      },
      {
        Sid: "AssumeStateRole",
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Resource: `arn:\${data.aws_partition.current.partition}:iam::\${var.account_id}:role/\${var.namespace}-\${var.stage}-tfstate-\${each.key}-${purpose}`,
      },
    ]),
  });
  policy.addOverride("for_each", interpolate("local.entry_accounts"));
  return role;
}
