/** The YAML functions that Atmos 1.190.0 carries as text until it resolves them (pkg/utils/yaml_utils.go, AtmosYamlTags). */
export const CARRIED_FUNCTIONS: ReadonlySet<string> = new Set([
  "!exec",
  "!store",
  "!store.get",
  "!template",
  "!terraform.output",
  "!terraform.state",
  "!env",
]);

const CARRIED = /^!(?:exec|store|store\.get|template|terraform\.output|terraform\.state|env)(?:\s|$)/;

/**
 * True when only Atmos can tell the value: a YAML function (`!terraform.state karpenter .queue_name`, carried
 * as that text) or a string with a Go template. Checks skip such values instead of judging the text.
 * A map or list is never opaque itself; look at its values.
 */
export function isOpaque(value: unknown): boolean {
  return (
    typeof value === "string" && (value.includes("{{") || (value.startsWith("!") && CARRIED.test(value)))
  );
}
