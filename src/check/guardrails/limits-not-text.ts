import type { SpecGuardrail } from "../guardrail";
import { mapping } from "../path";

export const limitsNotText: SpecGuardrail = {
  id: "limits-not-text",
  scope: "spec",
  kinds: ["NodePool"],
  title: "Limits are written as text",
  reason:
    "The API server stores quantities as text: a number comes back as text and shows as drift in every plan.",
  source: "apimachinery: resource.Quantity marshals to a string",
  *check(spec) {
    for (const [name, value] of Object.entries(mapping(spec.limits))) {
      if (typeof value !== "number") continue;
      yield { path: ["limits", name], value, rule: "limits are text", fix: `write it in quotes: "${value}"` };
    }
  },
};
