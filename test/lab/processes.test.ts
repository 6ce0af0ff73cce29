import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alive, end, parseStat, record, recorded, startOf } from "../../lab/processes";

describe("processes of the lab", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lab-processes-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test.each([
    ["a plain command", "17 (node) S 1 17 17 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654 1 2", "987654"],
    [
      "a command with brackets and spaces",
      "17 (a) b (c) S 1 17 17 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 42 1 2",
      "42",
    ],
    [
      "a zombie, which is gone",
      "17 (node) Z 1 17 17 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654 1 2",
      undefined,
    ],
  ])("the start of %s is read from its line in /proc", (_, line, expected) => {
    expect(parseStat(line)).toBe(expected);
  });

  test("a pid that now belongs to another process is not taken for ours", () => {
    record(folder, "own", process.pid, false);
    const [own] = recorded(folder);
    if (own === undefined) throw new Error("no pid file");
    expect([alive(own), alive({ ...own, started: "another time" })]).toStrictEqual([true, false]);
  });

  test("what a recorded process started ends with it", async () => {
    const child = spawn("sh", ["-c", "sleep 60 & echo $!; wait"], {
      detached: true,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const grandchild = await new Promise<number>((resolve) =>
      child.stdout.once("data", (text: Buffer) => resolve(Number(text.toString()))),
    );
    record(folder, "shell", child.pid ?? 0, true);
    await end(recorded(folder));
    expect([startOf(child.pid ?? 0), startOf(grandchild)]).toStrictEqual([undefined, undefined]);
  });

  test("a process of somebody else is left alone when its pid is in an old pid file", async () => {
    const child = spawn("sleep", ["60"], { detached: true, stdio: "ignore" });
    const pid = child.pid ?? 0;
    await end([{ name: "old", pid, started: "another time", group: true }]);
    const lives = startOf(pid) !== undefined;
    process.kill(pid, "SIGKILL");
    expect(lives).toBe(true);
  });
});
