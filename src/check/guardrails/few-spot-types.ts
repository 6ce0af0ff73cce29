import type { SpecGuardrail } from "../guardrail";
import { allowedValues } from "../kubernetes/pools";
import { mapping } from "../path";

/** Karpenter replaces a spot node by a cheaper one only when that many types are cheaper. */
const FEWEST = 15;

export const fewSpotTypes: SpecGuardrail = {
  id: "few-spot-types",
  scope: "spec",
  kinds: ["NodePool"],
  title: `A consolidating spot pool has at least ${FEWEST} instance types`,
  reason: `Spot-to-spot consolidation needs ${FEWEST} cheaper types; with few types, interruptions are frequent too.`,
  source: "karpenter docs: concepts/disruption, spot consolidation",
  *check(spec) {
    const types = allowedValues(spec, "node.kubernetes.io/instance-type");
    const policy = mapping(spec.disruption).consolidationPolicy;
    if (types === undefined || types.size >= FEWEST || policy === "WhenEmpty") return;
    if (allowedValues(spec, "karpenter.sh/capacity-type")?.has("spot") !== true) return;
    yield {
      path: ["template", "spec", "requirements"],
      value: [...types],
      rule: `a spot pool that consolidates needs at least ${FEWEST} instance types; it has ${types.size}`,
      fix: "require karpenter.k8s.aws/instance-category and instance-generation instead of types, or use consolidationPolicy: WhenEmpty",
    };
  },
};
