import type { Instance } from "../stacks/types";
import type { CrdKind } from "../upstream/crds";
import type { Mapping, Path } from "./path";
import type { StackView } from "./view";

/** What a guardrail found. */
export interface Problem {
  /** Below the spec for a spec guardrail, below the instance (`vars`, `settings`, ...) for the others. */
  readonly path: Path;
  /** The refused value; undefined where something is missing. */
  readonly value: unknown;
  readonly rule: string;
  readonly fix: string;
}

/** A problem in an instance. */
export interface PlacedProblem extends Problem {
  readonly instance: Instance;
}

interface Common {
  /** Kebab case, unique, stable: waivers name it. */
  readonly id: string;
  /** One line for lists. */
  readonly title: string;
  /** What goes wrong without it. */
  readonly reason: string;
  /** The upstream document or source file that the rule comes from. */
  readonly source: string;
}

/** Looks at one spec alone. It runs once for a spec, however many stacks import it: it may depend on nothing else. */
export interface SpecGuardrail extends Common {
  readonly scope: "spec";
  readonly kinds: readonly CrdKind[];
  /** @param spec The spec as written, without what the component fills in. */
  readonly check: (spec: Mapping) => Iterable<Problem>;
}

/** Looks at a stack: several specs together, or a spec and its surroundings. */
export interface StackGuardrail extends Common {
  readonly scope: "stack";
  readonly check: (view: StackView) => Iterable<PlacedProblem>;
}

/** Looks at all stacks that were read. */
export interface ProjectGuardrail extends Common {
  readonly scope: "project";
  readonly check: (views: readonly StackView[]) => Iterable<PlacedProblem>;
}

/** A rule beyond the schemas. A stack can waive it: `settings.autoscaling.waivers.<id>: "why"`. */
export type Guardrail = SpecGuardrail | StackGuardrail | ProjectGuardrail;
