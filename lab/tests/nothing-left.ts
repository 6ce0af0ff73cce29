import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { LabTest } from "../lab-test";
import { answers } from "../moto";
import { places } from "../paths";
import { alive, type Recorded, record, recorded } from "../processes";
import { allRuns, ownRuns, readFacts } from "../runs";

/** Ways in which a lab ends before its time. */
const endings = [
  { signal: "SIGINT", title: "Ctrl-C in the middle of the bootstrap", code: 130 },
  { signal: "SIGKILL", title: "killed in the middle of the bootstrap", code: null },
] as const;

export const test: LabTest = {
  title: "Nothing survives Ctrl-C, a kill or lab:down: no process, no port, no folder",
  quick: true,
  run: async ({ projectDir, log }) => {
    for (const { signal, title, code } of endings) {
      const { lab, before } = await startedLab(projectDir, ["--only", "tfstate-backend"]);
      const { processes, endpoint } = await inTheMiddle(before);
      const ended = exitOf(lab);
      lab.kill(signal);
      const actual = await ended;
      if (actual !== code) throw new Error(`${title}: exit code ${actual}, expected ${code}`);
      await mustBeGone(title, processes, endpoint);
      if (signal === "SIGKILL") await mustRun(projectDir, ["run", "--silent", "lab:tools"]);
      mustLeaveNoRun(title, before);
      log(`${title}: ${processes.length} processes and AWS at ${endpoint} are gone`);
    }
    const { lab, before } = await startedLab(projectDir, ["--only", "tfstate-backend", "--keep"]);
    const { id, processes, endpoint } = await inTheMiddle(before);
    const ended = exitOf(lab);
    // By its name, because this test belongs to a run too.
    await mustRun(projectDir, ["run", "--silent", "lab:down", "--", id]);
    await ended;
    await mustBeGone("lab:down", processes, endpoint);
    mustLeaveNoRun("lab:down", before);
    log(`lab:down: ${processes.length} processes and AWS at ${endpoint} are gone`);
  },
};

interface Started {
  readonly lab: ChildProcess;
  /** Runs that were there before. */
  readonly before: ReadonlySet<string>;
}

async function startedLab(projectDir: string, args: readonly string[]): Promise<Started> {
  const before = new Set(allRuns().map(({ id }) => id));
  const tsx = join(projectDir, "node_modules/tsx/dist/loader.mjs");
  // Node itself, not npm or the tsx command: the signal has to reach the lab.
  const lab = spawn(process.execPath, ["--import", tsx, join(projectDir, "lab/main.ts"), ...args], {
    cwd: projectDir,
    stdio: "ignore",
  });
  // Whoever interrupts the tests does not want to keep it.
  for (const run of ownRuns()) {
    if (lab.pid !== undefined) record(run.pids, "lab", lab.pid, false);
  }
  return { lab, before };
}

/** Waits until AWS answers and Atmos has started Terraform. */
async function inTheMiddle(before: ReadonlySet<string>): Promise<{
  readonly id: string;
  readonly processes: readonly Recorded[];
  readonly endpoint: string;
}> {
  const limit = Date.now() + 120_000;
  while (Date.now() < limit) {
    await sleep(200);
    const run = allRuns().find(({ id }) => !before.has(id));
    const endpoint = run === undefined ? undefined : readFacts(run).endpoint;
    if (run === undefined || endpoint === undefined) continue;
    const log = join(run.logs, "bootstrap.log");
    if (!existsSync(log) || !readFileSync(log, "utf8").includes("Creating...")) continue;
    return { id: run.id, processes: recorded(run.pids), endpoint };
  }
  throw new Error("the lab did not come to its first apply within two minutes");
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

/** Within the time that a process has to end itself after SIGTERM. */
async function mustBeGone(title: string, processes: readonly Recorded[], endpoint: string): Promise<void> {
  const limit = Date.now() + 10_000;
  const left = (): readonly string[] => [
    ...processes.filter(alive).map(({ name, pid }) => `${name} (${pid})`),
    ...membersOf(processes.filter(({ group }) => group).map(({ pid }) => pid)),
  ];
  while (left().length > 0 && Date.now() < limit) await sleep(100);
  if (left().length > 0) throw new Error(`${title}: still there: ${left().join(", ")}`);
  if (await answers(endpoint)) throw new Error(`${title}: AWS still answers at ${endpoint}`);
}

/** Processes of these groups that are no zombies, from /proc; none where there is no /proc. */
function membersOf(groups: readonly number[]): string[] {
  if (!existsSync("/proc/self/stat")) return [];
  return readdirSync("/proc").flatMap((pid) => {
    try {
      const line = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
      return fields[0] !== "Z" && groups.includes(Number(fields[2])) ? [line.slice(0, 40)] : [];
    } catch {
      return [];
    }
  });
}

function mustLeaveNoRun(title: string, before: ReadonlySet<string>): void {
  const left = allRuns().filter(({ id }) => !before.has(id));
  if (left.length > 0) {
    throw new Error(`${title}: ${left.map(({ id }) => join(places.runs, id)).join(", ")} is still there`);
  }
}

async function mustRun(projectDir: string, args: readonly string[]): Promise<void> {
  const child = spawn("npm", args, { cwd: projectDir, stdio: "ignore" });
  const code = await exitOf(child);
  if (code !== 0) throw new Error(`npm ${args.join(" ")} ended with ${code}`);
}
