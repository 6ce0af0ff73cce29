import { type CompletionVars, completeScaledObjects } from "../components/keda-scaled-objects/complete";
import type { Instance } from "../stacks/types";
import { text } from "./path";

/** Variables that decide the preconditions. Those that only name things (account, cluster) are left out. */
const DECISIVE = [
  "scaled_objects",
  "scaled_jobs",
  "scaled_object_defaults",
  "scaled_job_defaults",
  "trigger_authentications",
  "object_annotations",
  "workload_namespace",
  "region",
] as const;

const numbers = new WeakMap<object, number>();
let highest = 0;

/** The same text for the same object or text: an instance that differs in nothing else is completed once. */
function identity(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
  let number = numbers.get(value);
  if (number === undefined) {
    highest++;
    number = highest;
    numbers.set(value, number);
  }
  return `#${number}`;
}

const checked = new Map<string, readonly string[]>();

/**
 * Why Terraform would refuse an instance of `keda-scaled-objects` although its inputs fit: the component's own
 * preconditions, computed by their twin in TypeScript. Sentences with place, value, rule and fix.
 *
 * Called for instances without another finding: guardrails say the same of most mistakes, at the line.
 */
export function checkCompletion({ vars }: Instance): readonly string[] {
  const key = DECISIVE.map((name) => identity(vars[name])).join(" ");
  let found = checked.get(key);
  if (found === undefined) {
    const fixed = { cluster_name: "cluster", account_id: "000000000000", region: text(vars.region) ?? "" };
    found = completeScaledObjects({ ...vars, ...fixed } as CompletionVars).problems;
    checked.set(key, found);
  }
  return found;
}
