import { execFile } from "node:child_process";
import type { Instance, StackReading } from "../../../src/stacks";

/** What `atmos describe stacks` says of one component. */
export type Described = Readonly<Record<string, unknown>>;

/** Components by stack name. */
export type DescribedStacks = Readonly<Record<string, Readonly<Record<string, Described>>>>;

/** What came of running Atmos. */
export type AtmosResult = { readonly stacks: DescribedStacks } | { readonly error: string };

/** Runs `atmos describe stacks` without templates and functions. */
export async function describeStacks(atmos: string, dir: string, cache: string): Promise<AtmosResult> {
  const run = await runAtmos(atmos, dir, cache, ["describe", "stacks"]);
  if (run.code !== 0) return { error: run.output };
  const described = JSON.parse(run.output) as Record<
    string,
    { components?: { terraform?: Record<string, Described> } }
  >;
  const stacks = Object.entries(described).map(
    ([name, stack]) => [name, stack.components?.terraform ?? {}] as const,
  );
  return {
    stacks: Object.fromEntries(stacks.filter(([, components]) => Object.keys(components).length > 0)),
  };
}

/** The workspace that `atmos terraform` uses, from `atmos describe component`. */
export async function describeWorkspace(
  atmos: string,
  dir: string,
  cache: string,
  instance: Instance,
): Promise<unknown> {
  const run = await runAtmos(atmos, dir, cache, [
    "describe",
    "component",
    instance.name,
    "-s",
    instance.stack,
  ]);
  if (run.code !== 0)
    throw new Error(`atmos describe component ${instance.name} -s ${instance.stack}: ${run.output}`);
  return (JSON.parse(run.output) as Described).workspace;
}

/** What our reader found, in the words of `atmos describe stacks`. */
export function asDescribed(reading: StackReading, stacksPath: string): DescribedStacks {
  return Object.fromEntries(
    reading.stacks.map((stack) => {
      const all = [...stack.instances.values(), ...stack.abstracts.values()];
      return [
        stack.name,
        Object.fromEntries(all.map((instance) => [instance.name, describe(instance, stacksPath)])),
      ];
    }),
  );
}

function describe(instance: Instance, stacksPath: string): Described {
  const file = instance.file.slice(stacksPath.length + 1).replace(/\.ya?ml$/, "");
  return {
    atmos_component: instance.name,
    atmos_manifest: file,
    atmos_stack: instance.stack,
    atmos_stack_file: file,
    backend: instance.backend,
    backend_type: instance.backendType,
    command: instance.command,
    component: instance.component,
    env: instance.env,
    hooks: instance.hooks,
    inheritance: instance.inherits.length === 0 ? null : instance.inherits,
    metadata: instance.metadata,
    overrides: instance.overrides,
    providers: instance.providers,
    remote_state_backend: instance.remoteStateBackend,
    remote_state_backend_type: instance.remoteStateBackendType,
    settings: instance.settings,
    stack: instance.stack,
    vars: instance.vars,
    workspace: describedWorkspace(instance),
  };
}

/** `describe stacks` of 1.190 names the workspace after the stack alone, `describe component` and Terraform do not. */
function describedWorkspace(instance: Instance): string {
  const stack = instance.stack.replaceAll("/", "-");
  return instance.workspace === `${stack}-${instance.name.replaceAll("/", "-")}` ? stack : instance.workspace;
}

interface Run {
  readonly code: number;
  readonly output: string;
}

function runAtmos(atmos: string, dir: string, cache: string, args: readonly string[]): Promise<Run> {
  const all = [...args, "--format", "json", "--process-templates=false", "--process-functions=false"];
  // HOME decides what else Atmos would read, the cache keeps it from writing .atmos/ into the tree.
  const env = {
    PATH: process.env.PATH,
    HOME: dir,
    XDG_CACHE_HOME: cache,
    ATMOS_LOGS_LEVEL: "Warning",
    ATMOS_TELEMETRY_ENABLED: "false",
    NO_COLOR: "1",
  };
  return new Promise((resolve) => {
    execFile(atmos, all, { cwd: dir, env, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : 1;
      resolve({ code, output: code === 0 ? stdout : `${stderr}${stdout}` });
    });
  });
}
