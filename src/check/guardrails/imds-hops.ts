import type { SpecGuardrail } from "../guardrail";
import { mapping } from "../path";

export const imdsHops: SpecGuardrail = {
  id: "imds-hops",
  scope: "spec",
  kinds: ["EC2NodeClass"],
  title: "Pods cannot reach the instance metadata service",
  reason: "With a hop limit of 2 or more every pod can act as the node role.",
  source: "karpenter 1.14.1: EC2NodeClass spec.metadataOptions.httpPutResponseHopLimit, default 1",
  *check(spec) {
    const value = mapping(spec.metadataOptions).httpPutResponseHopLimit;
    if (typeof value !== "number" || value <= 1) return;
    yield {
      path: ["metadataOptions", "httpPutResponseHopLimit"],
      value,
      rule: "httpPutResponseHopLimit is 1",
      fix: "write 1 and give pods that need AWS a Pod Identity",
    };
  },
};
