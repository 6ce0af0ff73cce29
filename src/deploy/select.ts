import { applyOrder } from "../check/dependencies";
import { suggestion } from "../check/suggest";
import type { Instance, Stack } from "../stacks/types";
import { jobsOf, levelsOf, needsIn, reach } from "./graph";
import { type Job, labelOf, type Verb } from "./job";

/** What to apply or destroy. */
export interface Wanted {
  readonly verb: Verb;
  /** Names of stacks; none means all. */
  readonly stacks: readonly string[];
  /** Names of components or instances; none means all. */
  readonly components: readonly string[];
}

/** What was chosen. */
export interface Selection {
  /** Each after those that it waits for. */
  readonly jobs: readonly Job[];
  /** What a user should know about what was left out, one sentence each. */
  readonly notes: readonly string[];
}

/** The choice makes no sense; the message says what would. */
export class SelectionError extends Error {}

/** The state of everything, and the roles that everything is applied with: destroyed only where they are named. */
const KEPT: ReadonlySet<string> = new Set(["tfstate-backend", "pipeline-access"]);

const matches = (instance: Instance, names: readonly string[]): boolean =>
  names.includes(instance.name) || names.includes(instance.component);

const isLocked = (instance: Instance): boolean => instance.metadata.locked === true;

const listOf = (instances: readonly Instance[]): string => instances.map(labelOf).join(", ");

function mustExist(wanted: Wanted, stacks: readonly Stack[], candidates: readonly Instance[]): void {
  const known = stacks.map((stack) => stack.name);
  for (const name of wanted.stacks) {
    if (!known.includes(name))
      throw new SelectionError(`there is no stack ${name}; ${suggestion(name, known)}`);
  }
  const names = [...new Set(candidates.flatMap((one) => [one.name, one.component]))].sort();
  for (const name of wanted.components) {
    if (names.includes(name)) continue;
    const where = wanted.stacks.length === 0 ? "" : ` in ${wanted.stacks.join(", ")}`;
    throw new SelectionError(`there is no component or instance ${name}${where}; ${suggestion(name, names)}`);
  }
}

/** Deploys need a state that outlives the working copy of the component. */
function mustKeepState(chosen: readonly Instance[]): void {
  const local = chosen.filter(({ backendType }) => backendType === "" || backendType === "local");
  if (local.length === 0) return;
  throw new SelectionError(
    `${listOf(local)}: terraform.backend_type is local or not set, so the state is in the component folder, of which ` +
      "every instance gets a copy. Set a remote backend, or use atmos terraform apply.",
  );
}

function chooseToDestroy(
  candidates: readonly Instance[],
  wanted: Wanted,
  needing: (one: Instance) => readonly Instance[],
): { readonly chosen: ReadonlySet<Instance>; readonly notes: readonly string[] } {
  const inside = new Set(candidates);
  const isKept = (one: Instance): boolean => KEPT.has(one.component) && !matches(one, wanted.components);
  if (wanted.components.length === 0) {
    const kept = candidates.filter(isKept);
    const notes = kept.length === 0 ? [] : [`kept, name them with -c to destroy them too: ${listOf(kept)}`];
    return { chosen: new Set(candidates.filter((one) => !isKept(one))), notes };
  }
  const named = candidates.filter((one) => matches(one, wanted.components));
  const chosen = reach(named, (one) => needing(one).filter((other) => inside.has(other)));
  const kept = [...chosen].filter(isKept);
  if (kept.length > 0) {
    const names = [...new Set(kept.map((one) => `-c ${one.name}`))].join(" ");
    throw new SelectionError(
      `${listOf(kept)} would have to be destroyed too, and is destroyed only where it is named: add ${names}`,
    );
  }
  const outside = [...new Set([...chosen].flatMap(needing))].filter((one) => !inside.has(one));
  const notes = outside.length === 0 ? [] : [`not destroyed, though they need it: ${listOf(outside)}`];
  return { chosen, notes };
}

/**
 * Chooses instances and orders them.
 *
 * `deploy`: a component with what it needs; `destroy`: a component with what needs it. Both stay inside of the named
 * stacks.
 *
 * @throws SelectionError for unknown names, for local state, and for a destroy that would take more than was named;
 *   Error when instances wait for each other
 */
export function select(stacks: readonly Stack[], wanted: Wanted): Selection {
  const needs = needsIn(stacks);
  const candidates = applyOrder(stacks)
    .filter((one) => one.enabled && !one.abstract)
    .filter((one) => wanted.stacks.length === 0 || wanted.stacks.includes(one.stack));
  mustExist(wanted, stacks, candidates);
  const inside = new Set(candidates);
  const notes: string[] = [];
  let chosen: ReadonlySet<Instance>;
  if (wanted.verb === "destroy") {
    const choice = chooseToDestroy(candidates, wanted, needs.by);
    chosen = choice.chosen;
    notes.push(...choice.notes);
  } else {
    const named =
      wanted.components.length === 0
        ? candidates
        : candidates.filter((one) => matches(one, wanted.components));
    chosen = reach(named, (one) => needs.of(one).filter((other) => inside.has(other)));
    const outside = [...new Set([...chosen].flatMap(needs.of))].filter((one) => !inside.has(one));
    if (outside.length > 0)
      notes.push(`has to be there already, in a stack that was not named: ${listOf(outside)}`);
  }
  const locked = [...chosen].filter(isLocked);
  if (locked.length > 0) notes.push(`left out, metadata.locked is true: ${listOf(locked)}`);
  const instances = candidates.filter((one) => chosen.has(one) && !isLocked(one));
  mustKeepState(instances);
  return { jobs: levelsOf(jobsOf(instances, needs, wanted.verb)).flat(), notes };
}
