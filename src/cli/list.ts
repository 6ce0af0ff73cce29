import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { applyOrder } from "../check/dependencies";
import { InputSchemas } from "../check/inputs";
import { text } from "../check/path";
import { isDeployed, type StackView, stageOf, viewStack } from "../check/view";
import type { Instance } from "../stacks/types";
import type { CrdKind } from "../upstream/crds";
import { PROJECT_OPTION, STACK_OPTION } from "./options";
import { stacksOf } from "./read";

export const summary = "what each account gets, and what to apply next";

export const help = `Usage: eks-autoscaling list [-s STACK] [--project DIR]

Prints for every account its stacks, and for every stack its instances in the order of their dependencies, with the
node pools, scaled objects and so on in them. Then the lines that apply everything in that order.

  -s, --stack STACK   one stack (default: all)
  --project DIR       folder with atmos.yaml (default: the current folder)

Exit codes: 0 done, 1 a stack cannot be read, 2 wrong usage`;

/** Kinds with their names in the listing. */
const KINDS: readonly (readonly [kind: CrdKind, noun: string])[] = [
  ["NodePool", "node pools"],
  ["EC2NodeClass", "node classes"],
  ["ScaledObject", "scaled objects"],
  ["ScaledJob", "scaled jobs"],
  ["TriggerAuthentication", "trigger authentications"],
];

function contents(view: StackView, instance: Instance): string {
  const kinds = KINDS.flatMap(([kind, noun]) => {
    const keys = view
      .specs(kind)
      .filter((entry) => entry.instance === instance)
      .map((entry) => entry.key);
    return keys.length === 0 ? [] : [`${noun} ${keys.join(", ")}`];
  });
  const isOff = instance.vars.enabled === false;
  const component = instance.name === instance.component ? [] : [`component ${instance.component}`];
  return [...(isOff ? ["off: enabled is false"] : []), ...component, ...kinds].join("; ");
}

function describeStack(view: StackView, instances: readonly Instance[]): string[] {
  const [first] = instances;
  const region = text(first?.vars.region);
  const clusters = [...new Set(instances.map((instance) => text(instance.vars.cluster_name)))].filter(
    (name) => name !== undefined,
  );
  const facts = [region, clusters.length === 0 ? undefined : `cluster ${clusters.join(", ")}`].filter(
    (fact) => fact !== undefined,
  );
  const width = Math.max(...instances.map((instance) => instance.name.length));
  return [
    `  ${view.stack.name}${facts.length === 0 ? "" : ` (${facts.join(", ")})`}`,
    ...instances.map((instance) =>
      `    ${instance.name.padEnd(width)}  ${contents(view, instance)}`.trimEnd(),
    ),
  ];
}

/** Account and stage of a stack: those of its first instance that says them. */
function accountOf(instances: readonly Instance[]): string {
  const account = instances.map((instance) => text(instance.vars.account_id)).find((id) => id !== undefined);
  const stage = instances.map(stageOf).find((name) => name !== "");
  return [account ?? "account not given", stage].filter((part) => part !== undefined).join(" ");
}

/** The listing as lines. */
export function listing(views: readonly StackView[], order: readonly Instance[]): string[] {
  const deployed = order.filter(isDeployed);
  const accounts = new Map<string, string[]>();
  // Stacks in the order in which they are applied first: management before the accounts that depend on it.
  const first = new Map<string, number>();
  for (const [position, { stack }] of order.entries()) if (!first.has(stack)) first.set(stack, position);
  const sorted = [...views].sort(
    (left, right) => (first.get(left.stack.name) ?? 0) - (first.get(right.stack.name) ?? 0),
  );
  for (const view of sorted) {
    const instances = order.filter((instance) => instance.stack === view.stack.name && instance.enabled);
    if (instances.length === 0) continue;
    const account = accountOf(instances);
    accounts.set(account, [...(accounts.get(account) ?? []), ...describeStack(view, instances)]);
  }
  const commands = deployed.map(
    (instance) => `  atmos terraform apply ${instance.name} -s ${instance.stack}`,
  );
  return [
    ...[...accounts].flatMap(([account, lines]) => [account, ...lines, ""]),
    "Apply, in this order:",
    ...commands,
  ];
}

/** Runs the command. Returns the exit code. */
export function run(args: string[]): number {
  const { values } = parseArgs({ args, options: { stack: STACK_OPTION, project: PROJECT_OPTION } });
  const { stacks, isComplete } = stacksOf(values.project, values.stack);
  if (stacks.length > 0) {
    const schemas = new InputSchemas(resolve(values.project));
    const views = stacks.map((stack) => viewStack(stack, schemas));
    console.log(listing(views, applyOrder(stacks)).join("\n"));
  }
  return isComplete ? 0 : 1;
}
