import { describe, planned } from "./changes";
import { displayFor, type Output } from "./display";
import type { Job, Verb } from "./job";
import { excused, type Plan } from "./plans";
import { runSchedule } from "./schedule";
import type { Worker } from "./worker";

/** What is planned, and with what. */
export interface Planning {
  readonly verb: Verb;
  readonly jobs: readonly Job[];
  readonly parallel: number;
  readonly output: Output;
  readonly worker: Worker;
  /** True after an interrupt. */
  readonly isStopped: () => boolean;
}

/** Plans one instance. */
export async function makePlan(
  worker: Worker,
  verb: Verb,
  job: Job,
): Promise<Exclude<Plan, { kind: "later" }>> {
  const { code, output } = await worker.run(job.instance, verb === "deploy" ? "plan" : "plan-destroy");
  if (code === 0) return { kind: "planned", changes: planned(output) };
  return { kind: "failed", reason: `the plan ended with ${code}`, output };
}

/**
 * Plans all instances, in no order: plans change nothing. One that fails although something before it is still to be
 * applied is left for later.
 *
 * @returns the plans by label; of an interrupted planning those that were begun
 */
export async function makePlans(planning: Planning): Promise<Map<string, Plan>> {
  const { verb, jobs, parallel, output, worker, isStopped } = planning;
  const plans = new Map<string, Plan>();
  const display = displayFor(output, jobs);
  await runSchedule({
    jobs,
    parallel,
    ordered: false,
    isStopped,
    work: async (job) => {
      display.begin(job, "planning");
      const plan = await makePlan(worker, verb, job);
      plans.set(job.label, plan);
      if (plan.kind === "planned") {
        display.end(job, plan.changes.any ? "ok" : "same", describe(plan.changes, "planned"));
      } else display.end(job, "skipped", isStopped() ? "interrupted" : "no plan");
      return plan.kind === "planned";
    },
  });
  display.close();
  for (const [label, because] of verb === "deploy" ? excused(jobs, plans) : []) {
    const plan = plans.get(label);
    if (plan?.kind === "failed") plans.set(label, { kind: "later", because, output: plan.output });
  }
  return plans;
}
