import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { groupLives, signalGroup } from "./process-groups";
import { Watchdog } from "./watchdog";

/** A command of one instance. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** File that gets what it prints, appended. */
  readonly log: string;
}

/** How a command ended. */
export interface Exit {
  /** 127 when it could not be started, 128 when a signal ended it. */
  readonly code: number;
  /** What it printed. */
  readonly output: string;
}

/** Milliseconds between two looks at a group whose leader has ended. */
const LOOK = 50;

/**
 * Runs commands, each as the leader of a process group: Ctrl-C on the terminal does not reach them, they get it from
 * here, once. Atmos 1.190 dies of it while Terraform goes on to release its lock, so a command has ended only when its
 * whole group has.
 */
export class Processes {
  private readonly groups = new Set<number>();
  private readonly watchdog = new Watchdog();
  private signals = 0;

  /** How often `interrupt` was called. */
  get interrupts(): number {
    return this.signals;
  }

  /** Runs a command to its end. After an interrupt nothing is started any more: the code is 130. */
  async run(command: Command): Promise<Exit> {
    if (this.signals > 0) return { code: 130, output: "" };
    const log = openSync(command.log, "a", 0o600);
    const before = statSync(command.log).size;
    let child: ChildProcess;
    try {
      writeSync(log, `$ ${[command.file, ...command.args].join(" ")}\n`);
      child = spawn(command.file, command.args, {
        cwd: command.cwd,
        env: command.env,
        detached: true,
        stdio: ["ignore", log, log],
      });
    } finally {
      closeSync(log);
    }
    const code = await this.end(child);
    return { code, output: readFileSync(command.log).subarray(before).toString("utf8") };
  }

  /** The first time asks everything that runs to stop; from the second time on ends it. */
  interrupt(): void {
    this.signals += 1;
    for (const group of this.groups) signalGroup(group, this.signals === 1 ? "SIGINT" : "SIGKILL");
  }

  /** Ends what this object started for itself. */
  close(): void {
    for (const group of this.groups) signalGroup(group, "SIGKILL");
    this.watchdog.close();
  }

  private async end(child: ChildProcess): Promise<number> {
    const group = child.pid;
    if (group !== undefined) {
      this.groups.add(group);
      this.watchdog.watch(group);
    }
    const code = await new Promise<number>((resolve) => {
      child.on("error", () => resolve(127));
      child.on("exit", (value) => resolve(value ?? 128));
    });
    if (group === undefined) return code;
    while (groupLives(group)) await sleep(LOOK);
    this.groups.delete(group);
    this.watchdog.forget(group);
    return code;
  }
}
