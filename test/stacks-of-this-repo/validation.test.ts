import { existsSync } from "node:fs";
import { join } from "node:path";
import { at, filesBelow, instances, mapping, root, text, yaml } from "./repo";

test("atmos.yaml names the manifest schema, without which 1.190 checks nothing, and the folders of the rules", () => {
  const schemas = yaml("atmos.yaml").schemas;
  expect(schemas).toEqual({
    atmos: { manifest: "schemas/atmos/manifest.json" },
    jsonschema: { base_path: "schemas/jsonschema" },
    opa: { base_path: "schemas/opa" },
  });
  expect(existsSync(join(root, String(at(schemas, "atmos", "manifest"))))).toBe(true);
});

test("the manifest schema is strict and uses no pattern that Go cannot read", () => {
  const schema = text("schemas/atmos/manifest.json");
  expect(mapping(JSON.parse(schema)).additionalProperties).toBe(false);
  expect(schema).not.toMatch(/\(\?[=!<]/);
});

test("atmos validate component checks every instance by its inputs, the common rules and its component's rules", () => {
  for (const { stack, name, component, settings } of instances) {
    const wired = Object.entries(mapping(settings.validation)).map(([key, value]) => {
      const { schema_type: type, schema_path: path } = mapping(value);
      return { key, type, path };
    });
    expect({ stack, name, wired }).toEqual({
      stack,
      name,
      wired: [
        { key: "inputs", type: "jsonschema", path: `${component}.json` },
        { key: "instance", type: "opa", path: "instance.rego" },
        { key: "rules", type: "opa", path: `${component}.rego` },
      ],
    });
  }
});

test("every rule that is wired exists, in the language of both old and new releases", () => {
  const components = [...new Set(instances.map(({ component }) => component))];
  const files = filesBelow("schemas/opa", ".rego");
  expect(files).toEqual(["instance", ...components].map((name) => `schemas/opa/${name}.rego`).sort());
  for (const file of files) expect(text(file)).toMatch(/^package atmos\n\nimport rego\.v1\n/m);
});
