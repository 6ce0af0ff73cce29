import { targetsIn } from "../check/dependencies";
import type { Instance, Stack } from "../stacks/types";
import { type Job, labelOf, type Verb } from "./job";

/** What each instance needs, by label, in other stacks too. */
export interface Needs {
  /** What the instance depends on directly. */
  readonly of: (instance: Instance) => readonly Instance[];
  /** What depends on the instance directly. */
  readonly by: (instance: Instance) => readonly Instance[];
}

/**
 * Orders that hold even where a stack does not say them. Node pools go before the controller: only it can drain their
 * nodes and take off their finalizers. The same for KEDA and what it scales.
 */
const ALWAYS: Readonly<Record<string, string>> = {
  "karpenter-node-pools": "karpenter",
  "keda-scaled-objects": "keda",
};

function needsAlways(instance: Instance, other: Instance): boolean {
  return (
    ALWAYS[instance.component] === other.component &&
    instance.stack === other.stack &&
    instance.vars.cluster_name === other.vars.cluster_name
  );
}

function byStackOf(all: readonly Instance[]): ReadonlyMap<string, Instance[]> {
  const groups = new Map<string, Instance[]>();
  for (const one of all) {
    const group = groups.get(one.stack);
    if (group === undefined) groups.set(one.stack, [one]);
    else group.push(one);
  }
  return groups;
}

/** What needs what in the stacks. Instances that are switched off in `metadata` are not in it. */
export function needsIn(stacks: readonly Stack[]): Needs {
  const all = stacks.flatMap((stack) => [...stack.instances.values()]).filter((one) => one.enabled);
  const targets = targetsIn(all);
  const byStack = byStackOf(all);
  const needed = new Map<Instance, readonly Instance[]>();
  const needing = new Map<Instance, Instance[]>();
  for (const instance of all) {
    const found = new Set(targets(instance).filter((other) => other !== instance));
    if (Object.hasOwn(ALWAYS, instance.component)) {
      for (const other of byStack.get(instance.stack) ?? [])
        if (needsAlways(instance, other)) found.add(other);
    }
    needed.set(instance, [...found]);
    for (const other of found) needing.set(other, [...(needing.get(other) ?? []), instance]);
  }
  return { of: (instance) => needed.get(instance) ?? [], by: (instance) => needing.get(instance) ?? [] };
}

/** Everything that can be reached from some instances, these included. */
export function reach(
  from: readonly Instance[],
  next: (instance: Instance) => readonly Instance[],
): ReadonlySet<Instance> {
  const reached = new Set<Instance>(from);
  // A set that grows while it is walked is walked to its new end.
  for (const instance of reached) for (const other of next(instance)) reached.add(other);
  return reached;
}

/** With `vars.enabled: false` an apply takes away what is there. */
const isOff = (instance: Instance): boolean => instance.vars.enabled === false;

/**
 * The instances as jobs. Applied after what they need; destroyed after what needs them. An instance that is switched
 * off is taken away by its apply, so it too waits for what needs it.
 */
export function jobsOf(instances: readonly Instance[], needs: Needs, verb: Verb): readonly Job[] {
  const chosen = new Set(instances);
  const before = (instance: Instance): readonly Instance[] => {
    if (verb === "destroy") return needs.by(instance);
    const needed = needs.of(instance).filter((one) => !isOff(one));
    return isOff(instance) ? [...needed, ...needs.by(instance).filter(isOff)] : needed;
  };
  return instances.map((instance) => ({
    instance,
    label: labelOf(instance),
    after: before(instance)
      .filter((one) => chosen.has(one))
      .map(labelOf),
  }));
}

/**
 * The jobs in steps: all jobs of a step can be done at the same time, after those of the steps before.
 *
 * @throws when jobs wait for each other
 */
export function levelsOf(jobs: readonly Job[]): readonly (readonly Job[])[] {
  const done = new Set<string>();
  const levels: Job[][] = [];
  let open = [...jobs];
  while (open.length > 0) {
    const ready = open.filter((job) => job.after.every((label) => done.has(label)));
    if (ready.length === 0) {
      const names = open.map((job) => job.label).join(", ");
      throw new Error(
        `settings.depends_on: these wait for each other: ${names}. Take one of the entries out.`,
      );
    }
    for (const job of ready) done.add(job.label);
    open = open.filter((job) => !ready.includes(job));
    levels.push(ready);
  }
  return levels;
}
