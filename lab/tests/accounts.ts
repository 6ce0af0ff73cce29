import { deepStrictEqual } from "node:assert/strict";
import { inventory } from "../aws";
import type { LabTest } from "../lab-test";
import { endRun, newRun } from "../runs";
import { applyAll } from "../scenario";
import { select } from "../selection";
import { startSession } from "../session";

/** What `npm run lab -- --only tfstate-backend,pipeline-access` does, and what it has to leave where. */
export const test: LabTest = {
  title:
    "Atmos applies state bucket and pipeline access in all accounts, keeps all state in mgmt, and settles",
  quick: true,
  run: async ({ projectDir, log }) => {
    const only = ["tfstate-backend", "pipeline-access"];
    const selection = select(projectDir, { only, stack: undefined });
    const run = newRun({ keep: false });
    try {
      const session = await startSession(run, selection.managementAccount, false);
      await applyAll(session, selection.instances, log);
      const found = await inventory(session.endpoint, selection.accounts);
      deepStrictEqual(
        Object.fromEntries(Object.entries(found).map(([account, { objects }]) => [account, objects])),
        {
          "111111111111": {
            "acme-mgmt-tfstate": [
              "dev/pipeline-access/dev-use1/terraform.tfstate",
              "mgmt/pipeline-access/mgmt-use1/terraform.tfstate",
              "mgmt/tfstate-backend/mgmt-use1/terraform.tfstate",
              "prod/pipeline-access/prod-use1/terraform.tfstate",
            ],
          },
          "222222222222": {},
          "333333333333": {},
        },
        "state objects by account and bucket",
      );
      const roles = Object.entries(found).map(([account, { identity, roles }]) => ({
        account,
        identity,
        roles,
      }));
      deepStrictEqual(
        roles,
        [
          {
            account: "111111111111",
            identity: "111111111111",
            roles: [
              ...rolesOf("mgmt", "pipeline"),
              ...["dev", "mgmt", "prod"].flatMap((stage) => rolesOf("mgmt", `pipeline-${stage}`)),
              ...["dev", "mgmt", "prod"].flatMap((stage) => rolesOf("mgmt", `tfstate-${stage}`)),
            ].sort(),
          },
          { account: "222222222222", identity: "222222222222", roles: rolesOf("dev", "pipeline") },
          { account: "333333333333", identity: "333333333333", roles: rolesOf("prod", "pipeline") },
        ],
        "roles by account",
      );
    } finally {
      await endRun(run);
    }
  },
};

function rolesOf(stage: string, name: string): string[] {
  return ["apply", "plan"].map((purpose) => `acme-${stage}-${name}-${purpose}`);
}
