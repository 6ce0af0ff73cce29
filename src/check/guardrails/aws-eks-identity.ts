import type { SpecGuardrail } from "../guardrail";
import { mapping } from "../path";

export const awsEksIdentity: SpecGuardrail = {
  id: "aws-eks-identity",
  scope: "spec",
  kinds: ["TriggerAuthentication", "ClusterTriggerAuthentication"],
  title: "Pod identity uses the provider aws",
  reason: "KEDA has deprecated aws-eks and will remove it.",
  source: "KEDA 2.20.2: apis/keda/v1alpha1/triggerauthentication_types.go, PodIdentityProviderAwsEKS",
  *check(spec) {
    const value = mapping(spec.podIdentity).provider;
    if (value !== "aws-eks") return;
    yield {
      path: ["podIdentity", "provider"],
      value,
      rule: "aws-eks is deprecated",
      fix: "write provider: aws",
    };
  },
};
