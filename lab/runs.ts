import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { places } from "./paths";
import { alive, end, record, recorded } from "./processes";

/** A run of the lab: its folder under .lab/run and what is known of it. */
export interface Run {
  readonly id: string;
  readonly dir: string;
  /** Pid files. */
  readonly pids: string;
  /** Logs, which stay when the run is gone. */
  readonly logs: string;
}

/** What a run tells `lab:status`. */
export interface RunFacts {
  readonly endpoint?: string;
  readonly instances?: readonly string[];
  /** True when it is to stay up after `npm run lab` has ended. */
  readonly keep: boolean;
}

/** Name of the pid file of the process that owns a run. */
export const OWNER = "owner";
/** Runs whose logs are kept. */
const LOGS = 5;

/** Makes the folder of a new run, owned by this process. */
export function newRun(facts: RunFacts): Run {
  const time = new Date()
    .toISOString()
    .replace(/[-:]|\.\d+Z$/g, "")
    .replace("T", "-");
  const run = runOf(`${time}-${process.pid}`);
  mkdirSync(run.dir, { recursive: true });
  mkdirSync(run.logs, { recursive: true });
  record(run.pids, OWNER, process.pid, false);
  writeFacts(run, facts);
  const alive = new Set(allRuns().map(({ id }) => id));
  for (const old of logsToForget(readdirSync(places.logs), alive)) {
    rmSync(join(places.logs, old), { recursive: true, force: true });
  }
  return run;
}

/**
 * The log folders of all runs but the last five. Logs of builds, and of runs that still have a folder, stay.
 *
 * @param names what is in the folder of logs
 * @param alive ids of the runs that are there
 */
export function logsToForget(names: readonly string[], alive: ReadonlySet<string>): readonly string[] {
  const ofRuns = names.filter((name) => /^\d{8}-\d{6}-\d+$/.test(name)).sort();
  return ofRuns.slice(0, -LOGS).filter((name) => !alive.has(name));
}

/** All runs that left a folder, oldest first. */
export function allRuns(): Run[] {
  return existsSync(places.runs) ? readdirSync(places.runs).sort().map(runOf) : [];
}

export function writeFacts(run: Run, facts: RunFacts): void {
  writeFileSync(join(run.dir, "run.json"), `${JSON.stringify(facts, null, 2)}\n`);
}

/** What a run says of itself; a file cut short by a crash says nothing. */
export function readFacts(run: Run): RunFacts {
  try {
    return JSON.parse(readFileSync(join(run.dir, "run.json"), "utf8")) as RunFacts;
  } catch {
    return { keep: false };
  }
}

/** True while the process that started the run is there. */
export function owned(run: Run): boolean {
  return recorded(run.pids).some((entry) => entry.name === OWNER && alive(entry));
}

/** The runs that this process owns. */
export function ownRuns(): Run[] {
  return allRuns().filter((run) =>
    recorded(run.pids).some((entry) => entry.name === OWNER && entry.pid === process.pid && alive(entry)),
  );
}

/** Ends everything that a run started and removes its folder. The owner ends itself, unless `ownerToo`. */
export async function endRun(run: Run, ownerToo = false): Promise<void> {
  const entries = recorded(run.pids).filter((entry) => entry.pid !== process.pid);
  if (ownerToo)
    await end(
      entries.filter((entry) => entry.name === OWNER),
      15_000,
    );
  await end(entries.filter((entry) => entry.name !== OWNER));
  rmSync(run.dir, { recursive: true, force: true, maxRetries: 5 });
}

/** Ends what runs left that were killed: neither kept nor owned by a living process. @returns their ids */
export async function endAbandonedRuns(): Promise<string[]> {
  const abandoned = allRuns().filter((run) => !owned(run) && !readFacts(run).keep);
  for (const run of abandoned) await endRun(run);
  return abandoned.map((run) => run.id);
}

function runOf(id: string): Run {
  const dir = join(places.runs, id);
  return { id, dir, pids: join(dir, "pids"), logs: join(places.logs, id) };
}
