import { compile } from "./parse";
import { CelError, UnknownValue } from "./values";

/** What a rule says about a value: it holds, it is broken, or it cannot be told without Atmos. */
export type Verdict = "holds" | "broken" | "unknown";

/**
 * Evaluates a rule of a CRD (`x-kubernetes-validations`) as the API server does: an evaluation error, such as a
 * missing key, breaks the rule.
 *
 * @param rule The CEL expression.
 * @param self The value at the place of the rule.
 * @param isOpaque Whether a value is a template or YAML function that only Atmos can resolve.
 */
export function evaluateRule(rule: string, self: unknown, isOpaque: (value: unknown) => boolean): Verdict {
  const evaluate = compile(rule);
  try {
    const verdict = evaluate({ name: "self", value: self, parent: undefined, isOpaque });
    return verdict === true ? "holds" : "broken";
  } catch (error) {
    if (error instanceof UnknownValue) return "unknown";
    if (error instanceof CelError) return "broken";
    throw error;
  }
}
