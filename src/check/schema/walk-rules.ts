import type { Schema } from "../../upstream/crds";
import { evaluateRule } from "../cel";
import { isMapping, type Path, valueAt } from "../path";

/** A Kubernetes rule that a value breaks. */
export interface BrokenRule {
  readonly path: Path;
  readonly value: unknown;
  /** CEL text, or `list:set` and `list:<keys>` for items that a list may not have twice. */
  readonly rule: string;
}

/** Where a walk is: the root of references, what Atmos alone knows, and what was found. */
interface Walk {
  readonly root: Schema;
  readonly isOpaque: (value: unknown) => boolean;
  readonly found: BrokenRule[];
}

function follow(root: Schema, schema: Schema): Schema {
  const name = schema.$ref?.slice("#/$defs/".length);
  return (name === undefined ? undefined : root.$defs?.[name]) ?? schema;
}

/** The items that repeat an earlier one: the API server refuses them in lists of type `set` and `map`. */
function repeated(items: readonly unknown[], schema: Schema): number[] {
  const keys = schema["x-kubernetes-list-map-keys"];
  const defaults = schema.items?.properties ?? {};
  const seen = new Set<string>();
  return items.flatMap((item, position) => {
    const identity = JSON.stringify(
      keys === undefined || !isMapping(item)
        ? item
        : keys.map((key) => item[key] ?? defaults[key]?.default ?? null),
    );
    if (seen.has(identity)) return [position];
    seen.add(identity);
    return [];
  });
}

/**
 * The parts of a list or map that break a rule about all of its elements, so that the finding stands at the one that
 * is wrong. A rule about the elements together has no such part, and stands at the list.
 */
function blame(rule: string, value: unknown, isOpaque: Walk["isOpaque"]): readonly (string | number)[] {
  if (!rule.startsWith("self.all(") && !rule.startsWith("!self.exists(")) return [];
  const breaks = (part: unknown): boolean => evaluateRule(rule, part, isOpaque) === "broken";
  if (Array.isArray(value)) return [...value.keys()].filter((position) => breaks([value[position]]));
  return isMapping(value) ? Object.keys(value).filter((name) => breaks({ [name]: value[name] })) : [];
}

function evaluateRules(walk: Walk, rules: readonly string[], value: unknown, path: Path): void {
  for (const rule of rules) {
    if (evaluateRule(rule, value, walk.isOpaque) !== "broken") continue;
    const parts = blame(rule, value, walk.isOpaque);
    if (parts.length === 0) walk.found.push({ path, value, rule });
    for (const part of parts) walk.found.push({ path: [...path, part], value: valueAt(value, [part]), rule });
  }
}

function visit(walk: Walk, unresolved: Schema, value: unknown, path: Path): void {
  const schema = follow(walk.root, unresolved);
  if (walk.isOpaque(value)) return;
  evaluateRules(walk, schema["x-kubernetes-validations"] ?? [], value, path);
  if (Array.isArray(value)) {
    if (schema["x-kubernetes-list-type"] !== undefined) {
      const rule = `list:${schema["x-kubernetes-list-map-keys"]?.join(",") ?? "set"}`;
      for (const position of repeated(value, schema)) {
        walk.found.push({ path: [...path, position], value: value[position], rule });
      }
    }
    if (schema.items === undefined) return;
    for (const [position, item] of value.entries()) visit(walk, schema.items, item, [...path, position]);
  } else if (isMapping(value)) {
    const others = typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
    for (const [name, member] of Object.entries(value)) {
      const child = schema.properties?.[name] ?? others;
      if (child !== undefined) visit(walk, child, member, [...path, name]);
    }
  }
}

/** Every Kubernetes rule (CEL, list types) that `value` breaks, at its place. `value` fits the schema otherwise. */
export function walkRules(
  root: Schema,
  value: unknown,
  isOpaque: (value: unknown) => boolean,
): readonly BrokenRule[] {
  const walk: Walk = { root, isOpaque, found: [] };
  visit(walk, root, value, []);
  return walk.found;
}
