import { defineComponent } from "../../framework/component";
import { address, attribute } from "../../framework/expressions";
import { buildAccountRoles } from "./account-roles";
import { buildEntryRoles } from "./entry-roles";
import { inputs } from "./inputs";

/** The way from a pipeline into every account: entry roles in the management account, plan and apply roles everywhere. */
export const pipelineAccess = defineComponent({
  name: "pipeline-access",
  summary:
    "The roles through which pipelines plan and apply: no stored credentials, and no way from one account into another.",
  guide: `
A job proves to the management account who it is by GitHub's OIDC token and gets the entry role of one account and one
purpose. That entry role may do two things: assume the account's plan or apply role, and the state role of the same
account and purpose. The token's subject has to name the repository and an environment or a branch exactly.

| role | where | who may assume it |
|---|---|---|
| \`<namespace>-mgmt-pipeline-<stage>-plan\`, \`-apply\` | management | jobs of the named environments and branches |
| \`<namespace>-<stage>-pipeline-plan\`, \`-apply\` | each account | that entry role, and \`trusted_principal_arns\` |

The plan role reads configuration and no data. The apply role changes what these components own, recognised by their
names, and can change neither the pipeline roles nor the access policies of a cluster. It can write policies for the
roles it creates: set \`permissions_boundary_arn\`, here and in the components that create roles, to bound those too.

Apply it in the management account first: IAM refuses a trust policy that names a role which does not exist. In the
other accounts the first apply needs a role that is already there, usually \`OrganizationAccountAccessRole\`: give it as
\`provider_role_arn\`. Pipelines cannot change these roles, so every later change is made by a person, the same way.
`,
  example: `
components:
  terraform:
    pipeline-access:
      metadata:
        component: pipeline-access
      vars:
        entry_account_id: "111111111111"
        github:                              # in the management account alone
          repository: acme/platform
          accounts:
            dev:
              account_id: "222222222222"
            prod:
              account_id: "333333333333"
              plan_environments: [plan]
              apply_environments: [prod]
`,
  inputs,
  build(stack) {
    const entry = buildEntryRoles(stack);
    const account = buildAccountRoles(stack, entry);
    stack.output(
      "plan_role_arn",
      attribute(account.plan, "arn"),
      "Role that plans in this account, for provider_role_arn.",
    );
    stack.output(
      "apply_role_arn",
      attribute(account.apply, "arn"),
      "Role that applies in this account, for provider_role_arn.",
    );
    for (const purpose of ["plan", "apply"] as const) {
      stack.output(
        `entry_${purpose}_role_arns`,
        `{ for stage, role in ${address(entry[purpose])} : stage => role.arn }`,
        `Entry role of jobs that ${purpose}, by stage. Empty outside the management account.`,
      );
    }
  },
});
