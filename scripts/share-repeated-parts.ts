/** A JSON value. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
/** A JSON object. */
export interface JsonObject {
  [key: string]: Json;
}

/** Sharing a part costs a `$ref` and an entry in `$defs`: shorter parts are cheaper written out. */
const SHORTEST_SHARED = 160;

/**
 * Moves the parts that a JSON Schema repeats into its `$defs`. A pod specification says "container" three times and
 * "label selector" a dozen times: ScaledJob shrinks to a third.
 *
 * A part is named after the property that holds it first; the result is the same for the same input.
 */
export function shareRepeatedParts(schema: JsonObject): JsonObject {
  const uses = new Map<string, number>();
  const count = (value: Json): void => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) count(item);
      return;
    }
    const text = JSON.stringify(value);
    const seen = uses.get(text) ?? 0;
    uses.set(text, seen + 1);
    // The parts of a repeated part are counted once: they move along with it.
    if (seen === 0) for (const child of Object.values(value)) count(child);
  };
  count(schema);

  const names = new Map<string, string>();
  const definitions: JsonObject = {};
  const nameFor = (hint: string): string => {
    let name = hint;
    for (let i = 2; name in definitions; i++) name = `${hint}${i}`;
    return name;
  };
  const share = (value: Json, hint: string, shareable: boolean): Json => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => share(item, hint, false));
    const text = JSON.stringify(value);
    const isSchema = shareable && ("type" in value || "properties" in value);
    if (isSchema && text.length >= SHORTEST_SHARED && (uses.get(text) ?? 0) > 1) {
      let name = names.get(text);
      if (name === undefined) {
        name = nameFor(hint);
        names.set(text, name);
        definitions[name] = {};
        definitions[name] = children(value, hint);
      }
      return { $ref: `#/$defs/${name}` };
    }
    return children(value, hint);
  };
  const children = (value: JsonObject, hint: string): JsonObject => {
    const result: JsonObject = {};
    for (const [key, child] of Object.entries(value)) {
      if (key === "properties") {
        const properties = child as JsonObject;
        result[key] = Object.fromEntries(
          Object.entries(properties).map(([name, property]) => [name, share(property, name, true)]),
        );
      } else result[key] = share(child, hint, key === "items" || key === "additionalProperties");
    }
    return result;
  };
  const shared = children(schema, "spec");
  return Object.keys(definitions).length === 0 ? shared : { ...shared, $defs: definitions };
}
