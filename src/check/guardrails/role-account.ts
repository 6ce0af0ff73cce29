import type { StackGuardrail } from "../guardrail";
import { text } from "../path";

export const roleAccount: StackGuardrail = {
  id: "role-account",
  scope: "stack",
  title: "The provider's role is in the stack's account",
  reason: "With the role of another account Terraform creates everything in the wrong account.",
  source: "design: provider access by assume_role into the account's own role",
  *check(view) {
    for (const instance of view.instances) {
      const value = text(instance.vars.provider_role_arn);
      const account = text(instance.vars.account_id);
      const owner = /^arn:[a-z-]+:iam::(\d{12}):/.exec(value ?? "")?.[1];
      if (owner === undefined || account === undefined || !/^\d{12}$/.test(account) || owner === account)
        continue;
      yield {
        instance,
        path: ["vars", "provider_role_arn"],
        value,
        rule: `the role is in vars.account_id (${account})`,
        fix: `write the role of account ${account}`,
      };
    }
  },
};
