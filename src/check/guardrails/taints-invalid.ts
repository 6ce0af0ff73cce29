import type { SpecGuardrail } from "../guardrail";
import { templateSpec } from "../kubernetes/pools";
import { list, mapping, text } from "../path";

export const taintsInvalid: SpecGuardrail = {
  id: "taints-invalid",
  scope: "spec",
  kinds: ["NodePool"],
  title: "No taint appears twice",
  reason: "The API server accepts the pool, but Karpenter finds it invalid and makes no node from it.",
  source: "karpenter 1.14.1: pkg/apis/v1/nodeclaim_validation.go, validateTaints",
  *check(spec) {
    const seen = new Set<string>();
    for (const field of ["taints", "startupTaints"]) {
      for (const [position, item] of list(templateSpec(spec)[field]).entries()) {
        const taint = mapping(item);
        const key = text(taint.key);
        if (key === undefined) continue;
        const identity = `${key}:${String(taint.effect)}`;
        if (seen.has(identity)) {
          yield {
            path: ["template", "spec", field, position],
            value: item,
            rule: `key and effect are unique among taints and startupTaints; ${identity} appears twice`,
            fix: "remove one of them",
          };
        }
        seen.add(identity);
      }
    }
  },
};
