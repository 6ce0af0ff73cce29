import { inventory } from "./aws";
import { answers } from "./moto";
import { projectDir } from "./paths";
import { alive, recorded } from "./processes";
import { reportLines } from "./report";
import { allRuns, OWNER, type Run, readFacts } from "./runs";
import { select } from "./selection";
import { ignoreBrokenPipe } from "./signals";

// What runs, and what exists in it.
async function status(run: Run): Promise<void> {
  const { endpoint, instances, keep } = readFacts(run);
  console.log(`run ${run.id}${keep ? ", kept" : ""}. Logs: ${run.logs}`);
  const processes = recorded(run.pids).filter((entry) => entry.name !== OWNER || alive(entry));
  for (const entry of processes) {
    console.log(`  ${entry.name}: process ${entry.pid}, ${alive(entry) ? "runs" : "gone"}`);
  }
  if (instances !== undefined) console.log(`  ${instances.join(", ")}`);
  if (endpoint === undefined) return;
  const up = await answers(endpoint);
  console.log(`  AWS: ${endpoint}, ${up ? "answers" : "does not answer"}`);
  if (!up) return;
  const { accounts } = select(projectDir, { only: undefined, stack: undefined });
  for (const line of reportLines(await inventory(endpoint, accounts))) console.log(`  ${line}`);
}

async function main(): Promise<void> {
  const runs = allRuns();
  if (runs.length === 0) console.log("nothing runs");
  for (const run of runs) await status(run);
}

ignoreBrokenPipe();
main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
