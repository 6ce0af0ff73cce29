import { describeProblem, readStacks } from "../../src/stacks";
import { Project } from "../../src/stacks/project";
import { likeliest } from "../../src/stacks/search";
import { ATMOS, project, removeProjects } from "./support";

afterAll(removeProjects);

const APP = "components:\n  terraform:\n    app: {}\n";

function problems(files: Readonly<Record<string, string>>, stack?: string): string[] {
  return readStacks(project(files), stack === undefined ? {} : { stack }).problems.map(describeProblem);
}

describe("One stack is read without the others", () => {
  const files = {
    "stacks/deploy/dev.yaml": `vars: {stage: dev, x: 1}\n${APP}`,
    "stacks/deploy/prod.yaml": `vars: {stage: prod}\n${APP}`,
    "stacks/deploy/broken.yaml": "vars: [\n",
  };

  test("a mistake in another manifest does not matter", () => {
    const reading = readStacks(project(files), { stack: "prod" });
    expect(reading.problems).toEqual([]);
    expect(reading.stacks.map(({ name, file }) => [name, file])).toEqual([
      ["prod", "stacks/deploy/prod.yaml"],
    ]);
  });

  test("a name that no manifest has is a problem that lists the names there are", () => {
    expect(problems({ "stacks/deploy/dev.yaml": files["stacks/deploy/dev.yaml"] }, "test")).toEqual([
      'atmos.yaml:1: stack = "test": no stack manifest resolves to this name. Use one of: dev.',
    ]);
  });

  test("manifests whose path has the words of the name come first, and other folders are not listed", () => {
    const paths = [
      "s/dev/euw1.yaml",
      "s/prod/use1-extra.yaml",
      "s/prod/use1.yaml",
      "s/prod-2/use.yaml",
      "s/x.yaml",
    ];
    const files = new Project(project(Object.fromEntries(paths.map((path) => [path, ""]))));
    const listed = jest.spyOn(files, "folder");
    const found = likeliest(files, ["s"], "prod-use1");
    expect([found.next().value, found.next().value]).toEqual(["s/prod/use1-extra.yaml", "s/prod/use1.yaml"]);
    expect(listed.mock.calls.flat()).toEqual(["s", "s/prod"]);
    expect([...found]).toEqual(["s/prod-2/use.yaml", "s/x.yaml", "s/dev/euw1.yaml"]);
  });
});

describe("Every stack is read", () => {
  test("mistakes are collected from all files, imported or not", () => {
    expect(
      problems({
        "stacks/deploy/a.yaml": "vars: {stage: a}\nvars: {}\n",
        "stacks/deploy/b.yaml": `import: [nowhere]\nvars: {stage: b}\n${APP}`,
        "stacks/deploy/c.yaml": `vars: {stage: c}\n${APP}`,
        "stacks/unused.yaml": "a: *b\n",
      }),
    ).toEqual([
      "stacks/deploy/a.yaml:2:1: = vars: the key appears twice in one map. Remove one of them.",
      'stacks/deploy/b.yaml:1: import[0] = "nowhere": no manifest matches this import. Imports are relative to stacks/, or to this file if they start with ./ or ../.',
      "stacks/unused.yaml:1:5: = *b: no anchor of this name comes before. Define &b above.",
    ]);
  });

  test("a mistake in a shared import is told once", () => {
    const stack = (stage: string): string => `import: [shared]\nvars: {stage: ${stage}}\n${APP}`;
    expect(
      problems({
        "stacks/shared.yaml": "vars: {a: !foo b}\n",
        "stacks/deploy/a.yaml": stack("a"),
        "stacks/deploy/b.yaml": stack("b"),
      }),
    ).toHaveLength(1);
  });

  test("two manifests of one stack name are a problem", () => {
    expect(
      problems({
        "stacks/deploy/a.yaml": `vars: {stage: a}\n${APP}`,
        "stacks/deploy/b.yaml": `vars: {stage: a}\n${APP}`,
      }),
    ).toEqual([
      "stacks/deploy/b.yaml:1: = a: stacks/deploy/a.yaml resolves to the same stack name. Give each manifest its own name, or move the components into one manifest.",
    ]);
  });

  test("an instance with another stack name belongs to a stack of its own", () => {
    const dir = project({
      "stacks/deploy/a.yaml":
        "vars: {stage: a}\ncomponents: {terraform: {app: {}, db: {vars: {stage: other}}}}\n",
    });
    expect(readStacks(dir).stacks.map(({ name, instances }) => [name, ...instances.keys()])).toEqual([
      ["a", "app"],
      ["other", "db"],
    ]);
  });

  test("abstract instances are listed apart", () => {
    const dir = project({
      "stacks/deploy/a.yaml":
        "vars: {stage: a}\ncomponents: {terraform: {app: {}, base: {metadata: {type: abstract}}}}\n",
    });
    const [stack] = readStacks(dir).stacks;
    expect([[...(stack?.instances.keys() ?? [])], [...(stack?.abstracts.keys() ?? [])]]).toEqual([
      ["app"],
      ["base"],
    ]);
  });

  test("stacks that inherit a value share one object", () => {
    const stack = (stage: string): string =>
      `import: [base]\nvars: {stage: ${stage}}\ncomponents: {terraform: {app: {metadata: {inherits: [base]}, vars: {own: ${stage}}}}}\n`;
    const dir = project({
      "stacks/base.yaml":
        "components: {terraform: {base: {metadata: {type: abstract}, vars: {pools: {a: {b: [1]}}}}}}\n",
      "stacks/deploy/a.yaml": stack("a"),
      "stacks/deploy/b.yaml": stack("b"),
    });
    const [one, other] = readStacks(dir).stacks.map((each) => each.instances.get("app")?.vars.pools);
    expect(one).toEqual({ a: { b: [1] } });
    expect(one).toBe(other);
  });
});

describe("What Atmos refuses is a problem with its place, rule and fix", () => {
  test.each<[string, string]>([
    [
      "vars:\n",
      "stacks/deploy/a.yaml:5: vars = null: must be a map, not null. Write keys and values, or remove the key.",
    ],
    [
      "settings: []\n",
      "stacks/deploy/a.yaml:5: settings = []: must be a map, not a list. Write keys and values, or remove the key.",
    ],
    [
      "terraform:\n  backend_type: 7\n",
      "stacks/deploy/a.yaml:6: terraform.backend_type = 7: must be a string, not a number. Quote it, or remove the key.",
    ],
    [
      "overrides: x\n",
      'stacks/deploy/a.yaml:5: overrides = "x": must be a map, not a string. Write keys and values, or remove the key.',
    ],
    [
      "imports: [x]\n",
      'stacks/deploy/a.yaml:5: imports = ["x"]: Atmos reads `import`, not `imports`. Rename the key to import.',
    ],
    [
      "import: x\n",
      'stacks/deploy/a.yaml:5: import = "x": must be a list with at least one import. Write a list, or remove the key.',
    ],
    [
      "import: [7]\n",
      'stacks/deploy/a.yaml:5: import[0] = 7: must name a manifest. Write a path such as "catalog/defaults".',
    ],
    [
      "import: [/x]\n",
      'stacks/deploy/a.yaml:5: import[0] = "/x": absolute imports are not supported. Write it relative to stacks/.',
    ],
    [
      "import: ['{{ .x }}']\n",
      'stacks/deploy/a.yaml:5: import[0] = "{{ .x }}": templates in imports are not supported. Write the path out.',
    ],
    [
      "import: [{path: b, context: {a: 1}}]\n",
      'stacks/deploy/a.yaml:5: import[0].context = {"a":1}: templates in imports are not supported. Import a plain manifest and set vars instead.',
    ],
    [
      "import: [t]\n",
      'stacks/deploy/a.yaml:5: import[0] = "t": templates are not supported. Import a plain .yaml manifest.',
    ],
    [
      "import: [./a]\n",
      'stacks/deploy/a.yaml:5: import = "stacks/deploy/a.yaml": the manifest imports itself. Remove one import of the cycle.',
    ],
    [
      "import: [cycle]\n",
      'stacks/cycle2.yaml:1: import = "stacks/cycle.yaml": the imports form a cycle. Remove one import of the cycle.',
    ],
    [
      "import: ['../../catalog/c']\n",
      'catalog/c.yaml:1: import[0] = "./d": Atmos cannot resolve a relative import in a file outside stacks/. Import the file from a manifest in stacks/.',
    ],
    [
      "import: [list]\nsettings: {a: [1]}\n",
      "stacks/deploy/a.yaml:6: settings.a = [1]: a list cannot replace a string that another layer sets. Use the same kind of value in every layer, or set it to null in between.",
    ],
  ])("%j", (text, problem) => {
    const files = {
      "stacks/deploy/a.yaml": `components:\n  terraform:\n    app:\n      vars: {stage: a}\n${text}`,
      "stacks/t.yaml.tmpl": "",
      "stacks/list.yaml": "settings: {a: x}\n",
      "catalog/c.yaml": "import: [./d]\n",
      "catalog/d.yaml": "",
      ...(text.includes("cycle")
        ? { "stacks/cycle.yaml": "import: [cycle2]\n", "stacks/cycle2.yaml": "import: [cycle]\n" }
        : {}),
    };
    expect(problems(files, "a").slice(0, 1)).toEqual([problem]);
  });

  test.each<[string, string]>([
    ["[]", "components.terraform.x = []: must be a map, not a list. Write keys such as metadata and vars."],
    [
      "{vars: }",
      "components.terraform.x.vars = null: must be a map, not null. Write keys and values, or remove the key.",
    ],
    [
      "{command: 7}",
      "components.terraform.x.command = 7: must be a string, not a number. Quote it, or remove the key.",
    ],
    [
      "{metadata: {inherits: [y]}}",
      'components.terraform.x.metadata.inherits[0] = "y": no instance of this stack has this name (needed by x). Correct the name, or import the manifest that defines it.',
    ],
    [
      "{metadata: {component: [y]}}",
      'components.terraform.x.metadata.component = ["y"]: must be a string, not a list. Quote it, or remove the key.',
    ],
    [
      "{component: y}",
      'components.terraform.x.component = "y": neither an instance of this stack nor a component folder has this name. Correct the name, or import the manifest that defines it.',
    ],
    [
      "{metadata: {inherits: [loop]}}",
      'components.terraform.loop = "loop -> loop2 -> loop": the component inherits from itself. Remove one of these inheritances.',
    ],
    [
      "{vars: {stage: ~}}",
      "components.terraform.x.vars.stage = null: the name template needs a string here, not null. Set vars.stage in the stack, or change stacks.name_template.",
    ],
    [
      "{metadata: {terraform_workspace_pattern: '{stage}'}}",
      'components.terraform.x.metadata = {"terraform_workspace_pattern":"{stage}"}: this workspace name needs Atmos to fill in its template. Use metadata.terraform_workspace.',
    ],
    [
      "{backend_type: s3, backend: {s3: x}}",
      'components.terraform.x.backend.s3 = "x": must be a map, not a string. Write the backend\'s settings.',
    ],
    [
      "{vars: {stage: [1]}}",
      "components.terraform.x.vars.stage = [1]: a list cannot replace a string that the instance inherits (at vars.stage). Use the same kind of value in both.",
    ],
  ])("an instance %s", (text, problem) => {
    const loop = text.includes("loop")
      ? "    loop: {metadata: {inherits: [loop2]}}\n    loop2: {metadata: {inherits: [loop]}}\n"
      : "";
    const found = problems({
      "stacks/deploy/a.yaml": `vars: {stage: a}\ncomponents:\n  terraform:\n    x: ${text}\n${loop}`,
    });
    expect(found[0]).toBe(`stacks/deploy/a.yaml:${text.includes("loop") ? 5 : 4}: ${problem}`);
  });
});

describe("atmos.yaml is read for what the stacks need", () => {
  test.each<[string, string, string]>([
    [
      'name_template: "{{ .vars.stage }}"',
      'name_template: "{{ .vars.stage | upper }}"',
      'stacks.name_template = "{{ .vars.stage | upper }}": only plain {{ .vars.x }} and {{ .settings.x }} placeholders are supported',
    ],
    [
      'name_template: "{{ .vars.stage }}"',
      "name_pattern: x",
      'stacks.name_pattern = "x": name_pattern is not supported',
    ],
    ["base_path: stacks", "", "stacks.base_path: Atmos needs this path"],
    ['included_paths: ["deploy/**/*"]', "", "stacks.included_paths = []: Atmos needs at least one path"],
    [
      '["deploy/**/*"]',
      '["none/**/*"]',
      "stacks/none/**/*: no file matches this path of stacks.included_paths",
    ],
    [
      '["deploy/**/*"]',
      '["{a/x,b}/*"]',
      "stacks/{a/x,b}/*: only *, ?, [a-z], ** and {a,b} inside one name are supported",
    ],
    ['base_path: "."', "import: [x]", 'import = ["x"]: parts of atmos.yaml in other files are not read'],
    [
      'base_path: "."',
      "settings: {list_merge_strategy: append}",
      'settings.list_merge_strategy = "append": only lists that replace each other are supported',
    ],
  ])("%s as %s", (was, is, message) => {
    const [problem] = problems({ "atmos.yaml": ATMOS.replace(was, is), "stacks/deploy/a.yaml": APP });
    expect(problem).toContain(message);
  });

  test("its absence is a problem", () => {
    expect(readStacks(__dirname).problems.map(describeProblem)).toEqual([
      "atmos.yaml:1:: There is no atmos.yaml. Run in the folder of atmos.yaml.",
    ]);
  });
});
