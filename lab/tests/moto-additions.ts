import { join } from "node:path";
import { askEnvironment } from "../aws";
import { run as runCommand, tail } from "../command";
import type { LabTest } from "../lab-test";
import { startMoto } from "../moto";
import { places, projectDir } from "../paths";
import { endRun, newRun } from "../runs";

export const test: LabTest = {
  title:
    "The lab's AWS knows associations and access entries of EKS, its images, and prices of every instance",
  quick: true,
  run: async ({ log, scratch }) => {
    const run = newRun({ keep: false });
    try {
      const endpoint = await startMoto(run, false);
      const logFile = join(scratch, "moto-additions.log");
      const code = await runCommand({
        name: "moto-additions",
        command: [places.python, join(projectDir, "lab/python/moto_additions_test.py"), "-v"],
        cwd: scratch,
        env: askEnvironment(endpoint),
        log: logFile,
        pids: run.pids,
      });
      if (code !== 0) throw new Error(tail(logFile, 60));
      log(tail(logFile, 1));
    } finally {
      await endRun(run);
    }
  },
};
