import { resolve } from "node:path";
import { makeCharts } from "./charts";

/** `tsx lab/charts/build.ts FOLDER`: the charts in the pinned versions, for a look at them. */
async function main(): Promise<void> {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error("usage: tsx lab/charts/build.ts FOLDER");
  for (const name of await makeCharts(resolve(folder))) console.log(name);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
