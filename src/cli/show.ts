import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { dump } from "js-yaml";
import { mapping } from "../check/path";
import { suggestion } from "../check/suggest";
import type { Instance } from "../stacks/types";
import { UsageError } from "./command";
import { created } from "./created";
import { PROJECT_OPTION, STACK_OPTION } from "./options";
import { stacksOf } from "./read";

export const summary = "an instance, and the objects that it creates";

export const help = `Usage: eks-autoscaling show -s STACK [INSTANCE] [--project DIR]

Prints an instance as Atmos resolves it, then what it creates: the completed Kubernetes objects of node pools and
scaled objects, the IAM roles that follow from triggers, and the Terraform resources of the component. Without
INSTANCE it prints every instance of the stack. What only Atmos can resolve is printed as it is written.

  -s, --stack STACK   the stack (required)
  --project DIR       folder with atmos.yaml (default: the current folder)

Exit codes: 0 done, 1 the stack cannot be read, 2 wrong usage`;

const yaml = (value: unknown): string => dump(value, { lineWidth: 120, noRefs: true }).trimEnd();

/** Addresses of the resources in the component's Terraform code. */
function resources(project: string, component: string): readonly string[] {
  const file = join(project, "components/terraform", component, "main.tf.json");
  if (!existsSync(file)) return [];
  const main: unknown = JSON.parse(readFileSync(file, "utf8"));
  return Object.entries(mapping(mapping(main).resource)).flatMap(([type, named]) =>
    Object.keys(mapping(named)).map((name) => `${type}.${name}`),
  );
}

function section(title: string, text: string): string {
  return `# ${title}\n${text}\n`;
}

function describe(instance: Instance, project: string): string {
  const { name, stack, component, vars, settings, workspace, backend } = instance;
  const parts = [section(`${stack} ${name}`, yaml({ component, workspace, vars, settings, backend }))];
  const { objects, access } = created(instance);
  if (objects.length > 0) parts.push(section("Kubernetes objects", objects.map(yaml).join("\n---\n")));
  if (Object.keys(access).length > 0) parts.push(section("IAM roles", yaml(access)));
  const addresses = resources(project, component);
  if (addresses.length > 0) parts.push(section("Terraform resources", addresses.join("\n")));
  return parts.join("\n");
}

/** Runs the command. Returns the exit code. */
export function run(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { stack: STACK_OPTION, project: PROJECT_OPTION },
  });
  const [wanted, ...more] = positionals;
  if (values.stack === undefined) throw new UsageError("-s STACK is required, such as -s dev-use1");
  if (more.length > 0) throw new UsageError(`one instance at a time; "${more.join(" ")}" is too many`);
  const { stacks } = stacksOf(values.project, values.stack);
  const [stack] = stacks;
  if (stack === undefined) return 1;
  const project = resolve(values.project);
  const all = [...stack.instances.values()];
  const shown = all.filter(
    ({ name, component }) => wanted === undefined || name === wanted || component === wanted,
  );
  if (wanted !== undefined && shown.length === 0) {
    const names = all.map((instance) => instance.name);
    throw new UsageError(`${stack.name} has no instance ${wanted}; ${suggestion(wanted, names)}`);
  }
  console.log(shown.map((instance) => describe(instance, project)).join("\n"));
  return 0;
}
