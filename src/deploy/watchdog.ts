import { type ChildProcess, spawn } from "node:child_process";

/**
 * Program of the watchdog. Its standard input ends when this process is gone, however it ended; then it asks every
 * group that is left to stop. SIGINT and not SIGKILL: Terraform writes its state and releases its lock.
 */
const PROGRAM = `
const groups = new Set();
let rest = "";
process.on("SIGINT", () => {});
process.stdin.setEncoding("utf8");
process.stdin.on("data", (text) => {
  const lines = (rest + text).split("\\n");
  rest = lines.pop();
  for (const line of lines) line[0] === "+" ? groups.add(+line.slice(1)) : groups.delete(+line.slice(1));
});
process.stdin.on("end", () => {
  for (const group of groups) try { process.kill(-group, "SIGINT"); } catch {}
});
`;

/** Stops what this process started when it is killed and cannot do so itself. Started with the first group. */
export class Watchdog {
  private child: ChildProcess | undefined;

  /** Watches a process group. */
  watch(group: number): void {
    if (this.child === undefined) {
      this.child = spawn(process.execPath, ["-e", PROGRAM], {
        detached: true,
        stdio: ["pipe", "ignore", "ignore"],
      });
      // Writing to a watchdog that is gone must not end the deployment.
      this.child.on("error", () => {});
      this.child.stdin?.on("error", () => {});
      this.child.unref();
    }
    this.child.stdin?.write(`+${group}\n`);
  }

  /** Stops watching a group that has ended. */
  forget(group: number): void {
    this.child?.stdin?.write(`-${group}\n`);
  }

  /** Ends the watchdog. */
  close(): void {
    this.child?.stdin?.end();
    this.child = undefined;
  }
}
