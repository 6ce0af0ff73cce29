import { fillNameTemplate, parseNameTemplate, TemplateGap } from "../../src/stacks/name-template";

function fill(source: string, vars: Record<string, unknown>, settings: Record<string, unknown> = {}): string {
  const template = parseNameTemplate(source);
  if (template === undefined) throw new Error("not supported");
  return fillNameTemplate(template, { vars, settings });
}

test("placeholders take strings, integers and booleans", () => {
  expect(fill("{{ .vars.a }}-{{.vars.b}}/{{ .settings.c.d }}", { a: "x", b: 7 }, { c: { d: true } })).toBe(
    "x-7/true",
  );
});

test.each(["{{ .vars.a | upper }}", "{{- .vars.a }}", "{{ .env.A }}", '{{ index .vars "a" }}', "{{ .vars.a"])(
  "%s is not supported",
  (source) => {
    expect(parseNameTemplate(source)).toBeUndefined();
  },
);

test.each<[string, Record<string, unknown>, string]>([
  ["missing", {}, "the name template needs this value and the instance does not have it"],
  ["opaque", { a: "!env A" }, "the name template needs this value and only Atmos can resolve it"],
  ["a template", { a: "{{ .x }}" }, "the name template needs this value and only Atmos can resolve it"],
  ["null", { a: null }, "the name template needs a string here, not null"],
  ["a fraction", { a: 1.5 }, "the name template needs a string here, not a number"],
  ["a list", { a: [1] }, "the name template needs a string here, not a list"],
])("a value that is %s gives no name", (_title, vars, rule) => {
  expect(() => fill("{{ .vars.a }}", vars)).toThrow(new TemplateGap(["vars", "a"], vars.a, rule));
});
