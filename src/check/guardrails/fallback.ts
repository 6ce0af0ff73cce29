import type { SpecGuardrail } from "../guardrail";
import { isResourceTrigger, triggers } from "../kubernetes/triggers";
import { isMapping, mapping, text } from "../path";

export const fallback: SpecGuardrail = {
  id: "fallback",
  scope: "spec",
  kinds: ["ScaledObject"],
  title: "A fallback has a trigger or a formula to fall back from",
  reason: "KEDA's webhook refuses a fallback that could never act.",
  source:
    "KEDA 2.20.2: scaledobject_types.go, CheckFallbackValid; scaledobject_webhook.go, verifyScaledObjects",
  *check(spec) {
    const value = spec.fallback;
    if (!isMapping(value)) return;
    const modifiers = mapping(mapping(spec.advanced).scalingModifiers);
    if (value.behavior === "scalingModifiers" && (text(modifiers.formula) ?? "") === "") {
      yield {
        path: ["fallback", "behavior"],
        value: value.behavior,
        rule: "the fallback behavior scalingModifiers needs advanced.scalingModifiers.formula",
        fix: "add the formula, or use behavior: static",
      };
    }
    for (const field of ["failureThreshold", "replicas"]) {
      const count = value[field];
      if (typeof count !== "number" || count >= 0) continue;
      yield {
        path: ["fallback", field],
        value: count,
        rule: `${field} is 0 or more`,
        fix: "write 0 or more",
      };
    }
    const all = triggers(spec);
    if (Object.keys(modifiers).length === 0 && all.length > 0 && all.every(isResourceTrigger)) {
      yield {
        path: ["fallback"],
        value,
        rule: "a fallback needs a trigger that is not cpu or memory",
        fix: "remove the fallback, or add such a trigger",
      };
    }
  },
};
