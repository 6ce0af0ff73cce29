import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** A command to measure. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes of a run that did its work. @default [0] */
  readonly expectedCodes?: readonly number[];
}

/** What one run, or the median of several, cost. */
export interface Cost {
  /** Seconds from start to end. */
  readonly wall: number;
  /** Seconds of processor time in the program and its children. */
  readonly user: number;
  /** Peak of the resident memory of the process and all its children together, in MiB; 0 where /proc is missing. */
  readonly memory: number;
}

/** Time between two looks at the memory, in milliseconds. */
const LOOK = 10;

/**
 * Runs the commands in turns (A B A B), so that a change of the machine's load meets all of them.
 *
 * @returns the median of each.
 * @throws when a run ends with an unexpected code.
 */
export async function measureInTurns(commands: readonly Command[], rounds: number): Promise<readonly Cost[]> {
  const runs: Cost[][] = commands.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, command] of commands.entries()) runs[index]?.push(await measure(command));
  }
  return runs.map((costs) => ({
    wall: median(costs.map(({ wall }) => wall)),
    user: median(costs.map(({ user }) => user)),
    memory: median(costs.map(({ memory }) => memory)),
  }));
}

/** bash reports what it waited for: the processor time of the program and of its children. */
function measure({ program, args, cwd, env, expectedCodes = [0] }: Command): Promise<Cost> {
  const script = 'TIMEFORMAT="%R %U"; { time "$@" >/dev/null 2>/dev/null; } 2>&1; exit $?';
  return new Promise((resolve, reject) => {
    const child = spawn("bash", ["-c", script, "measure", program, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    let memory = 0;
    child.stdout.on("data", (data) => {
      output += String(data);
    });
    const timer = setInterval(() => {
      memory = Math.max(memory, child.pid === undefined ? 0 : memoryBelow(child.pid));
    }, LOOK);
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(timer);
      const [wall, user] = output.trim().split(" ").map(Number);
      if (wall === undefined || user === undefined || !expectedCodes.includes(code ?? -1)) {
        reject(new Error(`${program} ${args.join(" ")} in ${cwd} ended with ${code}: ${output}`));
      } else resolve({ wall, user, memory });
    });
  });
}

/** Resident memory of all descendants of a process in MiB, the process itself (bash) not counted. */
function memoryBelow(pid: number): number {
  let sum = 0;
  for (const child of childrenOf(pid)) sum += residentOf(child) + memoryBelow(child);
  return sum;
}

function childrenOf(pid: number): readonly number[] {
  const text = readProc(`/proc/${pid}/task/${pid}/children`);
  return text
    .split(" ")
    .filter((part) => part !== "")
    .map(Number);
}

function residentOf(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+)/m.exec(readProc(`/proc/${pid}/status`))?.[1];
  return Number(kibibytes ?? 0) / 1024;
}

/** Empty when the process has ended, or where there is no /proc. */
function readProc(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
