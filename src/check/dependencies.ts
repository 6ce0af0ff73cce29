import { isOpaque } from "../stacks/opaque";
import type { Instance, Stack } from "../stacks/types";
import { isMapping, type Mapping, mapping, type Path, text } from "./path";

/** One entry of `settings.depends_on`. */
export interface Dependency {
  /** Name of the instance that has to be applied before. */
  readonly name: string;
  /** Place of the name in the depending instance. */
  readonly path: Path;
  /** Whether it is in the stack of the depending instance. */
  readonly isOwnStack: boolean;
  readonly entry: Mapping;
}

/** Fields that send a dependency to another stack. */
const CONTEXT = ["namespace", "tenant", "environment", "stage", "stack"] as const;

const contextOf = (instance: Instance, field: (typeof CONTEXT)[number]): unknown =>
  field === "stack" ? instance.stack : instance.vars[field];

/** Fields that the entry leaves out are those of the depending instance (Atmos: settings.depends_on). */
function isIn(entry: Mapping, from: Instance, to: Instance): boolean {
  return CONTEXT.every((field) => {
    const value = entry[field] ?? (field === "stack" ? undefined : contextOf(from, field));
    return value === undefined || value === contextOf(to, field);
  });
}

/** The dependencies that an instance declares. */
export function dependenciesOf(instance: Instance): readonly Dependency[] {
  const all = instance.settings.depends_on;
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(all)
    ? [...all.entries()]
    : Object.entries(mapping(all));
  return entries.flatMap(([key, entry]) => {
    const name = isMapping(entry) ? text(entry.component) : undefined;
    if (name === undefined || isOpaque(name) || !isMapping(entry)) return [];
    const path = ["settings", "depends_on", key, "component"];
    return [{ name, path, entry, isOwnStack: isIn(entry, instance, instance) }];
  });
}

/**
 * Finds the instances that one depends on directly, in other stacks too, in the order of its `depends_on`.
 *
 * @param all the instances among which they are looked for
 */
export function targetsIn(all: readonly Instance[]): (instance: Instance) => readonly Instance[] {
  const byName = new Map<string, Instance[]>();
  for (const one of all) {
    const named = byName.get(one.name);
    if (named === undefined) byName.set(one.name, [one]);
    else named.push(one);
  }
  return (instance) => {
    const found = dependenciesOf(instance).flatMap(({ name, entry }) =>
      (byName.get(name) ?? []).filter((other) => isIn(entry, instance, other)),
    );
    return [...new Set(found)];
  };
}

const identity = (instance: Instance): string => `${instance.stack} ${instance.name}`;

/**
 * All instances in an order in which they can be applied: what they depend on comes first, in other stacks too, and
 * else the order of the stacks. A cycle is cut where it is met (the guardrail `depends-on` reports it).
 */
export function applyOrder(stacks: readonly Stack[]): readonly Instance[] {
  const all = stacks.flatMap((stack) => [...stack.instances.values()]);
  const targets = targetsIn(all);
  const done = new Set<string>();
  const order: Instance[] = [];
  const visit = (instance: Instance): void => {
    if (done.has(identity(instance))) return;
    done.add(identity(instance));
    for (const other of targets(instance)) visit(other);
    order.push(instance);
  };
  for (const instance of all) visit(instance);
  return order;
}
