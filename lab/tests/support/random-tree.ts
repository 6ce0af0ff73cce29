import { Random } from "./random";
import { RandomYaml } from "./random-yaml";

/** A generated Atmos project: text by path. */
export type Tree = ReadonlyMap<string, string>;

const BASES = ["base/one", "base/two", "base/three"];
const INSTANCES = ["app", "app/blue", "db", "queue", "cache"];
const FOLDERS = ["app", "db", "infra/queue", "plain"];
const BACKENDS = ["s3", "gcs", "azurerm", "local", "http"];

/**
 * A project that uses everything the stack reader supports: imports in all forms, globs, a catalog beside the
 * stacks, inheritance, overrides, backends, sections on every level, anchors, opaque values.
 *
 * @param flaw adds one mistake that Atmos refuses.
 */
export function randomTree(seed: number, flaw = false): Tree {
  return new TreeWriter(new Random(seed)).write(flaw);
}

class TreeWriter {
  private readonly files = new Map<string, string>();
  private readonly stacksPath: string;

  constructor(private readonly random: Random) {
    this.stacksPath = random.pick(["stacks", "cfg/stacks"]);
  }

  write(flaw: boolean): Tree {
    const { random } = this;
    this.atmosYaml();
    for (const folder of FOLDERS) this.files.set(`components/terraform/${folder}/main.tf`, "");
    const outside = this.stacksPath === "stacks" ? "catalog" : "cfg/catalog";
    this.manifest(`${outside}/bases.yaml`, [], BASES, []);
    this.manifest(`${outside}/deep/more.yaml`, [], ["base/two"], []);
    this.manifest(`${outside}/deep/a.yaml`, [], [], ["queue"]);
    this.stack(
      "_bridge.yaml",
      [random.pick(["../catalog/**/*", "../catalog/**/*.yaml", "../catalog/**/{bases,more,a}.yaml"])],
      [],
      [],
    );
    this.stack("catalog/x.yaml", [], [random.pick(BASES)], []);
    this.stack(
      "catalog/y.yml",
      [random.pick(["./x", "../catalog/x", "catalog/x.yaml"])],
      [],
      [random.pick(INSTANCES)],
    );
    this.stack("catalog/sub/z.yaml", [], [], random.some(INSTANCES, 0, 2));
    this.stack("mixins/region.yaml", [], [], []);
    if (random.chance(0.3))
      this.files.set(
        `${this.stacksPath}/mixins/empty.yaml`,
        random.pick(["", "# nothing\n", "---\n", "{}\n"]),
      );
    this.stack(
      "deploy/_defaults.yaml",
      [
        "_bridge",
        ...random.some(
          ["catalog/*", "catalog/**/*", "mixins/region", "catalog/sub/*.yaml", "catalog/[xz]"],
          0,
          3,
        ),
      ],
      [],
      [],
    );
    const count = random.int(3, 5);
    for (let index = 0; index < count; index += 1) this.deployed(index);
    if (flaw) this.flaw();
    return this.files;
  }

  private atmosYaml(): void {
    const { random } = this;
    const template = random.pick([
      '"{{ .vars.stage }}-{{ .vars.environment }}"',
      '"x-{{.settings.context.stage}}/{{ .vars.environment}}"',
      "'{{ .vars.stage }}{{ .vars.number }}-{{ .vars.environment }}'",
    ]);
    const github = random.chance(0.3)
      ? ["integrations:", "  github:", "    gitops:", "      Role: x", "      terraform-version: 1.11.4", ""]
      : [];
    this.files.set(
      "atmos.yaml",
      [
        'base_path: "."',
        "components:",
        "  terraform:",
        "    base_path: components/terraform",
        ...(random.chance(0.5) ? ["    command: tofu"] : []),
        ...(random.chance(0.1) ? ["    workspaces_enabled: false"] : []),
        "stacks:",
        `  base_path: ${this.stacksPath}`,
        `  included_paths: [${random.pick(['"deploy/**/*"', '"deploy/*/*", "deploy/*"', '"deploy/**/*.yaml", "deploy/**/*.yml"'])}]`,
        `  excluded_paths: [${random.pick(['"**/_defaults.yaml"', '"deploy/**/_*"', '"**/_*.yaml", "none/*"'])}]`,
        `  name_template: ${template}`,
        "logs: {level: Warning}",
        "settings: {list_merge_strategy: replace, telemetry: {enabled: false}}",
        "version: {check: {enabled: false}}",
        ...github,
      ].join("\n"),
    );
  }

  private deployed(index: number): void {
    const { random } = this;
    // Every pattern of included_paths must match something.
    const paths = [`deploy/s${index}/us.yaml`, `deploy/s${index}/deep.yml`, `deploy/s${index}.yaml`];
    const path = paths[index] ?? random.pick(paths);
    const defaults =
      path.split("/").length === 3
        ? random.pick(["../_defaults", "deploy/_defaults", "deploy/_defaults.yaml"])
        : random.pick(["./_defaults", "deploy/_defaults"]);
    const imports = [
      defaults,
      ...random.some(["mixins/region", "catalog/y", "catalog/x.yaml", "catalog/sub/**/*"], 0, 2),
    ];
    if (this.files.has(`${this.stacksPath}/mixins/empty.yaml`)) imports.push("mixins/empty");
    const head = [
      `  stage: ${random.pick(["dev", "prod", '"01"'])}`,
      `  environment: e${index}`,
      `  number: ${random.pick(["7", "010", "true", "yes"])}`,
    ];
    this.stack(path, imports, random.some(BASES, 0, 1), random.some(INSTANCES, 2, 5), {
      vars: head,
      settings: ["  context:", "    stage: c"],
      index,
    });
  }

  private stack(
    path: string,
    imports: readonly string[],
    bases: readonly string[],
    instances: readonly string[],
    extra: Extra = {},
  ): void {
    this.manifest(`${this.stacksPath}/${path}`, imports, bases, instances, extra);
  }

  private manifest(
    path: string,
    imports: readonly string[],
    bases: readonly string[],
    instances: readonly string[],
    extra: Extra = {},
  ): void {
    const yaml = new RandomYaml(this.random);
    const lines = [
      ...this.imports(imports),
      ...this.wide(yaml, extra),
      ...this.terraform(yaml),
      ...this.components(yaml, bases, instances, extra),
    ];
    this.files.set(path, `${lines.join("\n")}\n`);
  }

  private imports(paths: readonly string[]): string[] {
    const { random } = this;
    if (paths.length === 0) return random.chance(0.1) ? ["import: ~"] : [];
    const items = paths.map((path) =>
      random.pick([
        `  - ${quoted(path)}`,
        `  - path: ${quoted(path)}`,
        `  - {path: ${JSON.stringify(path)}, skip_if_missing: true}`,
        `  - path: ${quoted(path)}\n    context: {}`,
      ]),
    );
    if (random.chance(0.2)) items.push("  - {path: not/there, skip_if_missing: true}");
    return ["import:", ...items];
  }

  private wide(yaml: RandomYaml, extra: Extra): string[] {
    const { random } = this;
    const lines: string[] = [];
    const section = (key: string, own: readonly string[] = []): void => {
      if (own.length > 0 || random.chance(0.4))
        lines.push(`${key}:`, ...own, ...(own.length > 0 && random.chance(0.4) ? [] : yaml.entries("  ", 2)));
    };
    section("vars", extra.vars);
    section("settings", extra.settings);
    section("env");
    section("hooks");
    if (random.chance(0.15)) lines.push("overrides:", ...this.overrides(yaml, "  "));
    if (random.chance(0.1)) lines.push("errors: ignored by atmos");
    return lines;
  }

  private overrides(yaml: RandomYaml, indent: string): string[] {
    const sections = this.random.some(["vars", "settings", "env", "providers", "hooks"], 1, 2);
    const lines = sections.flatMap((key) => [`${indent}${key}:`, ...yaml.entries(`${indent}  `, 1)]);
    return this.random.chance(0.3) ? [...lines, `${indent}command: overridden`] : lines;
  }

  private terraform(yaml: RandomYaml): string[] {
    const { random } = this;
    if (random.chance(0.5)) return [];
    const lines = random
      .some(["vars", "settings", "env", "hooks", "providers"], 0, 3)
      .flatMap((key) => [`  ${key}:`, ...yaml.entries("    ", 2)]);
    lines.push(...this.backend("  "));
    if (random.chance(0.2)) lines.push("  command: tofu");
    if (random.chance(0.15)) lines.push("  overrides:", ...this.overrides(yaml, "    "));
    return lines.length === 0 ? [] : ["terraform:", ...lines];
  }

  private backend(indent: string): string[] {
    const { random } = this;
    const lines: string[] = [];
    const types = random.some(BACKENDS, 1, 2);
    const body = (): string[] =>
      types.flatMap((type) => [
        `${indent}  ${type}:`,
        ...random
          .some(
            [
              "bucket: b",
              "workspace_key_prefix: p/q",
              "workspace_key_prefix: ''",
              "prefix: pre",
              "key: k",
              "encrypt: true",
              "assume_role: {role_arn: 'r'}",
            ],
            1,
            3,
          )
          .filter(oncePerKey)
          .map((line) => `${indent}    ${line}`),
      ]);
    if (random.chance(0.7)) lines.push(`${indent}backend_type: ${random.pick(types)}`);
    if (random.chance(0.7)) lines.push(`${indent}backend:`, ...body());
    if (random.chance(0.3)) lines.push(`${indent}remote_state_backend_type: ${random.pick(BACKENDS)}`);
    if (random.chance(0.3)) lines.push(`${indent}remote_state_backend:`, ...body());
    return lines;
  }

  private components(
    yaml: RandomYaml,
    bases: readonly string[],
    instances: readonly string[],
    extra: Extra,
  ): string[] {
    const blocks = [
      ...bases.map((name) => this.component(yaml, name, true, extra)),
      ...instances.map((name) => this.component(yaml, name, false, extra)),
    ];
    if (blocks.length === 0) return [];
    return ["components:", "  terraform:", ...blocks.flat()];
  }

  private component(yaml: RandomYaml, name: string, isBase: boolean, extra: Extra): string[] {
    const { random } = this;
    const inner = "      ";
    const lines: string[] = [];
    const metadata: string[] = [];
    if (isBase && random.chance(0.8)) metadata.push("type: abstract");
    // A base inherits from later bases alone: no cycles.
    const above = isBase ? BASES.slice(BASES.indexOf(name) + 1) : BASES;
    if (random.chance(isBase ? 0.5 : 0.8))
      metadata.push(`inherits: [${random.some(above, 0, 2).join(", ")}]`);
    if (random.chance(0.7)) metadata.push(`component: ${random.pick([...FOLDERS, name])}`);
    if (random.chance(0.1)) metadata.push(`enabled: ${random.pick(["false", "true"])}`);
    if (random.chance(0.1)) metadata.push("terraform_workspace: fixed/name");
    if (random.chance(0.2)) metadata.push("custom: {a: [1, 2], b: 010}");
    if (metadata.length > 0) lines.push("metadata:", ...metadata.map((line) => `  ${line}`));
    if (random.chance(0.15))
      lines.push(`component: ${random.pick(isBase ? ["plain", name] : ["plain", "infra/queue", ...BASES])}`);
    for (const key of random.some(["vars", "settings", "env", "providers", "hooks"], 0, 4)) {
      const moved =
        key === "vars" && extra.index !== undefined && random.chance(0.05)
          ? [`  environment: moved${extra.index}${name.replace("/", "")}`]
          : [];
      lines.push(`${key}:`, ...moved, ...yaml.entries("  ", 2));
      if (key === "settings" && random.chance(0.3))
        lines.push("  spacelift: {workspace_enabled: true, s1: x}");
    }
    if (random.chance(0.25)) lines.push(...this.backend(""));
    if (random.chance(0.15)) lines.push(`command: ${yaml.word()}`);
    if (random.chance(0.1)) lines.push("overrides:", ...this.overrides(yaml, "  "));
    return [
      `    ${name}:${lines.length === 0 ? " {}" : ""}`,
      ...lines.map((line) => (line === "" ? "" : inner + line)),
    ];
  }

  /** Breaks the tree in one way that Atmos refuses. */
  private flaw(): void {
    const { random } = this;
    const paths = [...this.files.keys()].filter((path) => path.startsWith(`${this.stacksPath}/deploy/s`));
    const path = random.pick(paths);
    const text = this.files.get(path) ?? "";
    const flaws = [
      text.replace(/import:\n/, "import:\n  - nowhere\n"),
      text.replace("components:\n  terraform:\n", "components:\n  terraform:\n    broken: []\n"),
      text.replace("components:\n  terraform:\n", "components:\n  terraform:\n    broken: {vars: }\n"),
      text.replace(
        "components:\n  terraform:\n",
        "components:\n  terraform:\n    broken: {metadata: {inherits: [nothing]}}\n",
      ),
      text.replace(
        "components:\n  terraform:\n",
        "components:\n  terraform:\n    broken: {component: nothing}\n",
      ),
      text.replace(
        "components:\n  terraform:\n",
        "components:\n  terraform:\n    twice: {}\n    twice: {}\n",
      ),
      text.replace(
        "components:\n  terraform:\n",
        "components:\n  terraform:\n    broken: {vars: {environment: ~}, backend_type: 7}\n",
      ),
      `${text}\nterraform: [list]\n`.replace(/^terraform:\n/m, "terraform_:\n"),
      `${text}unclosed: "quote\n`,
      `${text}alias: *nowhere\n`,
      text.replace("environment: e", "environment_: e"),
      text.replace("context:\n", "context:\n    stage: d\n"),
    ].filter((broken) => broken !== text);
    this.files.set(path, random.pick(flaws));
  }
}

/** What deployed stacks add to the random sections. */
interface Extra {
  readonly vars?: readonly string[];
  readonly settings?: readonly string[];
  readonly index?: number;
}

function quoted(path: string): string {
  return /[*{[]/.test(path) ? JSON.stringify(path) : path;
}

function oncePerKey(line: string, index: number, lines: readonly string[]): boolean {
  const key = line.split(":", 1)[0];
  return lines.findIndex((other) => other.split(":", 1)[0] === key) === index;
}
