import { StackError } from "../../../src/stacks/problem";
import { parseYaml } from "../../../src/stacks/yaml/parse";

function refused(text: string): { at: string; rule: string } {
  try {
    parseYaml(text, "a.yaml");
  } catch (error) {
    if (error instanceof StackError)
      return { at: `${error.problem.line}:${error.problem.column}`, rule: error.problem.rule };
    throw error;
  }
  throw new Error(`not refused: ${text}`);
}

describe("A manifest is parsed as Atmos parses it", () => {
  test.each<[string, string, unknown]>([
    ["an empty file is null", "", null],
    ["comments alone are null", "# nothing\n", null],
    ["a document without content is null", "---\n", null],
    ["quoted account ids stay strings", 'a: "012345678901"', { a: "012345678901" }],
    [
      "merge keys give way to the map's own keys",
      "x: &x {a: 1, b: 1}\ny: {<<: *x, b: 2}",
      { x: { a: 1, b: 1 }, y: { b: 2, a: 1 } },
    ],
    [
      "the first of several merged maps wins",
      "x: &x {a: 1}\ny: &y {a: 2, b: 2}\nz: {<<: [*x, *y]}",
      { x: { a: 1 }, y: { a: 2, b: 2 }, z: { a: 1, b: 2 } },
    ],
    [
      "a later anchor of the same name replaces the earlier one",
      "a: &x 1\nb: *x\nc: &x 2\nd: *x",
      { a: 1, b: 1, c: 2, d: 2 },
    ],
    [
      "a YAML function is carried as text",
      'a: !terraform.state karpenter ".queue // ""mock"""',
      { a: '!terraform.state karpenter ".queue // ""mock"""' },
    ],
    ["a block of a YAML function is trimmed", "a: !template |\n  {{ x }}\n", { a: "!template {{ x }}" }],
    ["the arguments of a YAML function are not resolved", "a: !env 010", { a: "!env 010" }],
    [
      "a core tag decides the type",
      'a: !!str 12\nb: !!int "7"\nc: !!float 3\nd: !!bool "true"',
      { a: "12", b: 7, c: 3, d: true },
    ],
    [
      "keys like those of JavaScript objects are plain keys",
      "a: {constructor: 1, toString: 2}",
      { a: { constructor: 1, toString: 2 } },
    ],
  ])("%s", (_title, text, value) => {
    expect(parseYaml(text, "a.yaml")).toEqual(value);
  });

  test("aliases share one object", () => {
    const value = parseYaml("a: &x {b: 1}\nc: *x", "a.yaml") as Record<string, unknown>;
    expect(value.a).toBe(value.c);
  });
});

describe("What Atmos refuses or what has two meanings is refused with its place", () => {
  test.each<[string, string, string]>([
    ["a: 1\nb: 'x", "2:6", "Not YAML: unexpected end of the stream within a single quoted scalar"],
    ["a:\n\tb: 1", "2:1", "Not YAML: tab characters must not be used in indentation"],
    ["a: 1\nb: 2\na: 3", "3:1", "the key appears twice in one map"],
    ["a:\n  1: x", "2:3", "a key must be a string"],
    ["a:\n  true: x", "2:3", "a key must be a string"],
    ["a:\n  ~: x", "2:3", "a key must be a string"],
    ["? [a]\n: x", "1:3", "a key must be a string"],
    ["a: {__proto__: 1}", "1:5", "this key has a meaning of its own in JavaScript"],
    ['a: {"<<": {b: 1}}', "1:6", "Atmos merges a quoted << too"],
    ["a: {<<: 1}", "1:5", "a merge key takes a map or a list of maps"],
    ["a: {<<: {}, <<: {}}", "1:13", "the key appears twice in one map"],
    ["a: *x", "1:5", "no anchor of this name comes before"],
    ["a: &x {b: *x}", "1:12", "the anchor contains itself"],
    [
      "a: !foo bar",
      "1:4",
      "the tag does not fit this value, or is no YAML function that Atmos 1.190 carries",
    ],
    [
      "a: !exec [b]",
      "1:4",
      "the tag does not fit this value, or is no YAML function that Atmos 1.190 carries",
    ],
    ["a: !!int x", "1:4", "the tag does not fit this value, or is no YAML function that Atmos 1.190 carries"],
    [
      "a: !!binary aGk=",
      "1:4",
      "the tag does not fit this value, or is no YAML function that Atmos 1.190 carries",
    ],
    ["a: !include b.yaml", "1:4", "Atmos reads the included file while it parses, this reader does not"],
    ["a: 18446744073709551615", "1:4", "an integer beyond 2^53 loses digits on its way through JSON"],
    ["a: .inf", "1:4", "JSON has no such number, and Atmos fails on it"],
    ["a: 1\n---\nb: 2", "2:1", "Atmos reads only the first of several YAML documents"],
    ["%YAML 1.1\n---\na: 1", "1:1", "directives change how YAML reads"],
    ['a: "x\u2028y"', "1:6", "U+2028 ends a line for Atmos and does not for YAML 1.2"],
    ['a: "\\ud83d\\ude00"', "1:5", "Atmos refuses half a character in an escape"],
    ['a: "b\\/c"', "1:5", "Atmos does not know the escape \\/"],
  ])("%j", (text, at, rule) => {
    expect(refused(text)).toEqual({ at, rule });
  });
});
