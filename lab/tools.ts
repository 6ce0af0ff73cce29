import { makeEverything } from "./make";
import { endRun, newRun } from "./runs";
import { onSignal } from "./signals";

// Makes what the lab needs and what is missing, and says what it does meanwhile.
const run = newRun({ keep: false });
const interrupted = onSignal((name) => {
  console.log(`${name}: stopping, what is half-made is removed`);
  return endRun(run);
});

makeEverything((line) => console.log(line), run.pids).then(
  async () => {
    await endRun(run);
    console.log("the lab has all it needs");
  },
  async (error: unknown) => {
    if (interrupted()) return;
    await endRun(run);
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
