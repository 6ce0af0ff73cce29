import type { Instance } from "../../stacks/types";
import type { ProjectGuardrail } from "../guardrail";
import { text } from "../path";
import { stageOf } from "../view";

export const stageAccount: ProjectGuardrail = {
  id: "stage-account",
  scope: "project",
  title: "A stage is one account, and an account one stage",
  reason:
    "Roles, state keys and prod rules follow the stage: a copied account id applies one stage in another's account.",
  source: "design: one account per stage",
  *check(views) {
    const accounts = new Map<string, Instance>();
    const stages = new Map<string, Instance>();
    for (const { instances } of views) {
      const reported = new Set<string>();
      for (const instance of instances) {
        const [stage, account] = [stageOf(instance), text(instance.vars.account_id)];
        if (stage === "" || account === undefined || reported.has(`${stage} ${account}`)) continue;
        const first = accounts.get(stage) ?? instance;
        const owner = stages.get(account) ?? instance;
        accounts.set(stage, first);
        stages.set(account, owner);
        const known = text(first.vars.account_id);
        let problem: { readonly rule: string; readonly fix: string } | undefined;
        if (known !== account) {
          problem = {
            rule: `the stage ${stage} is account ${known} (in ${first.stack})`,
            fix: `write "${known}"`,
          };
        } else if (stageOf(owner) !== stage) {
          const rule = `the account ${account} is stage ${stageOf(owner)} (in ${owner.stack})`;
          problem = { rule, fix: `write the account of ${stage}` };
        }
        if (problem === undefined) continue;
        reported.add(`${stage} ${account}`);
        yield { instance, path: ["vars", "account_id"], value: account, ...problem };
      }
    }
  },
};
