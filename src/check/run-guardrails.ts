import type { CrdKind } from "../upstream/crds";
import type {
  Guardrail,
  PlacedProblem,
  Problem,
  ProjectGuardrail,
  SpecGuardrail,
  StackGuardrail,
} from "./guardrail";
import { GUARDRAILS } from "./guardrails";
import type { Mapping } from "./path";
import type { SpecEntry, StackView } from "./view";

/** A problem and the guardrail that found it. */
export interface GuardrailProblem extends PlacedProblem {
  readonly guardrail: Guardrail;
}

const KINDS: readonly CrdKind[] = [
  "NodePool",
  "EC2NodeClass",
  "ScaledObject",
  "ScaledJob",
  "TriggerAuthentication",
  "ClusterTriggerAuthentication",
];

const ofScope = <Scope extends Guardrail["scope"]>(scope: Scope) =>
  GUARDRAILS.filter(
    (guardrail): guardrail is Extract<Guardrail, { scope: Scope }> => guardrail.scope === scope,
  );

const SPEC: readonly SpecGuardrail[] = ofScope("spec");
const STACK: readonly StackGuardrail[] = ofScope("stack");
const PROJECT: readonly ProjectGuardrail[] = ofScope("project");

type SpecProblem = Problem & { readonly guardrail: Guardrail };
const checked = new WeakMap<Mapping, readonly SpecProblem[]>();

/** A spec guardrail depends on the spec alone, so a spec that stacks share is looked at once. */
function checkSpec(entry: SpecEntry): readonly SpecProblem[] {
  let found = checked.get(entry.spec);
  if (found === undefined) {
    found = SPEC.filter((guardrail) => guardrail.kinds.includes(entry.kind)).flatMap((guardrail) =>
      [...guardrail.check(entry.spec)].map((problem) => ({ ...problem, guardrail })),
    );
    checked.set(entry.spec, found);
  }
  return found;
}

/** What the guardrails find in one stack. */
export function runStackGuardrails(view: StackView): GuardrailProblem[] {
  const found: GuardrailProblem[] = [];
  for (const kind of KINDS) {
    for (const entry of view.specs(kind)) {
      for (const problem of checkSpec(entry)) {
        found.push({ ...problem, instance: entry.instance, path: [...entry.path, ...problem.path] });
      }
    }
  }
  for (const guardrail of STACK) {
    for (const problem of guardrail.check(view)) found.push({ ...problem, guardrail });
  }
  return found;
}

/** What the guardrails find in all stacks together. */
export function runProjectGuardrails(views: readonly StackView[]): GuardrailProblem[] {
  return PROJECT.flatMap((guardrail) =>
    [...guardrail.check(views)].map((problem) => ({ ...problem, guardrail })),
  );
}
