import { z } from "zod";
import { input } from "../../framework/input";

/** Inputs of `tfstate-backend`, besides the context. */
export const inputs = {
  bucket_name: input(
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
      .max(63)
      .nullable()
      .default(null),
    {
      description: "Name of the state bucket. Null is `<namespace>-<stage>-tfstate`.",
      reason: "the stacks' backend section names the same bucket",
    },
  ),
  accounts: input(
    z
      .record(
        z.string().regex(/^[a-z0-9][a-z0-9-]{0,11}$/),
        z.strictObject({
          plan_principal_arns: z
            .array(z.string().regex(/^arn:[a-z-]+:iam::[0-9]{12}:(root|role\/.+|user\/.+)$/))
            .default([]),
          apply_principal_arns: z
            .array(z.string().regex(/^arn:[a-z-]+:iam::[0-9]{12}:(root|role\/.+|user\/.+)$/))
            .default([]),
        }),
      )
      .default({}),
    {
      description:
        "Accounts whose state lives here, by stage: the key is the first part of their state keys. Each gets a plan role and an apply role that reach that prefix alone. The lists name who may assume the roles; an empty list leaves it to the IAM policies of this account.",
    },
  ),
  noncurrent_version_days: input(z.number().int().min(1).max(3650).default(90), {
    description: "Days after which superseded versions of a state object expire.",
    reason: "a quarter is long enough to notice a broken state, and old states name resources that are gone",
  }),
  key_deletion_window_days: input(z.number().int().min(7).max(30).default(30), {
    description: "Days between the deletion of the KMS key and its end.",
    reason: "without the key no state can be read, so the longest window is the safe one",
    source: "KMS ScheduleKeyDeletion: 7 to 30",
  }),
  access_log_bucket: input(z.string().nullable().default(null), {
    description: "Bucket for S3 server access logs of the state bucket. Null writes none.",
    reason: "CloudTrail data events say the same and more where they are on",
  }),
};
