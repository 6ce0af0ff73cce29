import { getScalarValue, SCALAR_STYLE, type ScalarEvent } from "js-yaml";
import { CARRIED_FUNCTIONS } from "../opaque";
import { resolvePlain, UnsafeScalar } from "./scalar";
import { NONE, type Source } from "./source";

const ESCAPED_SLASH = /(?:^|[^\\])(?:\\\\)*\\\//;
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;

/** Core tags whose value must be of one JavaScript type. */
const TAGGED_TYPES: Readonly<Record<string, string>> = {
  "!!int": "number",
  "!!float": "number",
  "!!bool": "boolean",
};

/** The value of a scalar: text when quoted, what yaml.v3 makes of it when plain, text for a YAML function. */
export function scalarValue(source: Source, event: ScalarEvent): unknown {
  const text = scalarText(source, event);
  if (event.tagStart !== NONE) return taggedValue(source, event, text);
  return event.style === SCALAR_STYLE.PLAIN ? plainValue(source, event, text) : text;
}

/** A scalar in the place of a key. */
export function keyText(source: Source, event: ScalarEvent): string {
  const key = scalarText(source, event);
  if (event.tagStart !== NONE) unknownTag(source, event.tagStart, event.tagEnd);
  if (event.style === SCALAR_STYLE.PLAIN) {
    if (typeof resolvePlain(key) !== "string")
      source.fail(event.valueStart, key, "a key must be a string", "Quote the key.");
  } else if (key === "<<") {
    // Atmos writes the parsed file as YAML and reads it again: the quotes are lost on the way.
    source.fail(
      event.valueStart,
      key,
      "Atmos merges a quoted << too",
      "Write << without quotes, or choose another key.",
    );
  }
  if (key === "__proto__") {
    source.fail(
      event.valueStart,
      key,
      "this key has a meaning of its own in JavaScript",
      "Choose another key.",
    );
  }
  return key;
}

/** Reports a tag that Atmos would ignore or resolve in a way of its own. */
export function unknownTag(source: Source, start: number, end: number): never {
  const tag = source.slice(start, end);
  if (tag === "!include") {
    const rule = "Atmos reads the included file while it parses, this reader does not";
    source.fail(start, tag, rule, "Import a manifest, or write the value out.");
  }
  const rule = "the tag does not fit this value, or is no YAML function that Atmos 1.190 carries";
  return source.fail(
    start,
    tag,
    rule,
    `Use one of ${[...CARRIED_FUNCTIONS].join(", ")} on a string, or no tag.`,
  );
}

function scalarText(source: Source, event: ScalarEvent): string {
  if (event.style === SCALAR_STYLE.DOUBLE_QUOTED && !event.fast) {
    const raw = source.slice(event.valueStart, event.valueEnd);
    if (ESCAPED_SLASH.test(raw))
      source.fail(event.valueStart, raw, "Atmos does not know the escape \\/", "Write / alone.");
    if (SURROGATE_ESCAPE.test(raw)) {
      const fix = "Write the character itself or \\U and eight digits.";
      source.fail(event.valueStart, raw, "Atmos refuses half a character in an escape", fix);
    }
  }
  return getScalarValue(source.text, event);
}

function taggedValue(source: Source, event: ScalarEvent, text: string): unknown {
  const tag = source.slice(event.tagStart, event.tagEnd);
  if (CARRIED_FUNCTIONS.has(tag)) return `${tag} ${text.trim()}`.trim();
  if (tag === "!!str") return text;
  const value = plainValue(source, event, text);
  if (tag === "!!null" && value === null) return null;
  const fits = Object.hasOwn(TAGGED_TYPES, tag) && typeof value === TAGGED_TYPES[tag];
  if (fits && (tag !== "!!int" || Number.isInteger(value))) return value;
  return unknownTag(source, event.tagStart, event.tagEnd);
}

function plainValue(source: Source, event: ScalarEvent, text: string): unknown {
  const value = resolvePlain(text);
  if (value instanceof UnsafeScalar) source.fail(event.valueStart, text, value.rule, value.fix);
  return value;
}
