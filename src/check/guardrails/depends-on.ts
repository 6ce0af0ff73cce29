import type { Instance } from "../../stacks/types";
import { type Dependency, dependenciesOf } from "../dependencies";
import type { PlacedProblem, StackGuardrail } from "../guardrail";
import { suggestion } from "../suggest";

/** Another stack may not have been read: only the own one is looked at. */
const ownDependencies = (instance: Instance): readonly Dependency[] =>
  dependenciesOf(instance).filter((dependency) => dependency.isOwnStack);

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
  for (const next of ownDependencies(instance)) {
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
      for (const { name, path } of ownDependencies(instance)) {
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
