import type { Component } from "../../src/framework/component";
import { renderComponent } from "../../src/framework/render";

/** A parsed block tree of Terraform JSON. */
// biome-ignore lint/suspicious/noExplicitAny: tests reach into documents of any shape and compare what they find by value
export type Json = any;

/** The five Terraform files of a component, parsed. */
export function rendered(
  component: Component,
): Record<"versions" | "providers" | "variables" | "main" | "outputs", Json> {
  const files = renderComponent(component);
  const parse = (name: string): Json =>
    JSON.parse(files.get(`components/terraform/${component.name}/${name}.tf.json`) ?? "null");
  return {
    versions: parse("versions"),
    providers: parse("providers"),
    variables: parse("variables"),
    main: parse("main"),
    outputs: parse("outputs"),
  };
}
