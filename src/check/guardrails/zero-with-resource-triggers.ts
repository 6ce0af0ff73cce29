import type { SpecGuardrail } from "../guardrail";
import { isResourceTrigger, triggers } from "../kubernetes/triggers";

export const zeroWithResourceTriggers: SpecGuardrail = {
  id: "zero-with-resource-triggers",
  scope: "spec",
  kinds: ["ScaledObject"],
  title: "A workload with only cpu and memory triggers does not scale to zero",
  reason: "A workload without pods uses no cpu, so nothing would start it again: KEDA's webhook refuses it.",
  source: "KEDA 2.20.2: scaledobject_webhook.go, verifyCPUMemoryScalers",
  *check(spec) {
    const all = triggers(spec);
    if (all.length === 0 || !all.every(isResourceTrigger)) return;
    const value = spec.minReplicaCount;
    if (value !== undefined && value !== 0) return;
    yield {
      path: ["minReplicaCount"],
      value,
      rule: "minReplicaCount is at least 1 where all triggers are cpu or memory (it is 0 where it is not given)",
      fix: "write minReplicaCount: 1",
    };
  },
};
