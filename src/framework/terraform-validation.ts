import { interpolate, quoted } from "./expressions";
import { type InputSchema, isNullable, withoutNull } from "./schema";

/** A `validation` block of a Terraform variable, in Terraform's own names. */
export interface Validation {
  readonly condition: string;
  readonly error_message: string;
}

interface Rule {
  /** Expression that is true for a valid value. */
  readonly holds: string;
  /** The rule in words, as the end of the sentence "x must ...". */
  readonly words: string;
}

/**
 * The `validation` blocks of an input: every pattern, length, range and choice of its schema, also inside lists,
 * maps and objects. Verbatim specs have none: `check` and the API server know their schemas.
 */
export function validations(name: string, schema: InputSchema): Validation[] {
  const stated = (schema.rules ?? []).map((rule) => ({
    condition: interpolate(rule.condition),
    error_message: rule.message,
  }));
  return [...derived(name, schema), ...stated];
}

function derived(name: string, schema: InputSchema): Validation[] {
  if (schema.terraformType === "any") return keyRules(`var.${name}`, schema).map((rule) => block(name, rule));
  return rules(`var.${name}`, schema, "").map((rule) => block(name, rule));
}

function block(name: string, rule: Rule): Validation {
  const message = `${name} must ${rule.words}.`;
  return {
    condition: interpolate(rule.holds),
    error_message: (message.charAt(0).toUpperCase() === message.charAt(0) ? message : `Input ${message}`)
      .replaceAll("${", () => "$${")
      .replaceAll("%{", () => "%%{"),
  };
}

function rules(expression: string, nullable: InputSchema, field: string): Rule[] {
  const schema = withoutNull(nullable);
  const found = [
    ...ownRules(expression, schema, field),
    ...keyRules(expression, schema),
    ...listRules(expression, schema, field),
    ...mapRules(expression, schema, field),
    ...fieldRules(expression, schema, field),
  ];
  return isNullable(nullable)
    ? found.map((rule) => ({ ...rule, holds: orNull(expression, rule.holds) }))
    : found;
}

/** Terraform evaluates both sides of `||`, so a null value is kept away from the rule by a conditional. */
function orNull(expression: string, holds: string): string {
  return `${expression} == null ? true : ${holds}`;
}

function ownRules(x: string, schema: InputSchema, field: string): Rule[] {
  const found: Rule[] = [];
  const add = (holds: string, words: string) =>
    found.push({ holds, words: field === "" ? words : `have ${field} that ${third(words)}` });
  if (schema.enum !== undefined) {
    add(`contains([${schema.enum.map(quoted).join(", ")}], ${x})`, `be one of ${schema.enum.join(", ")}`);
  }
  if (schema.pattern !== undefined) {
    // JavaScript escapes slashes in the source of a regular expression; RE2 and readers do without.
    const pattern = schema.pattern.replaceAll("\\/", "/");
    add(`can(regex(${quoted(pattern)}, ${x}))`, `match ${pattern}`);
  }
  if (schema.minLength !== undefined)
    add(`length(${x}) >= ${schema.minLength}`, `have at least ${schema.minLength} characters`);
  if (schema.maxLength !== undefined)
    add(`length(${x}) <= ${schema.maxLength}`, `have at most ${schema.maxLength} characters`);
  if (schema.type === "integer") add(`floor(${x}) == ${x}`, "be a whole number");
  if (schema.minimum !== undefined && schema.minimum !== Number.MIN_SAFE_INTEGER)
    add(`${x} >= ${schema.minimum}`, `be at least ${schema.minimum}`);
  if (schema.maximum !== undefined && schema.maximum !== Number.MAX_SAFE_INTEGER)
    add(`${x} <= ${schema.maximum}`, `be at most ${schema.maximum}`);
  if (schema.minItems !== undefined)
    add(`length(${x}) >= ${schema.minItems}`, `have at least ${schema.minItems} items`);
  if (schema.maxItems !== undefined)
    add(`length(${x}) <= ${schema.maxItems}`, `have at most ${schema.maxItems} items`);
  return found;
}

function third(words: string): string {
  if (words.startsWith("be ")) return `is ${words.slice(3)}`;
  if (words.startsWith("have ")) return `has ${words.slice(5)}`;
  return words.replace("match ", "matches ");
}

function keyRules(x: string, schema: InputSchema): Rule[] {
  const pattern = schema.propertyNames?.pattern?.replaceAll("\\/", "/");
  if (pattern === undefined) return [];
  return [
    {
      holds: `alltrue([for key in keys(${x}) : can(regex(${quoted(pattern)}, key))])`,
      words: `have keys that match ${pattern}`,
    },
  ];
}

function listRules(x: string, schema: InputSchema, field: string): Rule[] {
  if (schema.items === undefined) return [];
  return each(x, schema.items, field === "" ? "items" : `items of ${field}`);
}

function mapRules(x: string, schema: InputSchema, field: string): Rule[] {
  if (typeof schema.additionalProperties !== "object") return [];
  return each(x, schema.additionalProperties, field === "" ? "values" : `values of ${field}`);
}

function each(x: string, schema: InputSchema, field: string): Rule[] {
  const item = `item${(x.match(/item/g) ?? []).length === 0 ? "" : (x.match(/item/g) ?? []).length}`;
  return rules(item, schema, field).map((rule) => ({
    ...rule,
    holds: `alltrue([for ${item} in ${x} : ${rule.holds}])`,
  }));
}

function fieldRules(x: string, schema: InputSchema, field: string): Rule[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const optional = !required.has(name) && !("default" in property && property.default !== null);
    const inner = rules(`${x}.${name}`, property, field === "" ? name : `${name} of ${field}`);
    return optional && !isNullable(property)
      ? inner.map((rule) => ({ ...rule, holds: orNull(`${x}.${name}`, rule.holds) }))
      : inner;
  });
}
