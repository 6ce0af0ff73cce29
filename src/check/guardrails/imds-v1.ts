import type { SpecGuardrail } from "../guardrail";
import { mapping } from "../path";

export const imdsV1: SpecGuardrail = {
  id: "imds-v1",
  scope: "spec",
  kinds: ["EC2NodeClass"],
  title: "Nodes answer version 2 of the instance metadata service only",
  reason: "Version 1 hands the node role to anything that can make the node send a plain GET.",
  source: "karpenter 1.14.1: EC2NodeClass spec.metadataOptions.httpTokens, default required",
  *check(spec) {
    const value = mapping(spec.metadataOptions).httpTokens;
    if (value !== "optional") return;
    yield {
      path: ["metadataOptions", "httpTokens"],
      value,
      rule: "httpTokens is required (IMDSv2)",
      fix: "write required, or remove the line: required is the default",
    };
  },
};
