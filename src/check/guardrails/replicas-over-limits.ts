import type { PlacedProblem, StackGuardrail } from "../guardrail";
import { acceptsPod } from "../kubernetes/pools";
import { parseQuantity } from "../kubernetes/quantity";
import { list, type Mapping, mapping } from "../path";
import { clusterOf, type SpecEntry, type StackView } from "../view";

const RESOURCES = ["cpu", "memory"] as const;
type Resource = (typeof RESOURCES)[number];

/** KEDA's default of maxReplicaCount, for scaled objects and scaled jobs. */
const DEFAULT_MAXIMUM = 100;

/** What the pools allow in total, or undefined when one of them has no limit of the resource. */
function allowed(pools: readonly SpecEntry[], resource: Resource): number | undefined {
  let total = 0;
  for (const { spec } of pools) {
    const limit = parseQuantity(mapping(spec.limits)[resource]);
    if (limit === undefined) return undefined;
    total += limit;
  }
  return total;
}

/** What one replica requests, or undefined when it is not known. */
type Requests = (resource: Resource) => number | undefined;

/** A ScaledObject does not say what its pods request; `settings.autoscaling.requests.<name>` may. */
function declared({ instance, key, name }: SpecEntry): Requests {
  const all = mapping(mapping(instance.settings.autoscaling).requests);
  const requests = mapping(all[key] ?? all[name]);
  return (resource) => parseQuantity(requests[resource]);
}

function requested({ spec }: SpecEntry): Requests {
  const job = mapping(spec.jobTargetRef);
  const parallelism = typeof job.parallelism === "number" ? job.parallelism : 1;
  const containers = list(mapping(mapping(job.template).spec).containers);
  return (resource) => {
    const amounts = containers.map((container) => {
      const { requests, limits } = mapping(mapping(container).resources);
      return parseQuantity(mapping(requests)[resource] ?? mapping(limits)[resource]) ?? 0;
    });
    return parallelism * amounts.reduce((sum, amount) => sum + amount, 0);
  };
}

const inUnits = (amount: number, resource: Resource): string =>
  resource === "cpu"
    ? `${Math.round(amount * 100) / 100} cores`
    : `${Math.round((amount / 2 ** 30) * 100) / 100}Gi`;

function* compare(
  view: StackView,
  entry: SpecEntry,
  pod: Mapping,
  requests: Requests,
): Generator<PlacedProblem> {
  const { instance, spec, path } = entry;
  if (RESOURCES.every((resource) => requests(resource) === undefined)) return;
  const maximum = spec.maxReplicaCount ?? DEFAULT_MAXIMUM;
  if (typeof maximum !== "number") return;
  const pools = view
    .specs("NodePool")
    .filter((pool) => clusterOf(pool.instance) === clusterOf(instance) && acceptsPod(pool.spec, pod));
  if (pools.length === 0) return;
  for (const resource of RESOURCES) {
    const [one, limit] = [requests(resource), allowed(pools, resource)];
    if (one === undefined || limit === undefined || one * maximum <= limit) continue;
    yield {
      instance,
      path: [...path, "maxReplicaCount"],
      value: spec.maxReplicaCount,
      rule: `${maximum} replicas request ${inUnits(one * maximum, resource)} of ${resource}; the pools ${pools
        .map((pool) => pool.name)
        .join(", ")} allow ${inUnits(limit, resource)}`,
      fix: `write maxReplicaCount: ${Math.floor(limit / one)} or less, or raise the pools' limits`,
    };
  }
}

export const replicasOverLimits: StackGuardrail = {
  id: "replicas-over-limits",
  scope: "stack",
  title: "The pools can hold the most replicas of every workload",
  reason:
    "At the pools' limits Karpenter stops and the pods beyond stay pending, just when the load is highest.",
  source: "karpenter docs: concepts/nodepools, spec.limits; KEDA: maxReplicaCount, default 100",
  *check(view) {
    if (view.specs("NodePool").length === 0) return;
    for (const entry of view.specs("ScaledObject")) {
      // The pods' tolerations are unknown: every pool counts.
      yield* compare(view, entry, { tolerations: [{ operator: "Exists" }] }, declared(entry));
    }
    for (const entry of view.specs("ScaledJob")) {
      const pod = mapping(mapping(mapping(entry.spec.jobTargetRef).template).spec);
      yield* compare(view, entry, pod, requested(entry));
    }
  },
};
