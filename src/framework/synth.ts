import type { Component } from "./component";
import { editorSchema, editorSchemaPath } from "./editor-schema";
import { type Files, renderComponent } from "./render";

/** Renders all components and the schema for editors. Pure. @throws when one breaks a law */
export function renderAll(components: readonly Component[]): Files {
  const files = new Map<string, string>();
  for (const component of components) {
    for (const [path, text] of renderComponent(component)) files.set(path, text);
  }
  files.set(editorSchemaPath, editorSchema(components));
  return files;
}
