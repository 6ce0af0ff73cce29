import { spawn } from "node:child_process";
import { join } from "node:path";
import { type Stage, withStage } from "./stub-atmos";
import { runs, untilWithin } from "./waiting";

const root = join(__dirname, "../..");
const SLOW = { sleep: { "mgmt-use1/tfstate-backend": 20_000 } };

/** Starts the command line in a process of its own. */
function start(stage: Stage) {
  const tsx = join(root, "node_modules/tsx/dist");
  const args = ["--require", join(tsx, "preflight.cjs"), "--import", `file://${join(tsx, "loader.mjs")}`];
  const command = ["deploy", "-s", "mgmt-use1", "--auto-approve", "--project", stage.project];
  const child = spawn(process.execPath, [...args, join(root, "src/cli/index.ts"), ...command], {
    env: stage.env,
    stdio: "ignore",
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on("exit", resolve);
  });
  return { child, ended };
}

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s lets the running Atmos stop by itself, ends with 130 and leaves no process",
  (signal) =>
    withStage(SLOW, async (stage) => {
      const { child, ended } = start(stage);
      await untilWithin(400, () => stage.calls().length > 0);
      child.kill(signal);
      expect(await ended).toBe(130);
      expect(stage.calls().map((call) => [call.event, runs(call.pid)])).toEqual([
        ["begin", false],
        ["SIGINT", false],
        ["end", false],
      ]);
    }),
  20_000,
);

test(
  "a deploy that is killed still lets its Atmos stop and release its lock",
  () =>
    withStage(SLOW, async (stage) => {
      const { child, ended } = start(stage);
      await untilWithin(400, () => stage.calls().length > 0);
      child.kill("SIGKILL");
      await ended;
      await untilWithin(400, () => stage.calls().some((call) => call.event === "end"));
      await untilWithin(400, () => stage.calls().every((call) => !runs(call.pid)));
      expect(stage.calls().map((call) => call.event)).toEqual(["begin", "SIGINT", "end"]);
    }),
  20_000,
);
