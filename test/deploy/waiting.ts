import { setTimeout as sleep } from "node:timers/promises";

/** Waits until a condition holds: it is asked every 25 ms, `attempts` times at most. */
export async function untilWithin(attempts: number, condition: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < attempts && !condition(); attempt++) await sleep(25);
  expect(condition()).toBe(true);
}

/** Whether a process is there. */
export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
