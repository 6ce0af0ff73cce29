import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { places, projectDir } from "./paths";
import { forget, record } from "./processes";

/** A command of the lab. */
export interface Command {
  /** Name of its pid file. */
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** File that receives its output, appended. */
  readonly log: string;
  /** Folder of pid files. */
  readonly pids: string;
  /** Python that runs the guard. @default the lab's own */
  readonly python?: string;
  /** False for what has to outlive the lab's own process. @default true */
  readonly guarded?: boolean;
}

/**
 * Starts a command without standard input, as the leader of a process group of its own with a pid file. It ends when
 * the process that started it is gone.
 */
export function start(command: Command): ChildProcess {
  const guard = [
    command.python ?? places.python,
    join(projectDir, "lab/python/guard.py"),
    String(process.pid),
  ] as const;
  const [file, ...args] = command.guarded === false ? command.command : [...guard, ...command.command];
  const output = openSync(command.log, "a");
  const child = spawn(file as string, args, {
    cwd: command.cwd,
    env: command.env,
    detached: true,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  if (child.pid !== undefined) record(command.pids, command.name, child.pid, true);
  if (command.guarded === false) child.unref();
  return child;
}

/** Runs a command to its end and returns its exit code; 127 when it could not be started, 128 + n after signal n. */
export function run(command: Command): Promise<number> {
  return new Promise((resolve) => {
    const child = start(command);
    child.on("error", () => resolve(127));
    child.on("close", (code) => {
      forget(command.pids, command.name);
      resolve(code ?? 128);
    });
  });
}

/** The last lines of a log, without colours and without the padding that Atmos adds. */
export function tail(log: string, lines: number): string {
  return plain(readFileSync(log, "utf8"))
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "")
    .slice(-lines)
    .join("\n");
}

/** Text without terminal colours. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
  return text.replace(/\u001b\[[0-9;]*m/g, "");
}
