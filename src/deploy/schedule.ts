import type { Job } from "./job";

/** How a job ended. `skipped` names the job that it waited for in vain. */
export type Ending = "done" | "failed" | { readonly skipped: string };

/** What the scheduler needs. */
export interface Schedule {
  readonly jobs: readonly Job[];
  /** Jobs at the same time, at least 1. */
  readonly parallel: number;
  /** Whether jobs wait for those that they come after. @default true */
  readonly ordered?: boolean;
  /** True when nothing new may be started. */
  readonly isStopped: () => boolean;
  /** Does one job. Returns whether it went well; must not throw. */
  readonly work: (job: Job) => Promise<boolean>;
}

/**
 * Does jobs at the same time, each as soon as what it waits for is done. What comes after a failed job is skipped, the
 * rest goes on. Jobs that were never started because of a stop have no ending.
 */
export async function runSchedule(schedule: Schedule): Promise<ReadonlyMap<string, Ending>> {
  const { jobs, parallel, isStopped, work } = schedule;
  const endings = new Map<string, Ending>();
  const labels = new Set(jobs.map((job) => job.label));
  const waitsFor = (job: Job): readonly string[] =>
    schedule.ordered === false ? [] : job.after.filter((label) => labels.has(label));
  const running = new Map<string, Promise<void>>();
  const isOpen = (job: Job): boolean => !endings.has(job.label) && !running.has(job.label);

  const skip = (): void => {
    let skipped = true;
    while (skipped) {
      skipped = false;
      for (const job of jobs.filter(isOpen)) {
        const cause = waitsFor(job).find((label) => (endings.get(label) ?? "done") !== "done");
        if (cause === undefined) continue;
        const ending = endings.get(cause);
        endings.set(job.label, { skipped: typeof ending === "object" ? ending.skipped : cause });
        skipped = true;
      }
    }
  };
  const start = (job: Job): void => {
    const ended = work(job).then((went) => {
      endings.set(job.label, went ? "done" : "failed");
      running.delete(job.label);
    });
    running.set(job.label, ended);
  };

  while (true) {
    skip();
    if (!isStopped()) {
      const ready = jobs.filter(
        (job) => isOpen(job) && waitsFor(job).every((label) => endings.get(label) === "done"),
      );
      for (const job of ready.slice(0, Math.max(0, parallel - running.size))) start(job);
    }
    if (running.size === 0) return endings;
    await Promise.race(running.values());
  }
}
