import { allRuns, endRun } from "./runs";
import { ignoreBrokenPipe } from "./signals";

// Ends every run, or those that are named, also one that another terminal is in the middle of.
async function main(): Promise<void> {
  const named = process.argv.slice(2);
  const all = allRuns();
  const unknown = named.filter((id) => !all.some((run) => run.id === id));
  if (unknown.length > 0) {
    const known = all.length === 0 ? "there are none" : `there are ${all.map(({ id }) => id).join(", ")}`;
    throw new Error(`no run ${unknown.join(", ")}: ${known}`);
  }
  const runs = all.filter(({ id }) => named.length === 0 || named.includes(id));
  for (const run of runs) {
    await endRun(run, true);
    console.log(`run ${run.id} ended`);
  }
  console.log(runs.length === 0 ? "nothing runs" : "everything is down");
}

ignoreBrokenPipe();
main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
