import { mkdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { type Paint, paintFor } from "../check/colour";
import type { Step } from "./atmos";
import { onPath } from "./atmos";
import { applied, type Changes, describe, NOTHING, planned } from "./changes";
import { type Display, displayFor, type Output } from "./display";
import { bootstrapCommand } from "./hints";
import type { Job, Verb } from "./job";
import { logFolder } from "./logs";
import type { Outcome, Result } from "./outcome";
import { excused, type Plan, planSummary } from "./plans";
import { Processes } from "./processes";
import { askYes, type Input } from "./question";
import { report } from "./report";
import { type Ending, runSchedule } from "./schedule";
import { onSignals, type SignalSource } from "./signals";
import { Worker } from "./worker";
import { projectFolders, WorkingCopies, workFolder } from "./working-copies";

/** What to run, and with what. */
export interface Deployment {
  readonly verb: Verb;
  /** Folder of atmos.yaml. */
  readonly project: string;
  /** In an order in which they can be done. At least one. */
  readonly jobs: readonly Job[];
  /** Instances at the same time, at least 1. */
  readonly parallel: number;
  /** True when nobody is asked. */
  readonly autoApprove: boolean;
  /** Folder of the logs. Default: a new one in .eks-autoscaling/logs. */
  readonly logs?: string;
  /** What the user typed, for the report. */
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
  readonly input: Input;
  readonly output: Output;
  readonly signals: SignalSource;
}

/** Exit codes of a deployment. */
export const CODES = { done: 0, failed: 1, interrupted: 130 } as const;

/**
 * Plans, asks, and applies or destroys.
 *
 * @returns the exit code, one of `CODES`
 * @throws when Atmos is not on the PATH, or the project's files cannot be copied
 */
export async function runDeployment(deployment: Deployment): Promise<number> {
  const atmos = onPath("atmos", deployment.env.PATH);
  if (atmos === undefined) {
    throw new Error("atmos is not on the PATH: install Atmos 1.190 or newer, or add its folder to PATH");
  }
  const project = resolve(deployment.project);
  const folder = workFolder(project);
  const logs = deployment.logs === undefined ? logFolder(folder, deployment.verb) : resolve(deployment.logs);
  mkdirSync(logs, { recursive: true });
  const copies = new WorkingCopies(projectFolders(project));
  const processes = new Processes();
  const release = onSignals(deployment.signals, () => {
    processes.interrupt();
    deployment.output.write(
      processes.interrupts === 1
        ? "\nInterrupted: what runs stops and releases its locks. Once more to kill it.\n"
        : "\nKilled.\n",
    );
  });
  try {
    const worker = new Worker({
      project,
      atmos,
      env: deployment.env,
      logs,
      pluginCache: join(folder, "plugins"),
      copies,
      processes,
    });
    return await new Run(deployment, worker, processes, copies, logs).all();
  } finally {
    release();
    processes.close();
    copies.remove();
  }
}

class Run {
  private readonly outcomes = new Map<string, Outcome>();
  private readonly plans = new Map<string, Plan>();
  private readonly rescued = new Map<string, string>();
  private readonly paint: Paint;
  private readonly byLabel: ReadonlyMap<string, Job>;

  constructor(
    private readonly deployment: Deployment,
    private readonly worker: Worker,
    private readonly processes: Processes,
    private readonly copies: WorkingCopies,
    private readonly logs: string,
  ) {
    this.paint = paintFor(deployment.output);
    this.byLabel = new Map(deployment.jobs.map((job) => [job.label, job]));
  }

  async all(): Promise<number> {
    const { jobs, autoApprove } = this.deployment;
    if (!autoApprove) {
      await this.planAll();
      if (this.isStopped()) return this.finish();
      this.print(planSummary(jobs, this.plans, this.paint));
      if (!this.hasWork()) return this.finish();
      if (!(await this.ask())) {
        this.print(["Nothing was changed."]);
        return CODES.failed;
      }
    }
    await this.doAll();
    return this.finish();
  }

  private readonly isStopped = (): boolean => this.processes.interrupts > 0;

  private print(lines: readonly string[]): void {
    for (const line of lines) this.deployment.output.write(`${line}\n`);
  }

  private async planAll(): Promise<void> {
    const { jobs, parallel, output, verb } = this.deployment;
    const display = displayFor(output, jobs);
    await runSchedule({
      jobs,
      parallel,
      ordered: false,
      isStopped: this.isStopped,
      work: async (job) => {
        display.begin(job, "planning");
        const plan = await this.plan(job);
        this.plans.set(job.label, plan);
        if (plan.kind === "planned") {
          display.end(job, plan.changes.any ? "ok" : "same", describe(plan.changes, "planned"));
        } else display.end(job, "skipped", this.isStopped() ? "interrupted" : "no plan");
        return plan.kind === "planned";
      },
    });
    display.close();
    if (verb === "deploy") {
      for (const [label, because] of excused(jobs, this.plans)) {
        const plan = this.plans.get(label);
        if (plan?.kind === "failed") this.plans.set(label, { kind: "later", because, output: plan.output });
      }
    }
    if (this.isStopped()) return;
    for (const [label, plan] of this.plans) {
      if (plan.kind === "failed") {
        this.outcomes.set(label, { kind: "failed", reason: plan.reason, output: plan.output });
      }
    }
  }

  private async plan(job: Job): Promise<Plan> {
    const step = this.deployment.verb === "deploy" ? "plan" : "plan-destroy";
    const { code, output } = await this.worker.run(job.instance, step);
    if (code === 0) return { kind: "planned", changes: planned(output) };
    return { kind: "failed", reason: `the plan ended with ${code}`, output };
  }

  /** Whether a yes would do anything. */
  private hasWork(): boolean {
    const works = new Set<string>();
    for (const job of this.deployment.jobs) {
      const plan = this.plans.get(job.label);
      if (plan?.kind === "failed" || plan === undefined) continue;
      if (plan.kind === "later" || plan.changes.any) works.add(job.label);
    }
    return [...works].some((label) => !this.isBlocked(label));
  }

  private isBlocked(label: string): boolean {
    const job = this.byLabel.get(label);
    return (job?.after ?? []).some((one) => this.outcomes.get(one)?.kind === "failed" || this.isBlocked(one));
  }

  private ask(): Promise<boolean> {
    const { verb, input, output } = this.deployment;
    const question = verb === "deploy" ? "Apply this?" : "Destroy this? There is no way back.";
    return askYes(`\n${question} Only "yes" is a yes: `, input, output);
  }

  private async doAll(): Promise<void> {
    const { jobs, parallel, output } = this.deployment;
    const display = displayFor(output, jobs);
    const endings = await runSchedule({
      jobs,
      parallel,
      isStopped: this.isStopped,
      work: async (job) => {
        const outcome = this.outcomes.get(job.label) ?? (await this.attempt(job, display));
        this.outcomes.set(job.label, outcome);
        const rescued = this.copies.rescueState(job.instance, this.logs);
        if (rescued !== undefined) this.rescued.set(job.label, rescued);
        show(display, job, outcome);
        return outcome.kind === "done" || outcome.kind === "unchanged";
      },
    });
    for (const job of jobs) this.settle(job, endings.get(job.label), display);
    display.close();
  }

  private settle(job: Job, ending: Ending | undefined, display: Display): void {
    if (typeof ending === "object") {
      const cause = this.outcomes.get(ending.skipped);
      const outcome: Outcome =
        cause?.kind === "interrupted" ? { kind: "interrupted" } : { kind: "skipped", cause: ending.skipped };
      this.outcomes.set(job.label, outcome);
      show(display, job, outcome);
    }
    if (ending === undefined) this.outcomes.set(job.label, { kind: "interrupted" });
  }

  private async attempt(job: Job, display: Display): Promise<Outcome> {
    const { verb, autoApprove } = this.deployment;
    const plan = this.plans.get(job.label);
    if (verb === "destroy") {
      if (plan?.kind === "planned" && !plan.changes.any) return { kind: "unchanged" };
      display.begin(job, "destroying");
      return this.step(job, "destroy");
    }
    if (autoApprove) {
      display.begin(job, "applying");
      return this.step(job, "deploy");
    }
    return this.applyPlan(job, plan, display);
  }

  /**
   * Applies what was shown. Where something before it has changed, or it could not be planned then, it is planned
   * again; that plan may create and change more than was shown, but not destroy more.
   */
  private async applyPlan(job: Job, shown: Plan | undefined, display: Display): Promise<Outcome> {
    const approved = shown?.kind === "planned" ? shown.changes : NOTHING;
    let changes = approved;
    if (shown?.kind !== "planned" || this.hasMoved(job)) {
      display.begin(job, "planning again");
      const plan = await this.plan(job);
      if (this.isStopped()) return { kind: "interrupted" };
      if (plan.kind !== "planned") return { kind: "failed", reason: "the plan failed", output: plan.output };
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
    const { code, output } = await this.worker.run(job.instance, step);
    if (code === 0) {
      const changes: Changes = applied(output);
      return changes.any || step === "apply-plan"
        ? { kind: "done", changes: { ...changes, any: true } }
        : { kind: "unchanged" };
    }
    if (this.isStopped()) return { kind: "interrupted" };
    const verb = step === "destroy" ? "destroy" : "apply";
    const said = code === 127 ? "could not be started" : `ended with ${code}`;
    return { kind: "failed", reason: `the ${verb} ${said}`, output };
  }

  private finish(): number {
    const { jobs, verb, command, project } = this.deployment;
    const interrupted = this.isStopped();
    const results: Result[] = jobs.map((job) => {
      const rescued = this.rescued.get(job.label);
      const fallback: Outcome = interrupted ? { kind: "interrupted" } : { kind: "unchanged" };
      return {
        job,
        outcome: this.outcomes.get(job.label) ?? fallback,
        log: this.worker.logOf(job.instance),
        ...(rescued === undefined ? {} : { rescued }),
      };
    });
    const show = (path: string): string => {
      const below = relative(resolve(project), path);
      return below.startsWith("..") ? path : below;
    };
    this.print(
      report(results, this.logs, {
        verb,
        command,
        bootstrap: bootstrapCommand(jobs.map((job) => job.instance)),
        paint: this.paint,
        show,
        interrupted,
        killed: this.processes.interrupts > 1,
      }),
    );
    if (interrupted) return CODES.interrupted;
    return results.every(({ outcome }) => outcome.kind === "done" || outcome.kind === "unchanged")
      ? CODES.done
      : CODES.failed;
  }
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
