import { z } from "zod";
import type { CrdKind } from "../upstream/crds";

/** The part of JSON Schema that zod inputs render to, with the notes of each input beside it. */
export interface InputSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly reason?: string;
  readonly source?: string;
  readonly terraformType?: string;
  readonly rules?: readonly { readonly condition: string; readonly message: string }[];
  readonly crd?: CrdKind;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: InputSchema;
  readonly properties?: Readonly<Record<string, InputSchema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: InputSchema;
  readonly additionalProperties?: InputSchema | boolean;
  readonly anyOf?: readonly InputSchema[];
}

/** The schema of a component's inputs, by input name, as JSON Schema. */
export function inputSchemas(shape: z.ZodRawShape): Readonly<Record<string, InputSchema>> {
  const schema = z.toJSONSchema(z.strictObject(shape), { io: "input" }) as InputSchema;
  return schema.properties ?? {};
}

/** Whether `null` is a valid value. */
export function isNullable(schema: InputSchema): boolean {
  return (
    (Array.isArray(schema.type) && schema.type.includes("null")) ||
    (schema.anyOf ?? []).some((option) => option.type === "null")
  );
}

/** The schema without its null alternative. */
export function withoutNull(schema: InputSchema): InputSchema {
  if (schema.anyOf !== undefined) {
    const rest = schema.anyOf.filter((option) => option.type !== "null");
    const only = rest[0];
    if (rest.length !== 1 || only === undefined) throw new Error("inputs are one type, or one type and null");
    const { anyOf: _, ...notes } = schema;
    return { ...only, ...notes };
  }
  if (Array.isArray(schema.type)) {
    const types = schema.type.filter((type) => type !== "null");
    const { type: _, ...rest } = schema;
    return types[0] === undefined ? rest : { ...rest, type: types[0] };
  }
  return schema;
}

/** Whether an input has to be set. */
export function isRequired(schema: InputSchema): boolean {
  return !("default" in schema);
}
