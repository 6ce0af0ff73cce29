import { isOpaque } from "../../stacks/opaque";
import type { Instance } from "../../stacks/types";
import type { PlacedProblem, StackGuardrail } from "../guardrail";
import { isMapping, mapping, type Path, text } from "../path";
import { suggestion } from "../suggest";

/** One entry of `settings.depends_on` about the instance's own stack. */
export interface Dependency {
  readonly name: string;
  readonly path: Path;
}

/** Fields that send a dependency to another stack. */
const CONTEXT = ["namespace", "tenant", "environment", "stage", "stack"] as const;

function isOwnStack(entry: Readonly<Record<string, unknown>>, instance: Instance): boolean {
  return CONTEXT.every((field) => {
    const value = entry[field];
    return value === undefined || value === (field === "stack" ? instance.stack : instance.vars[field]);
  });
}

/** The instances of the same stack that an instance depends on. */
export function dependenciesOf(instance: Instance): readonly Dependency[] {
  const all = instance.settings.depends_on;
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(all)
    ? [...all.entries()]
    : Object.entries(mapping(all));
  return entries.flatMap(([key, entry]) => {
    const name = isMapping(entry) && isOwnStack(entry, instance) ? text(entry.component) : undefined;
    return name === undefined || isOpaque(name)
      ? []
      : [{ name, path: ["settings", "depends_on", key, "component"] }];
  });
}

/** A way from `name` back to `start`, or undefined. */
function wayBack(
  start: string,
  name: string,
  instances: ReadonlyMap<string, Instance>,
  seen: Set<string>,
): string[] | undefined {
  if (name === start) return [name];
  const instance = instances.get(name);
  if (instance === undefined || seen.has(name)) return undefined;
  seen.add(name);
  for (const next of dependenciesOf(instance)) {
    const way = wayBack(start, next.name, instances, seen);
    if (way !== undefined) return [name, ...way];
  }
  return undefined;
}

export const dependsOn: StackGuardrail = {
  id: "depends-on",
  scope: "stack",
  title: "Dependencies exist and have no cycle",
  reason:
    "Workflows and `atmos terraform apply --all` follow them; a name that does not exist is left out in silence.",
  source: "atmos docs: settings.depends_on",
  *check(view): Generator<PlacedProblem> {
    const { instances } = view.stack;
    for (const instance of view.instances) {
      for (const { name, path } of dependenciesOf(instance)) {
        if (!instances.has(name)) {
          const rule = `a dependency is an instance of the stack ${view.stack.name}`;
          yield { instance, path, value: name, rule, fix: suggestion(name, [...instances.keys()]) };
          continue;
        }
        const way = wayBack(instance.name, name, instances, new Set());
        // Reported once, at the first of its names.
        if (way === undefined || way.some((member) => member < instance.name)) continue;
        yield {
          instance,
          path,
          value: name,
          rule: `dependencies have no cycle; ${[instance.name, ...way].join(" -> ")}`,
          fix: "remove one of these dependencies",
        };
      }
    }
  },
};
