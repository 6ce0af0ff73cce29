import { isOpaque } from "../../stacks/opaque";
import type { Problem, SpecGuardrail } from "../guardrail";
import { cronProblem } from "../kubernetes/cron";
import { type Trigger, triggers } from "../kubernetes/triggers";

function* checkTrigger({ metadata, path }: Trigger): Generator<Problem> {
  for (const key of ["timezone", "start", "end", "desiredReplicas"]) {
    if ((metadata[key] ?? "") !== "") continue;
    yield {
      path: [...path, "metadata", key],
      value: metadata[key],
      rule: "a cron trigger needs timezone, start, end and desiredReplicas",
      fix: `add ${key}`,
    };
  }
  for (const key of ["start", "end"]) {
    const value = metadata[key];
    if (typeof value !== "string" || value === "" || isOpaque(value)) continue;
    const problem = cronProblem(value, false);
    if (problem === undefined) continue;
    yield {
      path: [...path, "metadata", key],
      value,
      rule: `${key} is five cron fields; ${problem}`,
      fix: 'write for example "0 8 * * 1-5"',
    };
  }
  const { start, end } = metadata;
  if (typeof start === "string" && start !== "" && start === end) {
    yield {
      path: [...path, "metadata", "end"],
      value: end,
      rule: "start and end differ",
      fix: "write when the period ends",
    };
  }
}

export const cronTrigger: SpecGuardrail = {
  id: "cron-trigger",
  scope: "spec",
  kinds: ["ScaledObject", "ScaledJob"],
  title: "cron triggers have valid times",
  reason: "The CRD accepts any text; KEDA refuses the trigger at run time and the workload does not scale.",
  source: "KEDA 2.20.2: pkg/scalers/cron_scaler.go",
  *check(spec) {
    for (const trigger of triggers(spec)) {
      if (trigger.type === "cron") yield* checkTrigger(trigger);
    }
  },
};
