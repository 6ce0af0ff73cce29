import { makeEverything } from "./make";
import { endAbandonedRuns, endRun, newRun } from "./runs";
import { ignoreBrokenPipe, onSignal } from "./signals";

// Makes what the lab needs and what is missing, and says what it does meanwhile.
async function main(): Promise<void> {
  await endAbandonedRuns();
  const run = newRun({ keep: false });
  const interrupted = onSignal((name) => {
    console.log(`${name}: stopping, what is half-made is removed`);
    return endRun(run);
  });
  try {
    await makeEverything((line) => console.log(line), run.pids);
    console.log("the lab has all it needs");
  } catch (error) {
    if (interrupted()) await new Promise<never>(() => {});
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
  await endRun(run);
}

ignoreBrokenPipe();
main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
