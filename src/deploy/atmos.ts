import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, delimiter, join } from "node:path";
import type { Instance } from "../stacks/types";

/** What Atmos is asked to do with an instance. */
export type Step = "init" | "plan" | "apply-plan" | "deploy" | "plan-destroy" | "destroy";

/** The arguments that lead to a step; `--` parts those for Atmos from those for Terraform. */
const STEPS: Readonly<
  Record<Step, { readonly atmos: readonly string[]; readonly terraform: readonly string[] }>
> = {
  init: { atmos: ["init"], terraform: ["-input=false", "-no-color"] },
  plan: { atmos: ["plan"], terraform: ["-input=false", "-no-color"] },
  "apply-plan": { atmos: ["apply", "--from-plan"], terraform: ["-input=false", "-no-color"] },
  deploy: { atmos: ["deploy"], terraform: ["-input=false", "-no-color"] },
  "plan-destroy": { atmos: ["plan"], terraform: ["-destroy", "-input=false", "-no-color"] },
  destroy: { atmos: ["destroy"], terraform: ["-auto-approve", "-input=false", "-no-color"] },
};

/**
 * The arguments of `atmos` for a step.
 *
 * @param skipInit true when `init` has been run by itself. @default false
 */
export function atmosArguments(step: Step, instance: Instance, skipInit = false): readonly string[] {
  const { atmos, terraform } = STEPS[step];
  const [verb = step, ...flags] = atmos;
  const skip = skipInit && step !== "init" ? ["--skip-init"] : [];
  return ["terraform", verb, instance.name, "-s", instance.stack, ...flags, ...skip, "--", ...terraform];
}

/** The command that a user would type. */
export function atmosCommand(verb: "plan" | "apply" | "deploy" | "destroy", instance: Instance): string {
  return `atmos terraform ${verb} ${instance.name} -s ${instance.stack}`;
}

/** The file of a program on the PATH, or undefined. */
export function onPath(program: string, path: string | undefined): string | undefined {
  for (const folder of (path ?? "").split(delimiter)) {
    if (folder === "") continue;
    const file = join(folder, program);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/** Whether two `init` may share a cache of providers: OpenTofu locks it since 1.10, Terraform does not. */
export function cacheIsShared(instance: Instance, env: NodeJS.ProcessEnv): boolean {
  return basename(env.ATMOS_COMPONENTS_TERRAFORM_COMMAND ?? instance.command).includes("tofu");
}

function hasOwnCache(env: NodeJS.ProcessEnv): boolean {
  if (env.TF_PLUGIN_CACHE_DIR !== undefined) return true;
  const files =
    env.TF_CLI_CONFIG_FILE === undefined
      ? [".tofurc", ".terraformrc", ".config/opentofu/tofurc"].map((name) =>
          join(env.HOME ?? homedir(), name),
        )
      : [env.TF_CLI_CONFIG_FILE];
  return files.some((file) => existsSync(file) && /^\s*plugin_cache_dir\b/m.test(readFileSync(file, "utf8")));
}

/**
 * The environment of Atmos in a working copy.
 *
 * @param pluginCache Folder of providers, used where the user has none: else each copy would fetch them again.
 */
export function atmosEnvironment(
  env: NodeJS.ProcessEnv,
  componentsPath: string,
  pluginCache: string,
): NodeJS.ProcessEnv {
  const {
    // They would lead all instances into one data folder, or one workspace.
    TF_DATA_DIR: _data,
    TF_WORKSPACE: _workspace,
    ...rest
  } = env;
  return {
    ...rest,
    ATMOS_COMPONENTS_TERRAFORM_BASE_PATH: componentsPath,
    TF_IN_AUTOMATION: "true",
    TF_INPUT: "0",
    ...(hasOwnCache(env) ? {} : { TF_PLUGIN_CACHE_DIR: pluginCache }),
  };
}
