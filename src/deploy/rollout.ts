import type { Step } from "./atmos";
import { applied, type Changes, describe, NOTHING } from "./changes";
import { type Display, displayFor, type Output } from "./display";
import type { Job, Verb } from "./job";
import type { Outcome } from "./outcome";
import { makePlan } from "./planning";
import type { Plan } from "./plans";
import { type Ending, runSchedule } from "./schedule";
import type { Worker } from "./worker";

/** What is applied or destroyed, and with what. */
export interface RolloutOptions {
  readonly verb: Verb;
  readonly jobs: readonly Job[];
  readonly parallel: number;
  readonly output: Output;
  readonly worker: Worker;
  /** True after an interrupt. */
  readonly isStopped: () => boolean;
  /** What was shown and approved, by label; empty where nobody was asked. */
  readonly plans: ReadonlyMap<string, Plan>;
  /** Called when an instance has ended, however it did. */
  readonly ended: (job: Job) => void;
}

const losses = (changes: Changes): number => changes.destroy + changes.replace;

function show(display: Display, job: Job, outcome: Outcome): void {
  const { kind } = outcome;
  if (kind === "done") display.end(job, "ok", describe(outcome.changes, "done"));
  else if (kind === "unchanged") display.end(job, "same", "no changes");
  else if (kind === "failed") display.end(job, "failed", outcome.reason);
  else if (kind === "skipped") display.end(job, "skipped", `skipped: comes after ${outcome.cause}`);
  else display.end(job, "skipped", "interrupted");
}

/** Applies or destroys instances in order. */
export class Rollout {
  private readonly outcomes = new Map<string, Outcome>();
  private readonly byLabel: ReadonlyMap<string, Job>;

  constructor(private readonly options: RolloutOptions) {
    this.byLabel = new Map(options.jobs.map((job) => [job.label, job]));
  }

  /** Does everything. @returns what became of each instance, by label */
  async run(): Promise<ReadonlyMap<string, Outcome>> {
    const { jobs, parallel, output, isStopped, ended } = this.options;
    const display = displayFor(output, jobs);
    const endings = await runSchedule({
      jobs,
      parallel,
      isStopped,
      work: async (job) => {
        const outcome = await this.attempt(job, display);
        this.outcomes.set(job.label, outcome);
        ended(job);
        show(display, job, outcome);
        return outcome.kind === "done" || outcome.kind === "unchanged";
      },
    });
    for (const job of jobs) this.settle(job, endings.get(job.label), display);
    display.close();
    return this.outcomes;
  }

  private settle(job: Job, ending: Ending | undefined, display: Display): void {
    if (ending === undefined) this.outcomes.set(job.label, { kind: "interrupted" });
    if (typeof ending !== "object") return;
    const cause = ending.skipped;
    const wasInterrupted = this.outcomes.get(cause)?.kind === "interrupted";
    const outcome: Outcome = wasInterrupted ? { kind: "interrupted" } : { kind: "skipped", cause };
    this.outcomes.set(job.label, outcome);
    show(display, job, outcome);
  }

  private async attempt(job: Job, display: Display): Promise<Outcome> {
    const { verb, plans } = this.options;
    const plan = plans.get(job.label);
    if (plan?.kind === "failed") return { kind: "failed", reason: plan.reason, output: plan.output };
    if (verb === "destroy") {
      if (plan?.kind === "planned" && !plan.changes.any) return { kind: "unchanged" };
      display.begin(job, "destroying");
      return this.step(job, "destroy");
    }
    if (plan !== undefined) return this.applyPlan(job, plan, display);
    display.begin(job, "applying");
    return this.step(job, "deploy");
  }

  /**
   * Applies what was shown. Where something before it has changed, or it could not be planned then, it is planned
   * again; that plan may create and change more than was shown, but not destroy more.
   */
  private async applyPlan(job: Job, shown: Plan, display: Display): Promise<Outcome> {
    const { worker, verb, isStopped } = this.options;
    const approved = shown.kind === "planned" ? shown.changes : NOTHING;
    let changes = approved;
    if (shown.kind === "later" || this.hasMoved(job)) {
      display.begin(job, "planning again");
      const plan = await makePlan(worker, verb, job);
      if (isStopped()) return { kind: "interrupted" };
      if (plan.kind === "failed") return plan;
      changes = plan.changes;
      if (losses(changes) > losses(approved)) {
        const reason =
          `its new plan destroys or replaces ${losses(changes)}, and ${losses(approved)} were shown: ` +
          "look at it and apply it by itself, or run this again";
        return { kind: "failed", reason, output: "" };
      }
    }
    if (!changes.any) return { kind: "unchanged" };
    display.begin(job, "applying");
    return this.step(job, "apply-plan");
  }

  /** Whether something before a job, near or far, has changed since it was planned. */
  private hasMoved(job: Job): boolean {
    return job.after.some((label) => {
      const before = this.byLabel.get(label);
      return this.outcomes.get(label)?.kind === "done" || (before !== undefined && this.hasMoved(before));
    });
  }

  private async step(job: Job, step: Step): Promise<Outcome> {
    const { code, output } = await this.options.worker.run(job.instance, step);
    if (code === 0) {
      const changes = applied(output);
      // A plan with changes was applied, be it of outputs alone.
      if (step === "apply-plan") return { kind: "done", changes: { ...changes, any: true } };
      return changes.any ? { kind: "done", changes } : { kind: "unchanged" };
    }
    if (this.options.isStopped()) return { kind: "interrupted" };
    const verb = step === "destroy" ? "destroy" : "apply";
    const said = code === 127 ? "could not be started" : `ended with ${code}`;
    return { kind: "failed", reason: `the ${verb} ${said}`, output };
  }
}
