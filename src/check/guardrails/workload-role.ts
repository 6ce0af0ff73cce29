import type { SpecGuardrail } from "../guardrail";
import { mapping } from "../path";

export const workloadRole: SpecGuardrail = {
  id: "workload-role",
  scope: "spec",
  kinds: ["TriggerAuthentication", "ClusterTriggerAuthentication"],
  title: "identityOwner workload comes without roleArn and externalID",
  reason: "The role is the one of the workload's service account then: KEDA's webhook refuses another one.",
  source: "KEDA 2.20.2: triggerauthentication_webhook.go, validateSpec",
  *check(spec) {
    const identity = mapping(spec.podIdentity);
    if (identity.provider !== "aws" || identity.identityOwner !== "workload") return;
    for (const field of ["roleArn", "externalID"]) {
      const value = identity[field];
      if (value === undefined || value === "") continue;
      yield {
        path: ["podIdentity", field],
        value,
        rule: `${field} cannot be set with identityOwner workload`,
        fix: `remove ${field}, or remove identityOwner: the component then creates the role`,
      };
    }
  },
};
