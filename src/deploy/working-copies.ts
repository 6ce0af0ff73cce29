import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { mapping, text } from "../check/path";
import type { Instance } from "../stacks/types";
import { parseYaml } from "../stacks/yaml/parse";
import { fileNameOf } from "./job";
import { isWorkedIn } from "./process-groups";

/** Folder in the project for everything that deploy and destroy write; it ignores itself in git. */
export const WORK_FOLDER = ".eks-autoscaling";

/** Where a component keeps the state that it could not write to the backend (terraform internal/backend/local). */
const RESCUED = "errored.tfstate";

/**
 * Working files of Atmos and Terraform, which must not get from one run into another. The lock file of providers is
 * none of them. backend.tf.json neither: where Atmos does not write it, somebody else did.
 */
const LEFT_OUT =
  /^(\.terraform|terraform\.tfstate.*|errored\.tfstate|providers_override\.tf\.json|.*\.terraform\.tfvars\.json|.*\.planfile)$/;

/** Folders of the project as Atmos sees them. */
export interface ProjectFolders {
  readonly dir: string;
  /** `base_path` of atmos.yaml, absolute. */
  readonly base: string;
  /** Folder of the Terraform components, absolute. */
  readonly components: string;
}

/** The copy that one instance works in. */
export interface WorkingCopy {
  /** Value of ATMOS_COMPONENTS_TERRAFORM_BASE_PATH. */
  readonly componentsPath: string;
  /** Folder of the component in the copy. */
  readonly component: string;
}

/** Reads the folders from atmos.yaml, which the stack reader has already found to be right. */
export function projectFolders(projectDir: string): ProjectFolders {
  const dir = resolve(projectDir);
  const name = existsSync(join(dir, "atmos.yaml")) ? "atmos.yaml" : "atmos.yml";
  const config = mapping(parseYaml(readFileSync(join(dir, name), "utf8"), name));
  const base = resolve(dir, text(config.base_path) ?? ".");
  const path = text(mapping(mapping(config.components).terraform).base_path) ?? "components/terraform";
  return { dir, base, components: resolve(base, path) };
}

/**
 * Working copies of components: two runs in one component folder would overwrite each other's backend, workspace,
 * variables and plan (cloudposse/atmos #225, #2091). A copy has all components, because `!terraform.output` runs in
 * the folder of another one; everything else of the project is linked, so that relative paths out of a component hold.
 */
export class WorkingCopies {
  private readonly root: string;

  /** Makes the folder, and removes those of runs that were killed. */
  constructor(private readonly project: ProjectFolders) {
    const folder = workFolder(project.dir);
    const all = join(folder, "work");
    mkdirSync(all, { recursive: true });
    for (const name of readdirSync(all)) if (isAbandoned(join(all, name))) remove(join(all, name));
    this.root = mkdtempSync(join(all, `${process.pid}-`));
  }

  /** The copy of an instance, made at the first call. */
  of(instance: Instance): WorkingCopy {
    const view = join(this.root, fileNameOf(instance));
    // Components outside of the project have no place in the mirror: their copy stands alone.
    const inside = relative(this.project.dir, this.project.components);
    const isOutside = inside === "" || inside.startsWith("..") || isAbsolute(inside);
    const components = join(view, isOutside ? "components" : inside);
    if (!existsSync(view)) {
      if (isOutside) mkdirSync(view, { recursive: true });
      else mirror(this.project.dir, view, inside.split(sep));
      cpSync(this.project.components, components, {
        recursive: true,
        filter: (source) => !LEFT_OUT.test(basename(source)),
      });
    }
    return {
      // Relative, because Atmos 1.190 joins it to base_path even where it is absolute.
      componentsPath: relative(this.project.base, components),
      component: join(components, instance.component),
    };
  }

  /**
   * Saves the state that Terraform could not write to the backend.
   *
   * @returns the file, or undefined where there is none.
   */
  rescueState(instance: Instance, logs: string): string | undefined {
    const from = join(this.of(instance).component, RESCUED);
    if (!existsSync(from)) return undefined;
    const to = join(logs, `${fileNameOf(instance)}.${RESCUED}`);
    renameOrCopy(from, to);
    return to;
  }

  /** Removes all copies. */
  remove(): void {
    remove(this.root);
  }
}

/** The folder for logs and copies, made where it is missing. */
export function workFolder(projectDir: string): string {
  const folder = join(projectDir, WORK_FOLDER);
  mkdirSync(folder, { recursive: true });
  const ignore = join(folder, ".gitignore");
  if (!existsSync(ignore)) writeFileSync(ignore, "*\n");
  return folder;
}

/** Links everything below `from` into `to`, but for the folders on the way to the components, which are made. */
function mirror(from: string, to: string, way: readonly string[]): void {
  mkdirSync(to, { recursive: true });
  const [next, ...rest] = way;
  for (const name of readdirSync(from)) {
    if (name === next || name === ".git" || name === WORK_FOLDER) continue;
    symlinkSync(join(from, name), join(to, name));
  }
  if (next !== undefined && rest.length > 0) mirror(join(from, next), join(to, next), rest);
}

function renameOrCopy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  try {
    renameSync(from, to);
  } catch {
    // Another file system.
    cpSync(from, to);
    rmSync(from);
  }
}

/** True for the folder of a run that is gone, unless its Terraform still works there or left state unwritten. */
function isAbandoned(folder: string): boolean {
  const pid = Number(basename(folder).split("-")[0]);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") return false;
  }
  if (isWorkedIn(folder)) return false;
  return !readdirSync(folder, { recursive: true, encoding: "utf8" }).some(
    (path) => basename(path) === RESCUED,
  );
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
