import type { Component } from "./component";
import { generatedNote } from "./generated";
import { type InputSchema, inputSchemas, isRequired } from "./schema";
import { terraformType } from "./terraform-type";

interface Outputs {
  readonly output?: Readonly<Record<string, { readonly description?: string }>>;
}

/** The README of a component: what it is, a stack that uses it, and tables of its inputs and outputs. */
export function componentReadme(component: Component, document: Outputs): string {
  const inputs = Object.entries(inputSchemas(component.inputs)).map(([name, schema]) =>
    inputRow(name, schema),
  );
  const outputs = Object.entries(document.output ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, output]) => `| \`${name}\` | ${cell(output.description ?? "")} |`);
  return `<!-- ${generatedNote(component.name)} -->
# ${component.name}

${component.summary}

${component.guide.trim()}

## Example

\`\`\`yaml
${component.example.trim()}
\`\`\`

## Inputs

| input | type | default | what |
|---|---|---|---|
${inputs.join("\n")}

## Outputs

| output | what |
|---|---|
${outputs.join("\n")}
`;
}

function inputRow(name: string, schema: InputSchema): string {
  const value = isRequired(schema) ? "required" : `\`${JSON.stringify(schema.default)}\``;
  const reason = schema.reason === undefined ? "" : ` Default because ${schema.reason}.`;
  const source = schema.source === undefined ? "" : ` (${schema.source})`;
  const type = schema.crd === undefined ? terraformType(schema) : `map of ${schema.crd} specs`;
  return `| \`${name}\` | ${cell(type)} | ${cell(value)} | ${cell(`${schema.description ?? ""}${reason}${source}`)} |`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
