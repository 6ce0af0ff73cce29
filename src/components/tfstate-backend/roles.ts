import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { policyText, type Statement } from "../../constructs/policy";
import { address, interpolate } from "../../framework/expressions";
import type { ComponentStack } from "../../framework/stack";
import type { StateBucket } from "./bucket";
import type { inputs } from "./inputs";

type Stack = ComponentStack<Extract<keyof typeof inputs, string>>;
type Purpose = "plan" | "apply";

/** One plan role and one apply role per account, named `<namespace>-<stage>-tfstate-<account>-<purpose>`. */
export function buildRoles(
  stack: Stack,
  bucket: StateBucket,
): { readonly planArns: string; readonly applyArns: string } {
  stack.bounds.set("each.key", 12);
  stack.localText("account_root", "arn:${data.aws_partition.current.partition}:iam::${var.account_id}:root");
  return { planArns: buildRole(stack, bucket, "plan"), applyArns: buildRole(stack, bucket, "apply") };
}

function buildRole(stack: Stack, bucket: StateBucket, purpose: Purpose): string {
  const forEach = interpolate("{ for name, account in var.accounts : name => account if var.enabled }");
  const principals = `length(each.value.${purpose}_principal_arns) > 0 ? each.value.${purpose}_principal_arns : [local.account_root]`;
  const role = new IamRole(stack, purpose, {
    name: `\${var.namespace}-\${var.stage}-tfstate-\${each.key}-${purpose}`,
    description: `Terraform state of \${each.key}, ${purpose}`,
    maxSessionDuration: 3600,
    assumeRolePolicy: interpolate(
      'jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "AssumeStateRole", Effect = "Allow", ' +
        `Action = "sts:AssumeRole", Principal = { AWS = ${principals} } }] })`,
    ),
  });
  role.addOverride("for_each", forEach);
  const policy = new IamRolePolicy(stack, `${purpose}_state`, {
    name: "state",
    role: `\${${address(role)}[each.key].id}`,
    policy: policyText(statements(bucket, purpose)),
  });
  policy.addOverride("for_each", forEach);
  return `{ for name, role in ${address(role)} : name => role.arn }`;
}

/** What S3 backend and its lock file need (Terraform, S3 backend: permissions), within one account's prefix. */
function statements(bucket: StateBucket, purpose: Purpose): Statement[] {
  const arn = interpolate(bucket.arn);
  const objects = `${arn}/\${each.key}/*`;
  const locks = `${arn}/\${each.key}/*.tflock`;
  return [
    {
      Sid: "ListOwnPrefix",
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: arn,
      // terraform.tfstate: init asks for the default workspace before Atmos selects its own; nothing is ever there.
      Condition: { StringLike: { "s3:prefix": ["${each.key}/*", "terraform.tfstate"] } },
    },
    {
      Sid: "ReadOwnState",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: [objects, `${arn}/terraform.tfstate`],
    },
    {
      Sid: purpose === "apply" ? "WriteOwnState" : "LockOwnState",
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:DeleteObject"],
      Resource: purpose === "apply" ? objects : locks,
    },
    {
      Sid: "UseStateKey",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: interpolate(bucket.keyArn),
      Condition: {
        StringLike: { "kms:EncryptionContext:aws:s3:arn": objects },
        StringEquals: { "kms:ViaService": "s3.${var.region}.${data.aws_partition.current.dns_suffix}" },
      },
    },
  ];
}
