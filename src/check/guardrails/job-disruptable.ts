import { isOpaque } from "../../stacks/opaque";
import type { SpecGuardrail } from "../guardrail";
import { mapping } from "../path";

const ANNOTATION = "karpenter.sh/do-not-disrupt";

export const jobDisruptable: SpecGuardrail = {
  id: "job-disruptable",
  scope: "spec",
  kinds: ["ScaledJob"],
  title: "Pods of a ScaledJob are not disrupted",
  reason: "Consolidation evicts a running job's pod, and the work starts again from the beginning.",
  source: "karpenter docs: concepts/disruption, pod-level controls",
  *check(spec) {
    const template = mapping(mapping(spec.jobTargetRef).template);
    const value = mapping(mapping(template.metadata).annotations)[ANNOTATION];
    // Besides "true", Karpenter takes a Go duration: the pod is protected for that long.
    if (
      value === "true" ||
      (typeof value === "string" && (isOpaque(value) || /^([0-9]+(h|m|s))+$/.test(value)))
    )
      return;
    yield {
      path: ["jobTargetRef", "template", "metadata", "annotations", ANNOTATION],
      value,
      rule: `pods of a ScaledJob have the annotation ${ANNOTATION}`,
      fix: `add ${ANNOTATION}: "true" to jobTargetRef.template.metadata.annotations`,
    };
  },
};
