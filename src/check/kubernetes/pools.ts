import { list, type Mapping, mapping, text } from "../path";

/** One requirement of a NodePool. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
  /** Position in `template.spec.requirements`. */
  readonly position: number;
}

/** Older names of labels that Karpenter reads as the new ones (karpenter pkg/apis/v1/labels.go, NormalizedLabels). */
const NORMALIZED: Readonly<Record<string, string>> = {
  "failure-domain.beta.kubernetes.io/zone": "topology.kubernetes.io/zone",
  "failure-domain.beta.kubernetes.io/region": "topology.kubernetes.io/region",
  "beta.kubernetes.io/arch": "kubernetes.io/arch",
  "beta.kubernetes.io/os": "kubernetes.io/os",
  "beta.kubernetes.io/instance-type": "node.kubernetes.io/instance-type",
};

/** `template.spec` of a NodePool. */
export function templateSpec(pool: Mapping): Mapping {
  return mapping(mapping(pool.template).spec);
}

const known = new WeakMap<Mapping, readonly Requirement[]>();

/** The requirements of a NodePool that have a key. */
export function requirements(pool: Mapping): readonly Requirement[] {
  let found = known.get(pool);
  if (found === undefined) {
    found = read(pool);
    known.set(pool, found);
  }
  return found;
}

function read(pool: Mapping): readonly Requirement[] {
  return list(templateSpec(pool).requirements).flatMap((item, position) => {
    const { key, operator, values } = mapping(item);
    if (typeof key !== "string") return [];
    const texts = list(values).filter((value): value is string => typeof value === "string");
    return [{ key: NORMALIZED[key] ?? key, operator: text(operator) ?? "", values: texts, position }];
  });
}

/** The only values that the pool's `In` requirements leave for a label, or undefined when nothing limits it. */
export function allowedValues(pool: Mapping, key: string): ReadonlySet<string> | undefined {
  const lists = requirements(pool).filter((item) => item.key === key && item.operator === "In");
  if (lists.length === 0) return undefined;
  return new Set(lists[0]?.values.filter((value) => lists.every((item) => item.values.includes(value))));
}

function tolerates(toleration: Mapping, taint: Mapping): boolean {
  const effect = text(toleration.effect);
  if (effect !== undefined && effect !== taint.effect) return false;
  const key = text(toleration.key);
  if (toleration.operator === "Exists") return key === undefined || key === taint.key;
  return key === taint.key && (toleration.value ?? "") === (taint.value ?? "");
}

/**
 * Whether a pod could land on a node of the pool, as far as taints and the node selector tell. Affinities are left
 * out: a pod that they send elsewhere counts as accepted.
 */
export function acceptsPod(pool: Mapping, pod: Mapping): boolean {
  const tolerations = list(pod.tolerations).map(mapping);
  const repelled = list(templateSpec(pool).taints)
    .map(mapping)
    .some(
      (taint) =>
        taint.effect !== "PreferNoSchedule" &&
        !tolerations.some((toleration) => tolerates(toleration, taint)),
    );
  if (repelled) return false;
  const labels = mapping(mapping(mapping(pool.template).metadata).labels);
  return Object.entries(mapping(pod.nodeSelector)).every(([key, value]) => {
    const allowed = allowedValues(pool, key);
    if (labels[key] !== undefined) return labels[key] === value;
    return allowed === undefined || (typeof value === "string" && allowed.has(value));
  });
}
