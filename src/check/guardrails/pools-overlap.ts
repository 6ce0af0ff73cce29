import type { StackGuardrail } from "../guardrail";
import { templateSpec } from "../kubernetes/pools";
import { list, type Mapping, mapping } from "../path";
import { clusterOf } from "../view";

const sorted = (items: readonly unknown[]): string[] => items.map((item) => JSON.stringify(item)).sort();

const known = new WeakMap<Mapping, string>();

/** The same pool in many stacks is compared by one text. */
function selectionOf(spec: Mapping): string {
  const found = known.get(spec) ?? selection(spec);
  known.set(spec, found);
  return found;
}

/** What decides which pods a pool takes, and which pool goes first. */
function selection(spec: Mapping): string {
  const template = templateSpec(spec);
  const labels = Object.entries(mapping(mapping(mapping(spec.template).metadata).labels));
  return JSON.stringify([
    spec.weight ?? 0,
    sorted(list(template.requirements)),
    sorted(list(template.taints)),
    sorted(labels),
  ]);
}

export const poolsOverlap: StackGuardrail = {
  id: "pools-overlap",
  scope: "stack",
  title: "No two pools take the same pods with the same weight",
  reason: "Karpenter picks one of them at random, so limits and budgets of both mean little.",
  source: "karpenter docs: concepts/nodepools, pools should be mutually exclusive or weighted",
  *check(view) {
    const pools = view.specs("NodePool");
    if (pools.length < 2) return;
    const seen = new Map<string, string>();
    for (const { instance, name, spec, path } of pools) {
      // Static pools (`replicas`) provision nothing for pending pods.
      if (spec.replicas !== undefined) continue;
      const identity = `${clusterOf(instance)} ${selectionOf(spec)}`;
      const other = seen.get(identity);
      if (other === undefined) seen.set(identity, name);
      else {
        yield {
          instance,
          path: [...path, "weight"],
          value: spec.weight,
          rule: `requirements, taints, labels and weight are those of the pool ${other}`,
          fix: "give one of them another weight, a taint or a different requirement",
        };
      }
    }
  },
};
