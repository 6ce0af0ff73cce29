import { isOpaque } from "../stacks/opaque";
import type { Instance } from "../stacks/types";
import type { Schema } from "../upstream/crds";
import type { Inputs } from "./inputs";
import { type Violation, validate } from "./validate";

const NONE: readonly Violation[] = [];
const primitives = new WeakMap<Schema, Map<unknown, readonly Violation[]>>();

const patterns = new WeakMap<Schema, RegExp>();

/**
 * Whether a text fits a schema that says nothing but `type`, `pattern` and length. Most variables are such texts, and
 * many are different in every stack; the validator would compile the pattern anew for each of them.
 */
function isPlainlyRight(schema: Schema, value: string): boolean {
  if (schema.type !== "string" || schema.enum !== undefined || schema.format !== undefined) return false;
  const { minLength, maxLength, pattern } = schema;
  // Code points are at most as many as UTF-16 units: a text that is short enough in units is short enough.
  if (minLength !== undefined || (typeof maxLength === "number" && value.length > maxLength)) return false;
  if (pattern === undefined) return true;
  let compiled = patterns.get(schema);
  if (compiled === undefined) {
    compiled = new RegExp(pattern, "u");
    patterns.set(schema, compiled);
  }
  return compiled.test(value);
}

/** `validate` with a memory for text, numbers and booleans too: 800 stacks have few regions and cluster names. */
function validateOnce(schema: Schema, value: unknown): readonly Violation[] {
  if (typeof value === "object" && value !== null) return validate(schema, value, isOpaque);
  if (typeof value === "string" && isPlainlyRight(schema, value)) return NONE;
  let results = primitives.get(schema);
  if (results === undefined) {
    results = new Map();
    primitives.set(schema, results);
  }
  let found = results.get(value);
  if (found === undefined) {
    found = validate(schema, value, isOpaque);
    results.set(value, found);
  }
  return found;
}

/** Names that are missing or unknown. The values are validated one by one. */
function checkNames(instance: Instance, { vars, properties }: Inputs): readonly Violation[] {
  const isComplete = (vars.required ?? []).every((name) => Object.hasOwn(instance.vars, name));
  const isOpen = vars.additionalProperties !== false;
  if (isComplete && (isOpen || Object.keys(instance.vars).every((name) => properties.has(name)))) return [];
  return validate(vars, instance.vars, isOpaque).filter(
    ({ id, path }) => path.length === 1 && (id === "unknown-field" || id === "missing-field"),
  );
}

/** Everything that is wrong with the variables of an instance, by its component's schema. Places begin at `vars`. */
export function checkInputs(instance: Instance, inputs: Inputs): readonly Violation[] {
  const found: Violation[] = [];
  for (const violation of checkNames(instance, inputs)) {
    found.push({ ...violation, path: ["vars", ...violation.path] });
  }
  for (const [name, value] of Object.entries(instance.vars)) {
    const schema = inputs.properties.get(name);
    if (schema === undefined) continue;
    for (const violation of validateOnce(schema, value)) {
      found.push({ ...violation, path: ["vars", name, ...violation.path] });
    }
  }
  return found;
}
