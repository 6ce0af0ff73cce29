import { isOpaque } from "./opaque";
import { kindOf } from "./problem";
import type { Section } from "./types";

/** A Go template of plain placeholders, taken apart. */
export interface NameTemplate {
  readonly source: string;
  /** Text, or the path of a placeholder: `["vars", "stage"]`. */
  readonly parts: readonly (string | readonly string[])[];
}

/** What a placeholder may refer to. */
export interface TemplateData {
  readonly vars: Section;
  readonly settings: Section;
}

const PLACEHOLDER = /\{\{\s*\.((?:vars|settings)(?:\.[A-Za-z_][A-Za-z0-9_]*)+)\s*\}\}/g;

/** undefined when the template has anything but plain `{{ .vars.x }}` and `{{ .settings.x }}` placeholders. */
export function parseNameTemplate(source: string): NameTemplate | undefined {
  const parts: (string | readonly string[])[] = [];
  let end = 0;
  for (const match of source.matchAll(PLACEHOLDER)) {
    if (match.index > end) parts.push(source.slice(end, match.index));
    parts.push((match[1] ?? "").split("."));
    end = match.index + match[0].length;
  }
  if (end < source.length) parts.push(source.slice(end));
  return parts.some((part) => typeof part === "string" && part.includes("{{"))
    ? undefined
    : { source, parts };
}

/** Why a template has no value for an instance. */
export class TemplateGap extends Error {
  constructor(
    readonly path: readonly string[],
    readonly value: unknown,
    readonly rule: string,
  ) {
    super(rule);
    this.name = "TemplateGap";
  }
}

/**
 * The template with its placeholders filled in, as text/template prints strings, integers and booleans.
 *
 * @throws TemplateGap when a value is missing (Atmos stops: missingkey=error), null, opaque, or of another kind.
 */
export function fillNameTemplate(template: NameTemplate, data: TemplateData): string {
  let text = "";
  for (const part of template.parts) text += typeof part === "string" ? part : fill(part, data);
  return text;
}

function fill(path: readonly string[], data: TemplateData): string {
  let value: unknown = data;
  for (const key of path) {
    if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.hasOwn(value, key)) {
      throw new TemplateGap(
        path,
        undefined,
        "the name template needs this value and the instance does not have it",
      );
    }
    value = (value as Section)[key];
  }
  if (isOpaque(value))
    throw new TemplateGap(path, value, "the name template needs this value and only Atmos can resolve it");
  if (typeof value === "string" || typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
  throw new TemplateGap(path, value, `the name template needs a string here, not ${kindOf(value)}`);
}
