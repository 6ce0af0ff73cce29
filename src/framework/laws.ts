import { TerraformElement, TerraformStack } from "cdktf";
import { limitViolations } from "./limits";
import type { ComponentStack } from "./stack";

type Resources = Record<string, Record<string, Record<string, unknown>>>;

/**
 * What must hold for every component. Synthesis fails with these sentences when it does not.
 *
 * @returns one sentence per violation
 */
export function violations(stack: ComponentStack): string[] {
  const document = stack.document() as { resource?: Resources };
  const resources = document.resource ?? {};
  return [
    ...duplicates(stack),
    ...templates(document, []),
    ...permanentResources(resources),
    ...limitViolations(resources, stack.bounds),
  ];
}

/** CDKTF merges two elements with one id silently: the later one wins attribute by attribute. */
function duplicates(stack: ComponentStack): string[] {
  const seen = new Map<string, string>();
  const found: string[] = [];
  for (const element of stack.node.findAll()) {
    if (!TerraformElement.isTerraformElement(element) || TerraformStack.isStack(element)) continue;
    const kind =
      "terraformResourceType" in element ? String(element.terraformResourceType) : element.constructor.name;
    const id = `${kind}.${element.friendlyUniqueId}`;
    if (kind.endsWith("Provider") || element.constructor.name.endsWith("Provider")) continue;
    const first = seen.get(id);
    if (first !== undefined) {
      found.push(
        `${id} is declared twice, by ${first} and ${element.node.path}: give one of them another id`,
      );
    }
    seen.set(id, element.node.path);
  }
  return found;
}

/** Newer Atmos evaluates Go templates in Terraform text (atmos#2145). */
function templates(value: unknown, path: readonly string[]): string[] {
  if (typeof value === "string") {
    return value.includes("{{")
      ? [`${path.join(".")} contains "{{", which Atmos would evaluate: ${value}`]
      : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => templates(inner, [...path, key]));
}

/** `enabled: false` has to leave nothing behind, so each resource says when it exists. */
function permanentResources(resources: Resources): string[] {
  return Object.entries(resources).flatMap(([type, byId]) =>
    Object.entries(byId)
      .filter(([, config]) => !("count" in config) && !("for_each" in config))
      .map(([id]) => `${type}.${id} has neither count nor for_each: enabled = false would leave it behind`),
  );
}
