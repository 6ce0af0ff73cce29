import type { Component } from "./component";
import { type Files, renderComponent } from "./render";

/** Renders all components. Pure. @throws when one breaks a law */
export function renderAll(components: readonly Component[]): Files {
  const files = new Map<string, string>();
  for (const component of components) {
    for (const [path, text] of renderComponent(component)) files.set(path, text);
  }
  return files;
}
