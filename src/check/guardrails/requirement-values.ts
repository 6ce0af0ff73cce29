import { isOpaque } from "../../stacks/opaque";
import type { SpecGuardrail } from "../guardrail";
import { requirements } from "../kubernetes/pools";
import { nearest } from "../suggest";

/** Labels whose values are known. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  "karpenter.sh/capacity-type": ["spot", "on-demand", "reserved"],
  "kubernetes.io/arch": ["amd64", "arm64"],
  "kubernetes.io/os": ["linux", "windows"],
  "karpenter.k8s.aws/instance-tenancy": ["default", "dedicated"],
};

export const requirementValues: SpecGuardrail = {
  id: "requirement-values",
  scope: "spec",
  kinds: ["NodePool"],
  title: "Requirements on capacity type, architecture, system and tenancy have values that exist",
  reason: "Karpenter drops unknown values, and makes no node from a pool that has no known one left.",
  source:
    "karpenter 1.14.1: pkg/apis/v1/labels.go, WellKnownValuesForRequirements; v1 labels of the AWS provider",
  *check(spec) {
    for (const { key, values, position } of requirements(spec)) {
      const known = VALUES[key];
      if (known === undefined) continue;
      for (const [index, value] of values.entries()) {
        if (known.includes(value) || isOpaque(value)) continue;
        const meant =
          { ondemand: "on-demand", x86_64: "amd64", aarch64: "arm64" }[value] ?? nearest(value, known);
        yield {
          path: ["template", "spec", "requirements", position, "values", index],
          value,
          rule: `values of ${key} are ${known.join(", ")}`,
          fix: meant === undefined ? `use one of: ${known.join(", ")}` : `did you mean "${meant}"?`,
        };
      }
    }
  },
};
