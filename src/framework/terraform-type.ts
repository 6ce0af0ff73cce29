import { quoted } from "./expressions";
import { type InputSchema, withoutNull } from "./schema";

/**
 * The Terraform type constraint of an input: `map(object({ cpu = string, tags = optional(list(string), []) }))`.
 *
 * @throws for a schema that has no Terraform type
 */
export function terraformType(nullable: InputSchema): string {
  const schema = withoutNull(nullable);
  if (schema.terraformType !== undefined) return schema.terraformType;
  switch (schema.type) {
    case "string":
      return "string";
    case "number":
    case "integer":
      return "number";
    case "boolean":
      return "bool";
    case "array":
      return `list(${terraformType(schema.items ?? {})})`;
    case "object":
      return schema.properties === undefined ? mapType(schema) : objectType(schema);
    case undefined:
      return "any";
    default:
      throw new Error(`no Terraform type for ${JSON.stringify(schema)}`);
  }
}

function mapType(schema: InputSchema): string {
  const values = typeof schema.additionalProperties === "object" ? schema.additionalProperties : {};
  const type = terraformType(values);
  return type === "any" ? "any" : `map(${type})`;
}

function objectType(schema: InputSchema): string {
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const type = terraformType(field);
    if (required.has(name)) return `${name} = ${type}`;
    const withDefault = "default" in field && field.default !== null;
    return `${name} = ${withDefault ? `optional(${type}, ${literal(field.default)})` : `optional(${type})`}`;
  });
  return `object({ ${fields.join(", ")} })`;
}

/** An HCL literal of a JSON value. */
export function literal(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).map(([key, field]) => `${quoted(key)} = ${literal(field)}`);
    return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
  }
  return String(value);
}
