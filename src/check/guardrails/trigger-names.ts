import type { SpecGuardrail } from "../guardrail";
import { triggers } from "../kubernetes/triggers";

export const triggerNames: SpecGuardrail = {
  id: "trigger-names",
  scope: "spec",
  kinds: ["ScaledObject", "ScaledJob"],
  title: "Trigger names are unique",
  reason: "KEDA's webhook refuses two triggers of one name.",
  source: "KEDA 2.20.2: scaletriggers_types.go, ValidateTriggers",
  *check(spec) {
    const seen = new Set<string>();
    for (const { name, path } of triggers(spec)) {
      if (name !== "" && seen.has(name)) {
        yield {
          path: [...path, "name"],
          value: name,
          rule: "trigger names are unique",
          fix: "rename one of them",
        };
      }
      seen.add(name);
    }
  },
};
