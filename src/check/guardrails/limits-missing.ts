import type { SpecGuardrail } from "../guardrail";
import { mapping } from "../path";

export const limitsMissing: SpecGuardrail = {
  id: "limits-missing",
  scope: "spec",
  kinds: ["NodePool"],
  title: "A node pool has limits",
  reason:
    "Without limits a runaway scaler or a pod in a crash loop buys nodes until the account's quota ends.",
  source: "karpenter docs: concepts/nodepools, spec.limits",
  *check(spec) {
    // A static pool (`replicas`) is bounded by its number of nodes.
    if (spec.replicas !== undefined || Object.keys(mapping(spec.limits)).length > 0) return;
    yield {
      path: ["limits"],
      value: spec.limits,
      rule: "a node pool needs limits",
      fix: 'add limits, for example cpu: "100" and memory: 400Gi',
    };
  },
};
