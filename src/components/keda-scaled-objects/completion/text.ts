/** A mapping of YAML: values of any shape. */
export type Value = Readonly<Record<string, unknown>>;

/** Whether a value is a mapping. */
export function isMapping(value: unknown): value is Value {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a field, undefined when there is no such field or no mapping. */
export function field(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((inner, name) => (isMapping(inner) ? inner[name] : undefined), value);
}

/** The text of a plain value, as `tostring` of Terraform gives it; undefined when it is absent, null, empty or no plain value. */
export function optionalText(value: unknown): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** `over` on top of `base`: mappings are merged, anything else is replaced. */
export function deepMerge(base: Value, over: Value): Value {
  const merged: Record<string, unknown> = { ...base, ...over };
  for (const [key, value] of Object.entries(over)) {
    const below = base[key];
    if (isMapping(below) && isMapping(value)) merged[key] = deepMerge(below, value);
  }
  return merged;
}
