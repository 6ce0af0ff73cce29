import type { SpecGuardrail } from "../guardrail";
import { triggers } from "../kubernetes/triggers";

const WITHOUT_CACHE: ReadonlySet<string> = new Set(["cpu", "memory", "cron"]);

export const cachedMetrics: SpecGuardrail = {
  id: "cached-metrics",
  scope: "spec",
  kinds: ["ScaledObject", "ScaledJob"],
  title: "cpu, memory and cron triggers do not use cached metrics",
  reason: "KEDA's webhook refuses useCachedMetrics for them.",
  source: "KEDA 2.20.2: scaletriggers_types.go, ValidateTriggers",
  *check(spec) {
    for (const { type, trigger, path } of triggers(spec)) {
      if (trigger.useCachedMetrics !== true || !WITHOUT_CACHE.has(type)) continue;
      yield {
        path: [...path, "useCachedMetrics"],
        value: true,
        rule: `a ${type} trigger cannot use cached metrics`,
        fix: "remove useCachedMetrics",
      };
    }
  },
};
