import { z } from "zod";
import { iamInputs } from "../../framework/context";
import { input } from "../../framework/input";

const environments = z.array(z.string().regex(/^[A-Za-z0-9._-]+$/));
const branches = z.array(z.string().regex(/^[A-Za-z0-9._/-]+$/));

/** Inputs of `pipeline-access`, besides the context. */
export const inputs = {
  entry_account_id: input(z.string().regex(/^[0-9]{12}$/), {
    description:
      "The management account, whose entry roles are the only ones that may assume this account's roles.",
  }),
  entry_stage: input(
    z
      .string()
      .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/)
      .max(12)
      .default("mgmt"),
    {
      description: "Stage of the management account, part of the entry roles' names.",
      reason: "the stacks call the management account mgmt",
    },
  ),
  github: input(
    z
      .strictObject({
        repository: z.string().regex(/^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/),
        oidc_provider_arn: z
          .string()
          .regex(/^arn:[a-z-]+:iam::[0-9]{12}:oidc-provider\/.+$/)
          .nullable()
          .default(null),
        accounts: z.record(
          z.string().regex(/^[a-z0-9][a-z0-9-]{0,11}$/),
          z.strictObject({
            account_id: z.string().regex(/^[0-9]{12}$/),
            plan_environments: environments.default(["plan"]),
            plan_branches: branches.default(["main"]),
            apply_environments: environments.default([]),
            apply_branches: branches.default([]),
          }),
        ),
      })
      .nullable()
      .default(null),
    {
      description:
        "Set in the management account alone: the GitHub repository, and per account, by stage, the environments and branches whose jobs may plan or apply there. Without any apply environment or branch it is the environment named like the stage. `oidc_provider_arn` names a provider that the account has already; null creates it.",
      reason: "every other account is entered through the management account",
      source: "GitHub Actions OIDC subject claims",
    },
  ),
  managed_name_prefix: input(
    z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*-$/)
      .max(40)
      .nullable()
      .default(null),
    {
      description:
        "The apply role manages roles, policies, queues, rules and alarms whose names start with this. Null is `<namespace>-<stage>-`; cluster names have to start with it.",
      reason: "the components name everything after the cluster",
    },
  ),
  trusted_principal_arns: input(
    z.array(z.string().regex(/^arn:[a-z-]+:iam::[0-9]{12}:(role|user)\/[^*]+$/)).default([]),
    {
      description:
        "Further roles or users that may assume the plan and the apply role, for people at a laptop.",
      reason: "pipelines are the only way in unless somebody is named",
    },
  ),
  cluster_names: input(z.array(z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_-]*$/)).default([]), {
    description:
      "EKS clusters in which the plan role may read and the apply role may administer, by access entries. The clusters have to exist.",
    reason: "this component usually comes before the clusters",
  }),
  additional_plan_policy_arns: input(
    z.array(z.string().regex(/^arn:[a-z-]+:iam::([0-9]{12}|aws):policy\/.+$/)).default([]),
    {
      description:
        "More policies for the plan and the apply role, for example to read what other components need.",
      reason: "the built-in policy reads exactly what these components read",
    },
  ),
  additional_apply_policy_arns: input(
    z.array(z.string().regex(/^arn:[a-z-]+:iam::([0-9]{12}|aws):policy\/.+$/)).default([]),
    {
      description: "More policies for the apply role.",
      reason: "the built-in policy changes exactly what these components change",
    },
  ),
  ...iamInputs,
};
