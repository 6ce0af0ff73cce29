import { dump } from "js-yaml";

/** A value that Helm fills in: the expression, whose answer is written as JSON, so that it fits anywhere. */
export function fill(expression: string): string {
  return raw(`{{ ${expression} | toJson }}`);
}

/** Part of a text that Helm fills in. */
export function part(expression: string): string {
  return raw(`{{ ${expression} }}`);
}

/** Letters and digits alone, so that YAML writes it without quotes. */
function raw(action: string): string {
  return `HELM${Buffer.from(action).toString("hex")}END`;
}

/**
 * A template of a chart: an object in YAML.
 *
 * @param condition expression of when it is there. @default always
 */
export function template(object: object, condition?: string): string {
  const text = dump(object, { lineWidth: -1, noRefs: true });
  if (text.includes("{{")) throw new Error(`a template would run what it holds: ${text.slice(0, 200)}`);
  const filled = text.replace(/HELM((?:[0-9a-f]{2})+)END/g, (_, hex: string) =>
    Buffer.from(hex, "hex").toString("utf8"),
  );
  return condition === undefined ? filled : `{{- if ${condition} }}\n${filled}{{- end }}\n`;
}
