import { expand, matcher, UnsupportedPattern } from "../../src/stacks/glob";
import { Project } from "../../src/stacks/project";
import { project, removeProjects } from "./support";

afterAll(removeProjects);

describe("A pattern finds files in the order in which Atmos imports them", () => {
  const dir = project(
    Object.fromEntries(
      ["c/b.yaml", "c/a.yaml", "c/a/z.yaml", "c/a/d/y.yaml", "c/e.yml", "c/.x.yaml"].map((path) => [
        path,
        "",
      ]),
    ),
  );

  test.each<[string, string[]]>([
    ["c/a.yaml", ["c/a.yaml"]],
    ["c/none.yaml", []],
    ["c/*.yaml", ["c/.x.yaml", "c/a.yaml", "c/b.yaml"]],
    ["c/**/*.yaml", ["c/.x.yaml", "c/a.yaml", "c/b.yaml", "c/a/z.yaml", "c/a/d/y.yaml"]],
    ["c/*/*.yaml", ["c/a/z.yaml"]],
    ["c/**/y.yaml", ["c/a/d/y.yaml"]],
    ["**/[a-b].yaml", ["c/a.yaml", "c/b.yaml"]],
    ["c/[!a].y?ml", ["c/b.yaml"]],
    ["c/{b,a}.yaml", ["c/a.yaml", "c/b.yaml"]],
    ["c/**/{b,y,z}.yaml", ["c/a/d/y.yaml", "c/a/z.yaml", "c/b.yaml"]],
    ["c/**.yml", ["c/e.yml"]],
  ])("%s", (pattern, files) => {
    expect(expand(new Project(dir), pattern)).toEqual(files);
  });

  test.each(["c/{a/b,c}.yaml", "{a,b}/x.yaml", "c/\\*.yaml"])("%s is not supported", (pattern) => {
    expect(() => expand(new Project(dir), pattern)).toThrow(UnsupportedPattern);
  });

  test.each<[string, string, boolean]>([
    ["stacks/**/_defaults.yaml", "stacks/_defaults.yaml", true],
    ["stacks/**/_defaults.yaml", "stacks/a/b/_defaults.yaml", true],
    ["stacks/**/_defaults.yaml", "stacks/a/x_defaults.yaml", false],
    ["stacks/workflows/**", "stacks/workflows/a/b.yaml", true],
    ["stacks/workflows/**", "stacks/workflows", true],
    ["stacks/workflows/**", "stacks/workflows2", false],
    ["stacks/*/_*", "stacks/a/_b.yaml", true],
  ])("%s excludes %s: %s", (pattern, path, excluded) => {
    expect(matcher(pattern).test(path)).toBe(excluded);
  });
});
