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

const merged = new WeakMap<Mapping, WeakMap<Mapping, Mapping>>();

/**
 * The spec on top of the instance's defaults (`scaled_object_defaults` for `scaled_objects`). The same pair gives the
 * same object, so that it is checked once.
 */
function withDefaults(instance: Instance, variable: string, spec: Mapping): Mapping {
  const defaults = instance.vars[`${variable.replace(/s$/, "")}_defaults`];
  if (!isMapping(defaults)) return spec;
  const known = merged.get(defaults) ?? new WeakMap<Mapping, Mapping>();
  merged.set(defaults, known);
  const result = known.get(spec) ?? merge(defaults, spec);
  known.set(spec, result);
  return result;
}

function entriesOf(instance: Instance, kind: CrdKind, variable: string): SpecEntry[] {
  const specs = instance.vars[variable];
  if (!isMapping(specs)) return [];
  const namespace = CLUSTER_SCOPED.has(kind) ? "" : (text(instance.vars.workload_namespace) ?? "default");
  return Object.entries(specs).flatMap(([key, spec]) => {
    if (!isMapping(spec)) return [];
    const slash = key.indexOf("/");
    return [
      {
        instance,
        kind,
        key,
        name: key.slice(slash + 1),
        namespace: slash > 0 ? key.slice(0, slash) : namespace,
        spec: withDefaults(instance, variable, spec),
        path: ["vars", variable, key],
      },
    ];
  });
}

/** Whether Terraform will create anything for the instance. */
export function isDeployed(instance: Instance): boolean {
  return !instance.abstract && instance.enabled && instance.vars.enabled !== false;
}

/** Sorts the specs of a stack by kind. */
export function viewStack(stack: Stack, schemas: InputSchemas): StackView {
  const instances = [...stack.instances.values()].filter(isDeployed);
  const byKind = new Map<CrdKind, SpecEntry[]>();
  for (const instance of instances) {
    for (const [variable, kind] of schemas.of(instance.component)?.specs ?? []) {
      const entries = entriesOf(instance, kind, variable);
      if (entries.length > 0) byKind.set(kind, [...(byKind.get(kind) ?? []), ...entries]);
    }
  }
  return { stack, instances, specs: (kind) => byKind.get(kind) ?? [] };
}
