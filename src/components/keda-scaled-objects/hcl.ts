import type { ComponentStack } from "../../framework/stack";
import type { inputs } from "./inputs";

/** The component's stack: its own inputs and those of the context, the cluster and IAM. */
export type Stack = ComponentStack<
  Extract<keyof typeof inputs, string> | "cluster_name" | "permissions_boundary_arn"
>;

/** HCL written over several lines, as one line. White space inside its strings must be single spaces. */
export function hcl(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** The text at an expression that may not exist: null when it is absent, null, empty or not a plain value. */
export function optionalText(expression: string): string {
  return `try(coalesce(tostring(${expression})), null)`;
}
