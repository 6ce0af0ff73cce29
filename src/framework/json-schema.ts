import type { Component } from "./component";
import { generatedNote, sortedJson } from "./generated";
import { type InputSchema, inputSchemas, isRequired } from "./schema";

/**
 * The JSON Schema of an instance of a component, as `atmos validate component`, editors and `check` use it.
 * `x-crd` names the custom resource whose verbatim specs an input takes; its own schema is in src/upstream/crds.
 */
export function jsonSchemaText(component: Component): string {
  const schemas = inputSchemas(component.inputs);
  return sortedJson({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $comment: generatedNote(component.name),
    title: component.name,
    description: component.summary,
    type: "object",
    properties: {
      vars: {
        type: "object",
        required: Object.keys(schemas).filter((name) => isRequired(schemas[name] ?? {})),
        properties: Object.fromEntries(
          Object.entries(schemas).map(([name, schema]) => [name, published(schema)]),
        ),
        additionalProperties: false,
      },
    },
  });
}

/** Drops what only the generator needs. */
function published(schema: InputSchema): unknown {
  const { terraformType: _, reason: __, source: ___, rules: ____, crd, ...rest } = schema;
  return crd === undefined ? rest : { ...rest, "x-crd": crd };
}
