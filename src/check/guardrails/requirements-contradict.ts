import { isOpaque } from "../../stacks/opaque";
import type { SpecGuardrail } from "../guardrail";
import { allowedValues, requirements } from "../kubernetes/pools";

export const requirementsContradict: SpecGuardrail = {
  id: "requirements-contradict",
  scope: "spec",
  kinds: ["NodePool"],
  title: "The requirements of a pool can be met together",
  reason: "Requirements on one label are intersected: when no value is left, no node ever fits the pool.",
  source: "karpenter docs: concepts/nodepools, spec.template.spec.requirements",
  *check(spec) {
    const all = requirements(spec);
    const seen = new Set<string>();
    for (const { key, values, position } of all) {
      const same = all.filter((item) => item.key === key);
      if (seen.has(key) || same.length < 2 || same.some((item) => item.values.some(isOpaque))) continue;
      seen.add(key);
      const allowed = allowedValues(spec, key);
      if (allowed === undefined) continue;
      const excluded = new Set(
        same.filter((item) => item.operator === "NotIn").flatMap((item) => item.values),
      );
      const contradicts = same.some((item) => item.operator === "DoesNotExist");
      if (!contradicts && [...allowed].some((value) => !excluded.has(value))) continue;
      yield {
        path: ["template", "spec", "requirements", position],
        value: values,
        rule: `the requirements on ${key} leave no value`,
        fix: "write one requirement for the label, with the values that are wanted",
      };
    }
  },
};
