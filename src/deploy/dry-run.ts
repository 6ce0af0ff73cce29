import { atmosCommand } from "./atmos";
import { levelsOf } from "./graph";
import type { Job, Verb } from "./job";

/** What would be run, by steps: all of a step at the same time, each step after those before. */
export function dryRun(jobs: readonly Job[], verb: Verb, parallel: number): readonly string[] {
  const levels = levelsOf(jobs);
  const commands = levels.flatMap((level, position) => [
    `step ${position + 1}`,
    ...level.map(
      (job) =>
        `  ${atmosCommand(verb, job.instance)}${job.after.length === 0 ? "" : `   # after ${job.after.join(", ")}`}`,
    ),
  ]);
  const most = Math.max(...levels.map((level) => level.length));
  return [
    ...commands,
    "",
    `${jobs.length} instances in ${levels.length} steps, at most ${Math.min(most, parallel)} at the same time. Nothing was run.`,
  ];
}
