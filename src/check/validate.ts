import type { Validator } from "@cfworker/json-schema";
import type { Schema } from "../upstream/crds";
import { type Path, parsePointer, valueAt } from "./path";
import type { Wording } from "./schema/wording";

/** One thing that is wrong with a value, at its innermost place. */
export interface Violation extends Wording {
  /** Place below the value that was validated. A missing field's place is where it should be. */
  readonly path: Path;
  /** The refused value; undefined for a missing field. */
  readonly value: unknown;
}

/** Whether a value is a template or YAML function that only Atmos can resolve. */
export type IsOpaque = (value: unknown) => boolean;

const NONE: readonly Violation[] = [];

const validators = new WeakMap<Schema, Validator>();
const checked = new WeakMap<Schema, WeakMap<object, readonly Violation[]>>();

function validatorOf(schema: Schema): Validator {
  let validator = validators.get(schema);
  if (validator === undefined) {
    const { Validator } = require("@cfworker/json-schema") as typeof import("@cfworker/json-schema");
    validator = new Validator(schema as ConstructorParameters<typeof Validator>[0], "2019-09", false);
    validators.set(schema, validator);
  }
  return validator;
}

function schemaViolations(schema: Schema, value: unknown, isOpaque: IsOpaque): Violation[] {
  const result = validatorOf(schema).validate(value);
  if (result.valid) return [];
  const { leaves } = require("./schema/leaves") as typeof import("./schema/leaves");
  const { missingName, word } = require("./schema/wording") as typeof import("./schema/wording");
  return leaves(schema, result.errors).flatMap((leaf) => {
    const path = parsePointer(leaf.instance, value);
    const refused = valueAt(value, path);
    if (leaf.keyword !== "unknown" && isOpaque(refused)) return [];
    const wording = word(leaf, refused, String(path.at(-1) ?? ""));
    if (leaf.keyword === "required")
      return [{ ...wording, path: [...path, missingName(leaf.message)], value: undefined }];
    return [{ ...wording, path, value: refused }];
  });
}

function ruleViolations(schema: Schema, value: unknown, isOpaque: IsOpaque): readonly Violation[] {
  const { walkRules } = require("./schema/walk-rules") as typeof import("./schema/walk-rules");
  const broken = walkRules(schema, value, isOpaque);
  if (broken.length === 0) return NONE;
  const { wordRule } = require("./schema/rule-wording") as typeof import("./schema/rule-wording");
  return broken.map(({ path, value: refused, rule }) => {
    const { field, ...wording } = wordRule(rule);
    const part = field === undefined ? undefined : valueAt(refused, [field]);
    return field === undefined || part === undefined
      ? { ...wording, path, value: refused }
      : { ...wording, path: [...path, field], value: part };
  });
}

function validateAfresh(schema: Schema, value: unknown, isOpaque: IsOpaque): readonly Violation[] {
  const found = schemaViolations(schema, value, isOpaque);
  // The API server evaluates rules only for objects of the right shape.
  return found.length > 0 ? found : ruleViolations(schema, value, isOpaque);
}

/**
 * Everything that is wrong with `value`: by the JSON Schema, and for a value of the right shape by the Kubernetes
 * rules in it (CEL, list types). Values that only Atmos can resolve are never wrong.
 *
 * An object is validated once for a schema: stacks share what they import.
 */
export function validate(schema: Schema, value: unknown, isOpaque: IsOpaque): readonly Violation[] {
  if (typeof value !== "object" || value === null) return validateAfresh(schema, value, isOpaque);
  let results = checked.get(schema);
  if (results === undefined) {
    results = new WeakMap();
    checked.set(schema, results);
  }
  let found = results.get(value);
  if (found === undefined) {
    found = validateAfresh(schema, value, isOpaque);
    results.set(value, found);
  }
  return found;
}
