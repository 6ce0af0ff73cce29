import { cpSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { projectDir } from "./paths";
import type { Run } from "./runs";

/** What Atmos needs of the project. */
const PARTS = ["atmos.yaml", "catalog", "components", "schemas", "stacks"];

/** Working files of Atmos and Terraform: a user's own must not get into the lab, nor the lab's into the project. */
const WORKING_FILES =
  /^(\.terraform|\.terraform\.lock\.hcl|terraform\.tfstate.*|backend\.tf\.json|providers_override\.tf\.json|.*\.terraform\.tfvars\.json|.*\.planfile)$/;

/** Copies the project's stacks and components into the run, unchanged. @returns the folder to run Atmos in */
export function projectView(run: Run): string {
  const view = join(run.dir, "project");
  mkdirSync(view, { recursive: true });
  for (const part of PARTS) {
    cpSync(join(projectDir, part), join(view, part), {
      recursive: true,
      filter: (source) => !WORKING_FILES.test(basename(source)),
    });
  }
  return view;
}
