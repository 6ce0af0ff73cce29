import { pipelineAccess } from "../../src/components/pipeline-access";
import { rendered } from "../support/render";

const { main } = rendered(pipelineAccess);
const role = (id: string) => main.resource.aws_iam_role[id];
const statements = (id: string) => JSON.parse(main.resource.aws_iam_policy[id].policy).Statement;

test.each(["plan", "apply"])(
  "a job enters for %s only with the exact subject of its repository",
  (purpose) => {
    expect(role(`entry_${purpose}`).assume_role_policy).toBe(
      '${jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "GitHubJobs", Effect = "Allow", ' +
        'Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = local.oidc_provider_arn }, ' +
        'Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com", ' +
        `"token.actions.githubusercontent.com:sub" = local.${purpose}_subjects[each.key] } } }] })}`,
    );
  },
);

test.each(["plan", "apply"])(
  "the entry role for %s may assume the one account role and the one state role",
  (purpose) => {
    expect(JSON.parse(main.resource.aws_iam_role_policy[`entry_${purpose}_assume`].policy).Statement).toEqual(
      [
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
      ],
    );
  },
);

test.each(["plan", "apply"])(
  "the account's %s role trusts the entry role of its own stage, and who is named",
  (purpose) => {
    expect(role(purpose).assume_role_policy).toBe(
      '${jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "EntryRoles", Effect = "Allow", Action = "sts:AssumeRole", ' +
        'Principal = { AWS = concat(["arn:${data.aws_partition.current.partition}:iam::${var.entry_account_id}:role/' +
        `\${var.namespace}-\${var.entry_stage}-pipeline-\${var.stage}-${purpose}"], var.trusted_principal_arns) } }] })}`,
    );
  },
);

test("the plan role has the read policy alone, whose actions only read configuration", () => {
  expect(main.resource.aws_iam_role_policy_attachment.plan_read.policy_arn).toBe(
    "${one(aws_iam_policy.read[*].arn)}",
  );
  const actions = statements("read").flatMap((statement: { Action: string[] }) => statement.Action);
  expect(actions.filter((action: string) => !/^[a-z0-9]+:(Get|List|Describe)/.test(action))).toEqual([]);
  const data = [
    "s3:GetObject",
    "sqs:ReceiveMessage",
    "dynamodb:GetItem",
    "ssm:GetParameter",
    "secretsmanager:GetSecretValue",
  ];
  expect(actions.filter((action: string) => data.includes(action) || action.includes("*"))).toEqual([]);
});

test("the apply role changes nothing outside its prefix, passes roles to Pod Identity alone and never its own roles", () => {
  const change = statements("change");
  const bySid = (sid: string) => change.find((statement: { Sid: string }) => statement.Sid === sid);
  expect(bySid("PassRolesToPodIdentity")).toEqual({
    Sid: "PassRolesToPodIdentity",
    Effect: "Allow",
    Action: "iam:PassRole",
    Resource:
      "arn:${data.aws_partition.current.partition}:iam::${var.account_id}:role/${local.managed_prefix}*",
    Condition: { StringEquals: { "iam:PassedToService": "pods.eks.amazonaws.com" } },
  });
  expect(bySid("NeverTouchPipelineRoles")).toEqual({
    Sid: "NeverTouchPipelineRoles",
    Effect: "Deny",
    Action: "iam:*",
    Resource: ["role", "policy"].map(
      (kind) =>
        `arn:\${data.aws_partition.current.partition}:iam::\${var.account_id}:${kind}/\${var.namespace}-\${var.stage}-pipeline-*`,
    ),
  });
  const outside = change
    .filter(
      (statement: { Effect: string; Sid: string }) =>
        statement.Effect === "Allow" && statement.Sid !== "CreateSpotServiceLinkedRole",
    )
    .flatMap((statement: { Resource: string | string[] }) => statement.Resource)
    .filter((resource: string) => !resource.includes("${local.managed_prefix}"));
  expect(outside).toEqual([]);
});

test("with a boundary, roles can only be created and given policies within it", () => {
  expect(statements("grant_within_boundary")[0].Condition).toEqual({
    StringEquals: { "iam:PermissionsBoundary": "${var.permissions_boundary_arn}" },
  });
  expect(main.resource.aws_iam_policy.grant.count).toBe(
    "${var.enabled && var.permissions_boundary_arn == null ? 1 : 0}",
  );
  expect(main.resource.aws_iam_policy.grant_within_boundary.count).toBe(
    "${var.enabled && var.permissions_boundary_arn != null ? 1 : 0}",
  );
});
