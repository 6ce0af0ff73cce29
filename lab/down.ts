import { allRuns, endRun } from "./runs";

// Ends every run, also one that another terminal is in the middle of.
async function main(): Promise<void> {
  const runs = allRuns();
  for (const run of runs) {
    await endRun(run, true);
    console.log(`run ${run.id} ended`);
  }
  console.log(runs.length === 0 ? "nothing runs" : "everything is down");
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
