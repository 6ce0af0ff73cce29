import { type CrdKind, crd } from "../upstream/crds";
import type { Component } from "./component";
import { marker, sortedJson } from "./generated";
import { type InputSchema, inputSchemas } from "./schema";

/** Where the editor schema is, relative to the project. */
export const editorSchemaPath = "schemas/editor/stack.json";

/**
 * One JSON Schema for every file in stacks/ and catalog/: completion, types and descriptions of each input, and of
 * every field of the verbatim specs. Nothing is required in it, because a file holds only a part of an instance;
 * `check` knows what the whole needs.
 */
export function editorSchema(components: readonly Component[]): string {
  const kinds = new Set<CrdKind>();
  const patterns = components.map((component) => {
    const vars = Object.entries(inputSchemas(component.inputs)).map(([name, schema]) => {
      if (schema.crd !== undefined) kinds.add(schema.crd);
      return [name, edited(schema)] as const;
    });
    return [`^${component.name}(/.+)?$`, instance(Object.fromEntries(vars))] as const;
  });
  return sortedJson({
    $schema: "http://json-schema.org/draft-07/schema#",
    $comment: `${marker} from src/components. Edit those and run npm start.`,
    type: "object",
    properties: {
      components: {
        type: "object",
        properties: { terraform: { type: "object", patternProperties: Object.fromEntries(patterns) } },
      },
    },
    definitions: Object.fromEntries([...kinds].map((kind) => [kind, partial(crd(kind).schema, kind)])),
  });
}

function instance(vars: Record<string, unknown>): unknown {
  return {
    type: "object",
    properties: { vars: { type: "object", properties: vars, additionalProperties: false } },
  };
}

/** An input as an editor shows it: the reason of its default belongs to its description. */
function edited(schema: InputSchema): unknown {
  const { terraformType: _, rules: __, reason, source, crd: kind, description = "", ...rest } = schema;
  const notes = [
    description,
    reason === undefined ? "" : `Default because ${reason}.`,
    source === undefined ? "" : `(${source})`,
  ];
  const text = notes.filter((note) => note !== "").join(" ");
  if (kind === undefined) return { ...(partial(rest, "") as object), description: text };
  return { type: "object", description: text, additionalProperties: { $ref: `#/definitions/${kind}` } };
}

/** Drops `required` at every level and what only Kubernetes reads; keeps references inside their definition. */
function partial(value: unknown, kind: string): unknown {
  if (Array.isArray(value)) return value.map((item) => partial(item, kind));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      if ((key === "required" && Array.isArray(inner)) || key.startsWith("x-kubernetes")) return [];
      if (key === "$ref" && typeof inner === "string")
        return [[key, inner.replace("#/", `#/definitions/${kind}/`)]];
      return [[key, partial(inner, kind)]];
    }),
  );
}
