import { type CompletionVars, completeScaledObjects } from "../components/keda-scaled-objects/complete";
import type { Instance } from "../stacks/types";
import { text } from "./path";

/**
 * Why Terraform would refuse an instance of `keda-scaled-objects` although its inputs fit: the component's own
 * preconditions, computed by their twin in TypeScript. Sentences with place, value, rule and fix.
 *
 * Called for instances without another finding: guardrails say the same of most mistakes, at the line.
 */
export function checkCompletion(instance: Instance): readonly string[] {
  const { vars } = instance;
  // The twin takes any text for these: what is missing or of another type is a finding of its own.
  const place = {
    cluster_name: text(vars.cluster_name) ?? "",
    region: text(vars.region) ?? "",
    account_id: text(vars.account_id) ?? "",
  };
  return completeScaledObjects({ ...vars, ...place } as CompletionVars).problems;
}
