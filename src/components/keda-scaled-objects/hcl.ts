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

/** How deep `deepMerge` looks. The deepest mapping of a ScaledObject is at five, of a ScaledJob at seven. */
const depth = 8;

/**
 * `over` on top of `base`: mappings are merged, anything else is replaced, as Atmos does it. Terraform has no recursion,
 * so the levels are written out.
 */
export function deepMerge(base: string, over: string, level = 1): string {
  if (level === depth) return `merge(${base}, ${over})`;
  const key = `key${level}`;
  const [below, above] = [`${base}[${key}]`, `${over}[${key}]`];
  return (
    `merge(${base}, ${over}, { for ${key} in keys(${over}) : ${key} => ${deepMerge(below, above, level + 1)} ` +
    `if can(keys(${below})) && can(keys(${above})) })`
  );
}
