import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const made: string[] = [];

/** A project folder with these files; `atmos.yaml` is added unless it is among them. */
export function project(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), "stacks-"));
  made.push(dir);
  for (const [path, text] of Object.entries({ "atmos.yaml": ATMOS, ...files })) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

/** Removes every folder that `project` made. */
export function removeProjects(): void {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true });
}

/** Stacks in stacks/deploy, named after `vars.stage`. */
export const ATMOS = `base_path: "."
components:
  terraform:
    base_path: components/terraform
stacks:
  base_path: stacks
  included_paths: ["deploy/**/*"]
  excluded_paths: ["**/_*"]
  name_template: "{{ .vars.stage }}"
`;
