import type { OutputUnit } from "@cfworker/json-schema";
import type { Schema } from "../../upstream/crds";

/** One thing that is wrong, at the innermost place. */
export interface Leaf {
  /** Keyword of JSON Schema that refused, or `unknown` for a field that the schema does not have. */
  readonly keyword: string;
  /** JSON pointer, with a leading `#`, of the value that was refused. */
  readonly instance: string;
  /** The schema that refused. */
  readonly schema: Schema;
  /** The validator's own text; it alone names the missing field. */
  readonly message: string;
}

/** Errors that only say that something below them is wrong. */
const WRAPPERS = new Set([
  "$ref",
  "properties",
  "patternProperties",
  "propertyNames",
  "additionalProperties",
  "items",
  "prefixItems",
  "allOf",
  "if",
  "dependentSchemas",
]);

function resolveReference(root: Schema, schema: Schema): Schema {
  const name = schema.$ref?.split("/").at(-1);
  return (name === undefined ? undefined : root.$defs?.[name]) ?? schema;
}

/** The schema that holds the last keyword of `location`. */
function schemaAt(root: Schema, location: string): Schema {
  let current: unknown = root;
  for (const encoded of location.slice(2).split("/").slice(0, -1)) {
    const name = encoded.replaceAll("~1", "/").replaceAll("~0", "~");
    if (name === "$ref") current = resolveReference(root, current as Schema);
    else current = (current as Readonly<Record<string, unknown>> | undefined)?.[name];
  }
  return (current ?? {}) as Schema;
}

function isBelow(unit: OutputUnit, parent: OutputUnit): boolean {
  // A closed object's error has no keyword location of its own: it repeats the instance's.
  return (
    unit.instanceLocation.startsWith(parent.instanceLocation) &&
    (unit.keyword === "false" || unit.keywordLocation.startsWith(`${parent.keywordLocation}/`))
  );
}

function branchOf(unit: OutputUnit, parent: OutputUnit): string {
  return unit.keywordLocation.slice(parent.keywordLocation.length + 1).split("/")[0] ?? "";
}

/** Of several alternatives, the one that the user probably meant: of the right type, with the fewest errors. */
function chooseBranch(root: Schema, parent: OutputUnit, units: readonly OutputUnit[]): Leaf[] {
  const branches = new Map<string, OutputUnit[]>();
  let current = "";
  for (const unit of units) {
    if (unit.keyword !== "false") current = branchOf(unit, parent);
    branches.set(current, [...(branches.get(current) ?? []), unit]);
  }
  const candidates = [...branches.values()]
    .map((branch) => leaves(root, branch))
    .filter(
      (branch) =>
        !branch.some((leaf) => leaf.keyword === "type" && leaf.instance === parent.instanceLocation),
    )
    .sort((left, right) => left.length - right.length);
  return (
    candidates[0] ?? [
      {
        keyword: parent.keyword,
        instance: parent.instanceLocation,
        schema: schemaAt(root, parent.keywordLocation),
        message: parent.error,
      },
    ]
  );
}

/** The exact errors in a validator's output: no error that only repeats one below it. */
export function leaves(root: Schema, units: readonly OutputUnit[]): Leaf[] {
  const found: Leaf[] = [];
  for (let index = 0; index < units.length; index++) {
    const unit = units[index];
    if (unit === undefined) break;
    const next = units[index + 1];
    if (unit.keyword === "additionalProperties" && next?.keyword === "false") {
      found.push({
        keyword: "unknown",
        instance: next.instanceLocation,
        schema: schemaAt(root, unit.keywordLocation),
        message: next.error,
      });
      index++;
    } else if (unit.keyword === "anyOf" || unit.keyword === "oneOf") {
      let end = index + 1;
      for (let below = units[end]; below !== undefined && isBelow(below, unit); below = units[end]) end++;
      found.push(...chooseBranch(root, unit, units.slice(index + 1, end)));
      index = end - 1;
    } else if (!WRAPPERS.has(unit.keyword)) {
      found.push({
        keyword: unit.keyword,
        instance: unit.instanceLocation,
        schema: schemaAt(root, unit.keywordLocation),
        message: unit.error,
      });
    }
  }
  return found;
}
