import type { Instance, Stack } from "../stacks/types";
import type { CrdKind } from "../upstream/crds";
import type { InputSchemas } from "./inputs";
import { isMapping, type Mapping, type Path, text } from "./path";

/** One verbatim spec in an instance. */
export interface SpecEntry {
  readonly instance: Instance;
  readonly kind: CrdKind;
  /** Key in the map, as written. */
  readonly key: string;
  readonly name: string;
  /** Namespace of the key, else `workload_namespace`; empty for objects of cluster scope. */
  readonly namespace: string;
  /** The spec as written, on top of the instance's defaults. */
  readonly spec: Mapping;
  /** Place of the spec in the instance. */
  readonly path: Path;
}

/** A stack with its specs sorted by kind. Disabled instances have none. */
export interface StackView {
  readonly stack: Stack;
  readonly instances: readonly Instance[];
  readonly specs: (kind: CrdKind) => readonly SpecEntry[];
}

const CLUSTER_SCOPED: ReadonlySet<CrdKind> = new Set([
  "NodePool",
  "EC2NodeClass",
  "ClusterTriggerAuthentication",
]);

/** The EKS cluster that an instance works on; two instances of a stack with the same text work on the same one. */
export function clusterOf(instance: Instance): string {
  return text(instance.vars.cluster_name) ?? "";
}

/** The stage of an instance: `dev`, `prod`. */
export function stageOf(instance: Instance): string {
  return text(instance.vars.stage) ?? "";
}

/** Deep merge as Atmos does it: mappings are merged, anything else is replaced. */
function merge(base: Mapping, over: Mapping): Mapping {
  const result: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const below = result[name];
    result[name] = isMapping(below) && isMapping(value) ? merge(below, value) : value;
  }
  return result;
}

/** What a map of specs says by itself: the same map in many stacks is read once. */
interface Item {
  readonly key: string;
  readonly name: string;
  /** Empty for a key without a namespace. */
  readonly namespace: string;
  readonly spec: Mapping;
  readonly path: Path;
}

/** `defaults` of an instance without any, as a key of the memory. */
const NO_DEFAULTS: Mapping = {};
const known = new WeakMap<Mapping, WeakMap<Mapping, readonly Item[]>>();

/**
 * The specs of a map, on top of the instance's defaults (`scaled_object_defaults` for `scaled_objects`). The same map
 * and defaults give the same objects, so that they are checked once.
 */
function itemsOf(variable: string, specs: Mapping, defaults: Mapping): readonly Item[] {
  let bySpecs = known.get(defaults);
  if (bySpecs === undefined) {
    bySpecs = new WeakMap();
    known.set(defaults, bySpecs);
  }
  let items = bySpecs.get(specs);
  if (items === undefined) {
    items = Object.entries(specs).flatMap(([key, spec]) => {
      if (!isMapping(spec)) return [];
      const slash = key.indexOf("/");
      return [
        {
          key,
          name: key.slice(slash + 1),
          namespace: slash > 0 ? key.slice(0, slash) : "",
          spec: defaults === NO_DEFAULTS ? spec : merge(defaults, spec),
          path: ["vars", variable, key],
        },
      ];
    });
    bySpecs.set(specs, items);
  }
  return items;
}

/** Variables with what all specs of another variable start from. */
export const DEFAULTS: Readonly<Record<string, string>> = {
  scaled_objects: "scaled_object_defaults",
  scaled_jobs: "scaled_job_defaults",
};

function addEntries(to: SpecEntry[], instance: Instance, kind: CrdKind, variable: string): void {
  const specs = instance.vars[variable];
  if (!isMapping(specs)) return;
  const defaults = instance.vars[DEFAULTS[variable] ?? ""];
  const isNamespaced = !CLUSTER_SCOPED.has(kind);
  const namespace = isNamespaced ? (text(instance.vars.workload_namespace) ?? "default") : "";
  for (const item of itemsOf(variable, specs, isMapping(defaults) ? defaults : NO_DEFAULTS)) {
    const own = isNamespaced && item.namespace !== "" ? item.namespace : namespace;
    to.push({
      instance,
      kind,
      key: item.key,
      name: item.name,
      namespace: own,
      spec: item.spec,
      path: item.path,
    });
  }
}

/** Whether Terraform will create anything for the instance. */
export function isDeployed(instance: Instance): boolean {
  return !instance.abstract && instance.enabled && instance.vars.enabled !== false;
}

const NO_SPECS: ReadonlyMap<string, CrdKind> = new Map();
const NO_ENTRIES: readonly SpecEntry[] = [];

/** Sorts the specs of a stack by kind. */
export function viewStack(stack: Stack, schemas: InputSchemas): StackView {
  const instances = [...stack.instances.values()].filter(isDeployed);
  const byKind = new Map<CrdKind, SpecEntry[]>();
  for (const instance of instances) {
    for (const [variable, kind] of schemas.of(instance.component)?.specs ?? NO_SPECS) {
      const entries = byKind.get(kind) ?? [];
      addEntries(entries, instance, kind, variable);
      if (entries.length > 0) byKind.set(kind, entries);
    }
  }
  return { stack, instances, specs: (kind) => byKind.get(kind) ?? NO_ENTRIES };
}
