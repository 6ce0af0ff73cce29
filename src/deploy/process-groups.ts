import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Sends a signal to every process of a group; a group that is gone is no error. */
export function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch {
    // It ended in between.
  }
}

/** True while a process of the group runs. Zombies do not count: where nobody collects them they stay. */
export function groupLives(group: number): boolean {
  try {
    process.kill(-group, 0);
  } catch {
    return false;
  }
  if (!existsSync("/proc/self/stat")) return true;
  return readdirSync("/proc").some((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      // proc(5): state is field 3 and the group field 5; field 2, in brackets, may hold spaces.
      const line = readFileSync(`/proc/${pid}/stat`, "utf8");
      const [state, , groupOfPid] = line.slice(line.lastIndexOf(")") + 2).split(" ");
      return state !== "Z" && groupOfPid === String(group);
    } catch {
      return false;
    }
  });
}

/** True when a process works below a folder. Asks the system for working folders where it has /proc, else says no. */
export function isWorkedIn(folder: string): boolean {
  if (!existsSync("/proc/self/cwd")) return false;
  return readdirSync("/proc").some((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readlinkSync(`/proc/${pid}/cwd`).startsWith(`${folder}/`);
    } catch {
      return false;
    }
  });
}
