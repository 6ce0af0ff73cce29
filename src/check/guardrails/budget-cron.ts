import { isOpaque } from "../../stacks/opaque";
import type { SpecGuardrail } from "../guardrail";
import { cronProblem } from "../kubernetes/cron";
import { list, mapping, text } from "../path";

export const budgetCron: SpecGuardrail = {
  id: "budget-cron",
  scope: "spec",
  kinds: ["NodePool"],
  title: "Schedules of disruption budgets are valid cron",
  reason:
    "The CRD only counts the fields. Karpenter cannot read a wrong schedule and then disrupts nothing at all.",
  source: "karpenter 1.14.1: pkg/apis/v1/nodepool.go, Budget.IsActive",
  *check(spec) {
    for (const [position, budget] of list(mapping(spec.disruption).budgets).entries()) {
      const schedule = text(mapping(budget).schedule);
      if (schedule === undefined || isOpaque(schedule)) continue;
      const problem = cronProblem(schedule, true);
      if (problem === undefined) continue;
      yield {
        path: ["disruption", "budgets", position, "schedule"],
        value: schedule,
        rule: `a schedule is five cron fields in UTC, or a macro; ${problem}`,
        fix: 'write for example "0 9 * * mon-fri" or "@daily"',
      };
    }
  },
};
