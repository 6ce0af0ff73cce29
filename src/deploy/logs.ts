import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Verb } from "./job";

/** Runs whose logs are kept. */
const KEPT = 20;

/** A new folder for the logs of a run, named by its time (UTC). Removes the oldest, those with saved state excepted. */
export function logFolder(workFolder: string, verb: Verb, now = new Date()): string {
  const all = join(workFolder, "logs");
  mkdirSync(all, { recursive: true });
  for (const name of readdirSync(all)
    .sort()
    .slice(0, -KEPT + 1)) {
    const folder = join(all, name);
    if (readdirSync(folder).some((file) => file.endsWith(".tfstate"))) continue;
    rmSync(folder, { recursive: true, force: true });
  }
  const time = now
    .toISOString()
    .replaceAll(/[-:]|\.\d+Z$/g, "")
    .replace("T", "-");
  const folder = join(all, `${time}-${verb}-${process.pid}`);
  mkdirSync(folder);
  return folder;
}
