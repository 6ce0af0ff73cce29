import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A process that the lab started, as its pid file says. */
export interface Recorded {
  readonly name: string;
  readonly pid: number;
  /** When it started, in the words of the system: a pid that was given to another process has another. */
  readonly started: string;
  /** True when it leads a process group, which then ends as a whole. */
  readonly group: boolean;
}

/** Start of a process in clock ticks since boot (Linux) or as `ps` prints it; undefined when it is gone. */
export function startOf(pid: number): string | undefined {
  if (existsSync("/proc/self/stat")) return linuxStart(pid);
  try {
    const text = execFileSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
    return text === "" || text.startsWith("Z") ? undefined : text.slice(text.indexOf(" ")).trim();
  } catch {
    return undefined;
  }
}

function linuxStart(pid: number): string | undefined {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return undefined;
  }
}

/** Start time in a line of /proc/PID/stat (proc(5), field 22); undefined for a zombie. */
export function parseStat(line: string): string | undefined {
  // Field 2 is the command in brackets and may hold spaces and brackets itself.
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" ? undefined : fields[19];
}

/** Writes the pid file of a process that was just started. */
export function record(folder: string, name: string, pid: number, group: boolean): void {
  mkdirSync(folder, { recursive: true });
  const entry: Recorded = { name, pid, started: startOf(pid) ?? "", group };
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(entry)}\n`);
}

/** Removes the pid file of a process that ended. */
export function forget(folder: string, name: string): void {
  rmSync(join(folder, `${name}.json`), { force: true });
}

/** All pid files of a folder. A file that cannot be read, cut short by a crash, counts as none. */
export function recorded(folder: string): Recorded[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .flatMap((file) => {
      try {
        return [JSON.parse(readFileSync(join(folder, file), "utf8")) as Recorded];
      } catch {
        return [];
      }
    });
}

/** True when the process that was recorded still runs: same pid and same start. */
export function alive(entry: Recorded): boolean {
  return startOf(entry.pid) === entry.started;
}

/** Ends recorded processes with their groups: SIGTERM, and SIGKILL after `patience` milliseconds. */
export async function end(entries: readonly Recorded[], patience = 5000): Promise<void> {
  const ours = entries.filter(alive);
  for (const entry of ours) signal(entry, "SIGTERM");
  const limit = Date.now() + patience;
  while (ours.some(lives) && Date.now() < limit) await sleep(50);
  for (const entry of ours.filter(lives)) signal(entry, "SIGKILL");
  while (ours.some(lives) && Date.now() < limit + 5000) await sleep(50);
}

/** A leader may be gone while its group still runs. */
function lives(entry: Recorded): boolean {
  if (!entry.group) return alive(entry);
  try {
    process.kill(-entry.pid, 0);
    return alive(entry) || groupRuns(entry.pid);
  } catch {
    return false;
  }
}

/** True when the group has a member that is no zombie: zombies answer signal 0 too. */
function groupRuns(group: number): boolean {
  if (!existsSync("/proc/self/stat")) return true;
  return readdirSync("/proc").some((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const line = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
      return fields[0] !== "Z" && fields[2] === String(group);
    } catch {
      return false;
    }
  });
}

function signal(entry: Recorded, name: NodeJS.Signals): void {
  try {
    process.kill(entry.group ? -entry.pid : entry.pid, name);
  } catch {
    // It ended in between.
  }
}
