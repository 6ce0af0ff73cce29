import { inventory } from "./aws";
import { answers } from "./moto";
import { projectDir } from "./paths";
import { alive, recorded } from "./processes";
import { reportLines } from "./report";
import { allRuns, type Run, readFacts } from "./runs";
import { select } from "./selection";

// What runs, and what exists in it.
async function status(run: Run): Promise<void> {
  const { endpoint, instances, keep } = readFacts(run);
  console.log(`run ${run.id}${keep ? ", kept" : ""}. Logs: ${run.logs}`);
  for (const entry of recorded(run.pids)) {
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

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
