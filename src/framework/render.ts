import { App } from "cdktf";
import type { Component } from "./component";
import { generatedNote, sortedJson } from "./generated";
import { jsonSchemaText } from "./json-schema";
import { componentReadme } from "./readme";
import { ComponentStack } from "./stack";

/** Text of generated files by path, relative to the project. */
export type Files = ReadonlyMap<string, string>;

type Json = Record<string, unknown>;

/**
 * Renders one component: five Terraform files, the files it brings, its README and the JSON Schema of its inputs.
 * Pure: nothing is read or written.
 *
 * @throws with every broken law of `laws.ts`, each with the place and the fix
 */
export function renderComponent(component: Component): Files {
  const stack = new ComponentStack(new App(), component);
  stack.runAllValidations();
  const document = withoutMetadata(stack.document()) as Json;
  const folder = `components/terraform/${component.name}`;
  const files = new Map<string, string>();
  for (const [name, content] of Object.entries(split(document))) {
    files.set(`${folder}/${name}.tf.json`, sortedJson({ "//": generatedNote(component.name), ...content }));
  }
  for (const [path, text] of Object.entries(component.files)) files.set(`${folder}/${path}`, text);
  files.set(`${folder}/README.md`, componentReadme(component, document));
  files.set(`schemas/jsonschema/${component.name}.json`, jsonSchemaText(component));
  return files;
}

/** One file per kind of block, as Terraform users expect to find them. */
function split(document: Json): Record<string, Json> {
  const { terraform, provider, variable, output, ...main } = document;
  return {
    versions: { terraform },
    providers: { provider },
    variables: { variable },
    main,
    outputs: { output },
  };
}

/** CDKTF adds its version and construct paths under "//": noise that changes with every version of it. */
function withoutMetadata(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMetadata);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "//")
      .map(([key, inner]) => [key, withoutMetadata(inner)]),
  );
}
