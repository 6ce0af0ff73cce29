import { mkdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { paintFor } from "../check/colour";
import { onPath } from "./atmos";
import type { Output } from "./display";
import { bootstrapCommand } from "./hints";
import type { Job, Verb } from "./job";
import { logFolder } from "./logs";
import type { Outcome, Result } from "./outcome";
import { makePlans } from "./planning";
import { hasWork, type Plan, planSummary } from "./plans";
import { Processes } from "./processes";
import { askYes, type Input } from "./question";
import { report } from "./report";
import { Rollout } from "./rollout";
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
const CODES = { done: 0, failed: 1, interrupted: 130 } as const;

const MESSAGES = [
  "\nInterrupted: what runs stops and releases its locks. Once more to kill it.\n",
  "\nKilled.\n",
] as const;

/** The parts of one run. */
interface Parts {
  readonly logs: string;
  readonly copies: WorkingCopies;
  readonly processes: Processes;
  readonly worker: Worker;
  /** Aborted by the first interrupt. */
  readonly stop: AbortSignal;
}

/**
 * Plans, asks, and applies or destroys.
 *
 * @returns the exit code: 0 done, 1 a failure or a no, 130 interrupted
 * @throws when Atmos is not on the PATH, or the project's files cannot be copied
 */
export async function runDeployment(deployment: Deployment): Promise<number> {
  const { env, output, verb } = deployment;
  const atmos = onPath("atmos", env.PATH);
  if (atmos === undefined) {
    throw new Error("atmos is not on the PATH: install Atmos 1.190 or newer, or add its folder to PATH");
  }
  const project = resolve(deployment.project);
  const folder = workFolder(project);
  const logs = deployment.logs === undefined ? logFolder(folder, verb) : resolve(deployment.logs);
  mkdirSync(logs, { recursive: true });
  const processes = new Processes();
  const stop = new AbortController();
  const release = onSignals(deployment.signals, () => {
    processes.interrupt();
    stop.abort();
    const message = MESSAGES[processes.interrupts - 1];
    if (message !== undefined) output.write(message);
  });
  const copies = new WorkingCopies(projectFolders(project));
  try {
    const pluginCache = join(folder, "plugins");
    const worker = new Worker({ project, atmos, env, logs, pluginCache, copies, processes });
    return await planAndRun(deployment, { logs, copies, processes, worker, stop: stop.signal });
  } finally {
    release();
    processes.close();
    copies.remove();
  }
}

async function planAndRun(deployment: Deployment, parts: Parts): Promise<number> {
  const { jobs, autoApprove, output, verb, input } = deployment;
  const { worker, copies, logs, stop } = parts;
  const isStopped = (): boolean => stop.aborted;
  const paint = paintFor(output);
  let plans: ReadonlyMap<string, Plan> = new Map();
  if (!autoApprove) {
    plans = await makePlans({ ...deployment, worker, isStopped });
    if (isStopped()) return finish(deployment, parts, new Map(), new Map());
    for (const line of planSummary(jobs, plans, paint)) output.write(`${line}\n`);
    if (hasWork(jobs, plans)) {
      const question = verb === "deploy" ? "Apply this?" : "Destroy this? There is no way back.";
      if (!(await askYes(`\n${question} Only "yes" is a yes: `, input, output, stop))) {
        output.write("\nNothing was changed.\n");
        return isStopped() ? CODES.interrupted : CODES.failed;
      }
    }
  }
  const rescued = new Map<string, string>();
  const ended = (job: Job): void => {
    const file = copies.rescueState(job.instance, logs);
    if (file !== undefined) rescued.set(job.label, file);
  };
  const outcomes = await new Rollout({ ...deployment, worker, isStopped, plans, ended }).run();
  return finish(deployment, parts, outcomes, rescued);
}

/** Prints the report. @returns the exit code */
function finish(
  deployment: Deployment,
  { logs, processes, worker }: Parts,
  outcomes: ReadonlyMap<string, Outcome>,
  rescued: ReadonlyMap<string, string>,
): number {
  const { jobs, verb, command, output } = deployment;
  const project = resolve(deployment.project);
  const results: Result[] = jobs.map((job) => {
    const file = rescued.get(job.label);
    return {
      job,
      outcome: outcomes.get(job.label) ?? { kind: "interrupted" },
      log: worker.logOf(job.instance),
      ...(file === undefined ? {} : { rescued: file }),
    };
  });
  const lines = report(results, logs, {
    verb,
    command,
    bootstrap: bootstrapCommand(jobs.map((job) => job.instance)),
    paint: paintFor(output),
    show: (path) => (relative(project, path).startsWith("..") ? path : relative(project, path)),
    killed: processes.interrupts > 1,
  });
  for (const line of lines) output.write(`${line}\n`);
  if (processes.interrupts > 0) return CODES.interrupted;
  const went = results.every(({ outcome }) => outcome.kind === "done" || outcome.kind === "unchanged");
  return went ? CODES.done : CODES.failed;
}
