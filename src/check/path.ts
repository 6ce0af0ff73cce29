/** The place of a value: names of fields and, in lists, positions from 0. */
export type Path = readonly (string | number)[];

/** A YAML mapping. */
export type Mapping = Readonly<Record<string, unknown>>;

/** Whether a value is a mapping, not a list and not null. */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The mapping at `value`, or an empty one: absent and malformed parts are the schema's business. */
export function mapping(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

/** The list at `value`, or an empty one. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text at `value`, or undefined. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The value at `path`, or undefined when there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const part of path) {
    if (Array.isArray(current) && typeof part === "number") current = current[part];
    else if (isMapping(current) && Object.hasOwn(current, String(part))) current = current[String(part)];
    else return undefined;
  }
  return current;
}

/** The path that a JSON pointer with a leading `#` names, read along `value` to tell positions from names. */
export function parsePointer(pointer: string, value: unknown): Path {
  if (pointer === "#") return [];
  const path: (string | number)[] = [];
  let current = value;
  for (const encoded of pointer.slice(2).split("/")) {
    const name = encoded.replaceAll("~1", "/").replaceAll("~0", "~");
    const part = Array.isArray(current) ? Number(name) : name;
    path.push(part);
    current = valueAt(current, [part]);
  }
  return path;
}
