import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { makeTools } from "./build-tools";
import { makeMirror } from "./mirror";
import type { Log } from "./progress";
import { makePythonEnvironment } from "./python-environment";

/** Makes everything that the lab needs and that is missing. A second time there is nothing to do. */
export async function makeEverything(log: Log, pids: string): Promise<void> {
  await makeTools(log, pids);
  await makePythonEnvironment(log, pids);
  await makeMirror(findTerraform());
}

/** Terraform is not built: it is only looked for. */
export function findTerraform(): string | undefined {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, "terraform"))
    .find((file) => existsSync(file));
}
