import { isOpaque } from "../../stacks/opaque";
import type { Problem, SpecGuardrail } from "../guardrail";
import { isResourceTrigger, type Trigger, triggers } from "../kubernetes/triggers";
import { type Mapping, mapping, text } from "../path";
import { suggestion } from "../suggest";

/** Words of the expr language that are no trigger names. */
const WORDS = new Set([
  "let",
  "in",
  "not",
  "and",
  "or",
  "true",
  "false",
  "nil",
  "matches",
  "contains",
  "if",
  "else",
]);

/** Names in a formula that must be triggers: words outside of quotes that are not called, nor set with `let`. */
function names(formula: string): readonly string[] {
  const bare = formula.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
  const own = new Set([...bare.matchAll(/\blet\s+([A-Za-z_]\w*)/g)].map((match) => match[1]));
  return [...bare.matchAll(/(?<![\w.#])([A-Za-z_]\w*)(?!\w*\s*\()/g)]
    .map((match) => match[1] ?? "")
    .filter((name) => !WORDS.has(name) && !own.has(name));
}

function* checkNames(formula: string, all: readonly Trigger[]): Generator<Problem> {
  const known = all
    .filter((trigger) => trigger.name !== "" && !isResourceTrigger(trigger))
    .map((trigger) => trigger.name);
  for (const name of new Set(names(formula))) {
    if (known.includes(name)) continue;
    yield {
      path: ["advanced", "scalingModifiers", "formula"],
      value: formula,
      rule: `every name in the formula is the name of a trigger that is not cpu or memory; "${name}" is not`,
      fix: known.length === 0 ? `give a trigger name: ${name}` : suggestion(name, known),
    };
  }
}

function* checkTarget(modifiers: Mapping): Generator<Problem> {
  const target = modifiers.target;
  if (target === undefined || target === "") {
    yield {
      path: ["advanced", "scalingModifiers", "target"],
      value: target,
      rule: "a formula needs a target",
      fix: 'add target, such as "5"',
    };
  } else if (typeof target === "string" && !isOpaque(target) && !(Number(target) > 0)) {
    yield {
      path: ["advanced", "scalingModifiers", "target"],
      value: target,
      rule: "the target is a number above 0, in quotes",
      fix: 'write for example "5"',
    };
  }
}

export const formula: SpecGuardrail = {
  id: "formula",
  scope: "spec",
  kinds: ["ScaledObject"],
  title: "A formula has a target and names triggers that exist",
  reason: "KEDA's webhook compiles the formula with the triggers' names and refuses what does not compile.",
  source: "KEDA 2.20.2: scaledobject_webhook.go, ValidateAndCompileScalingModifiers",
  *check(spec) {
    const modifiers = mapping(mapping(spec.advanced).scalingModifiers);
    if (Object.keys(modifiers).length === 0) return;
    const written = text(modifiers.formula) ?? "";
    if (written === "") {
      yield {
        path: ["advanced", "scalingModifiers", "formula"],
        value: modifiers.formula,
        rule: "scalingModifiers need a formula",
        fix: "add formula, or remove scalingModifiers",
      };
      return;
    }
    yield* checkTarget(modifiers);
    if (!isOpaque(written)) yield* checkNames(written, triggers(spec));
  },
};
