import type { Schema } from "../../upstream/crds";
import { nearest, suggestion } from "../suggest";
import type { Leaf } from "./leaves";
import { explainPattern } from "./patterns";

/** The rule that a value breaks and what to write instead, in one sentence each. */
export interface Wording {
  /** Part of the finding's id, such as `unknown-field`. */
  readonly id: string;
  readonly rule: string;
  readonly fix: string;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  object: "a mapping",
  array: "a list",
  null: "null",
};

/** JSON Schema's `type` in words: `a whole number or text`. */
export function typeWords(schema: Schema): string {
  const types = [schema.type ?? []].flat();
  return types.map((type) => TYPE_NAMES[type] ?? type).join(" or ");
}

function wordType(value: unknown, schema: Schema): Wording {
  const types = [schema.type ?? []].flat();
  const rule = `must be ${typeWords(schema)}`;
  let fix = `write ${typeWords(schema)}`;
  if (types.includes("string") && (typeof value === "number" || typeof value === "boolean")) {
    fix = `write it in quotes: "${String(value)}"`;
  } else if (typeof value === "string" && value !== "") {
    const isNumber = types.includes("integer") || types.includes("number");
    if (isNumber && Number.isFinite(Number(value))) fix = `write ${value} without quotes`;
    else if (types.includes("boolean") && /^(true|yes|on|false|no|off)$/i.test(value)) {
      fix = `write ${/^(true|yes|on)$/i.test(value) ? "true" : "false"} without quotes`;
    } else if (types.includes("array")) fix = "write a list: one line with a dash for each value";
  } else if (value === null) fix = `write ${typeWords(schema)}, or remove the line`;
  return { id: "wrong-type", rule, fix };
}

function wordUnknown(name: string, schema: Schema): Wording {
  const known = Object.keys(schema.properties ?? {});
  const meant = nearest(name, known);
  const listed = known.length > 12 ? `${known.slice(0, 12).join(", ")}, ...` : known.join(", ");
  return {
    id: "unknown-field",
    rule: known.length === 0 ? "there are no fields here" : `must be one of the fields here: ${listed}`,
    fix: meant === undefined ? "remove the line, or use one of the fields here" : `did you mean "${meant}"?`,
  };
}

function wordChoice(value: unknown, schema: Schema): Wording {
  const choices = (schema.enum ?? []).map(String);
  return {
    id: "not-a-choice",
    rule: `must be one of: ${choices.join(", ")}`,
    fix: suggestion(String(value), choices),
  };
}

/** The name in the validator's `... required property "name".` */
export function missingName(message: string): string {
  return /required property "(.*)"\.$/s.exec(message)?.[1] ?? "";
}

function wordRequired(name: string, schema: Schema): Wording {
  const wanted = schema.properties?.[name];
  const example =
    wanted?.enum === undefined ? (wanted === undefined ? "" : typeWords(wanted)) : wanted.enum.join(" or ");
  return {
    id: "missing-field",
    rule: `${name} is required`,
    fix: `add ${name}${example === "" ? "" : ` (${example})`}`,
  };
}

type Bound = (bound: string) => readonly [rule: string, fix: string];

const isOne = (bound: string): boolean => bound === "1";

const BOUNDS: Readonly<Record<string, Bound>> = {
  minimum: (bound) => [`must be at least ${bound}`, `write ${bound} or more`],
  maximum: (bound) => [`must be at most ${bound}`, `write ${bound} or less`],
  exclusiveMinimum: (bound) => [`must be more than ${bound}`, `write more than ${bound}`],
  exclusiveMaximum: (bound) => [`must be less than ${bound}`, `write less than ${bound}`],
  multipleOf: (bound) => [`must be a multiple of ${bound}`, `write a multiple of ${bound}`],
  minLength: (bound) => [
    isOne(bound) ? "must not be empty" : `must have at least ${bound} characters`,
    "write more",
  ],
  maxLength: (bound) => [`must have at most ${bound} characters`, "shorten it"],
  minItems: (bound) => [
    isOne(bound) ? "must not be empty" : `must have at least ${bound} items`,
    "add an item",
  ],
  maxItems: (bound) => [`must have at most ${bound} items`, "remove items"],
  minProperties: (bound) => [`must have at least ${bound} fields`, "add a field"],
  maxProperties: (bound) => [`must have at most ${bound} fields`, "remove fields"],
};

/** The rule and the fix for one exact error. `name` is the last part of the place of the value. */
export function word(leaf: Leaf, value: unknown, name: string): Wording {
  const { keyword, schema } = leaf;
  if (keyword === "unknown") return wordUnknown(name, schema);
  if (keyword === "type") return wordType(value, schema);
  if (keyword === "enum") return wordChoice(value, schema);
  if (keyword === "const") return wordChoice(value, { enum: [schema.const] });
  if (keyword === "required") return wordRequired(missingName(leaf.message), schema);
  if (keyword === "pattern") {
    const words = explainPattern(schema.pattern ?? "");
    return { id: "wrong-format", rule: `must be ${words}`, fix: `write ${words}` };
  }
  if (keyword === "format") {
    const format = String(schema.format);
    return { id: "wrong-format", rule: `must be a valid ${format}`, fix: `write a valid ${format}` };
  }
  if (keyword === "anyOf" || keyword === "oneOf") {
    const branches = (schema[keyword] as readonly Schema[] | undefined) ?? [];
    return wordType(value, { type: [...new Set(branches.flatMap((branch) => branch.type ?? []))] });
  }
  const bound = BOUNDS[keyword]?.(String(schema[keyword]));
  if (bound === undefined) return { id: "refused", rule: leaf.message, fix: "change the value" };
  const [rule, fix] = bound;
  return { id: "out-of-range", rule, fix };
}
