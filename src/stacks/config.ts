import { posix, relative, sep } from "node:path";
import { EMPTY } from "./merge";
import { type NameTemplate, parseNameTemplate } from "./name-template";
import { fieldName, isMap, quoteValue, StackError } from "./problem";
import type { Document, Project } from "./project";
import type { Section, ValuePath } from "./types";
import { locateInText } from "./yaml/positions";

/** What the reader needs of `atmos.yaml`. Paths are relative to the project folder. */
export interface AtmosConfig {
  readonly file: string;
  /** `base_path` and `stacks.base_path`. */
  readonly stacksPath: string;
  /** `stacks.included_paths` and `stacks.excluded_paths`, from the project folder. */
  readonly included: readonly string[];
  readonly excluded: readonly string[];
  readonly nameTemplate: NameTemplate;
  /** `components.terraform.base_path`. */
  readonly componentsPath: string;
  /** `components.terraform.command`, default `terraform`. */
  readonly command: string;
  /** `components.terraform.workspaces_enabled`, default true. */
  readonly workspaces: boolean;
  /** `integrations.github`, which Atmos merges below `settings.integrations.github` of every instance. */
  readonly github: Section;
}

/**
 * Reads `atmos.yaml` (or `atmos.yml`) of the project folder. ATMOS_* variables, the system's and the home
 * folder's configuration are not read: the result depends on the project alone.
 *
 * @throws StackError for what is missing or not supported.
 */
export function readConfig(project: Project): AtmosConfig {
  const file = project.isFile("atmos.yaml")
    ? "atmos.yaml"
    : project.isFile("atmos.yml")
      ? "atmos.yml"
      : undefined;
  if (file === undefined) {
    throw new StackError({
      file: "atmos.yaml",
      line: 1,
      field: "",
      value: "",
      rule: "There is no atmos.yaml",
      fix: "Run in the folder of atmos.yaml.",
    });
  }
  const reader = new ConfigReader(project.document(file));
  reader.refuse(["import"], "parts of atmos.yaml in other files are not read", "Write them into atmos.yaml.");
  for (const name of ["atmos.d", ".atmos.d"]) {
    if (project.folder(".").folders.includes(name)) {
      reader.fail([], name, `configuration in ${name}/ is not read`, "Write it into atmos.yaml.");
    }
  }
  const strategy = reader.text(["settings", "list_merge_strategy"], "replace");
  if (strategy !== "replace" && strategy !== "") {
    reader.fail(
      ["settings", "list_merge_strategy"],
      strategy,
      "only lists that replace each other are supported",
      'Set "replace".',
    );
  }
  const base = fromProject(project.dir, reader.text(["base_path"], "."));
  const stacksPath = posix.join(base, fromProject(project.dir, reader.required(["stacks", "base_path"])));
  const below = (path: string): string => posix.join(stacksPath, path);
  return {
    file,
    stacksPath,
    included: reader.texts(["stacks", "included_paths"], true).map(below),
    excluded: reader.texts(["stacks", "excluded_paths"], false).map(below),
    nameTemplate: reader.nameTemplate(),
    componentsPath: posix.join(
      base,
      reader.text(["components", "terraform", "base_path"], "components/terraform"),
    ),
    command: reader.text(["components", "terraform", "command"], "") || "terraform",
    workspaces: reader.value(["components", "terraform", "workspaces_enabled"]) !== false,
    github: lowerKeys(reader.section(["integrations", "github"])),
  };
}

function fromProject(dir: string, path: string): string {
  return posix.isAbsolute(path) ? relative(dir, path).split(sep).join("/") || "." : posix.normalize(path);
}

/** Viper, which reads atmos.yaml for Atmos, has no upper-case keys. */
function lowerKeys(section: Section): Section {
  const lower = (value: unknown): unknown => (isMap(value) ? lowerKeys(value) : value);
  const entries = Object.entries(section).map(([key, value]) => [key.toLowerCase(), lower(value)]);
  return entries.length === 0 ? EMPTY : Object.fromEntries(entries);
}

class ConfigReader {
  constructor(private readonly document: Document) {}

  value(path: readonly string[]): unknown {
    let value: unknown = this.document.value;
    for (const key of path) value = isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    return value;
  }

  text(path: readonly string[], otherwise: string): string {
    const value = this.value(path) ?? otherwise;
    return typeof value === "string" ? value : this.fail(path, value, "must be a string", "Quote it.");
  }

  required(path: readonly string[]): string {
    const text = this.text(path, "");
    return text === "" ? this.fail(path, this.value(path), "Atmos needs this path", "Set it.") : text;
  }

  texts(path: readonly string[], needed: boolean): readonly string[] {
    const value = this.value(path) ?? [];
    const texts = Array.isArray(value) ? value : [value];
    if (!texts.every((item) => typeof item === "string"))
      this.fail(path, value, "must be a list of strings", "Quote its items.");
    if (needed && texts.length === 0)
      this.fail(path, value, "Atmos needs at least one path", "Add a pattern for the stack manifests.");
    return texts as string[];
  }

  section(path: readonly string[]): Section {
    const value = this.value(path) ?? {};
    return isMap(value) ? value : this.fail(path, value, "must be a map", "Write keys and values.");
  }

  nameTemplate(): NameTemplate {
    const path = ["stacks", "name_template"];
    const fix = 'Use a template like "{{ .vars.stage }}-{{ .vars.environment }}".';
    const source = this.text(path, "");
    if (source === "") {
      const pattern = ["stacks", "name_pattern"];
      if (this.value(pattern) !== undefined)
        this.fail(pattern, this.value(pattern), "name_pattern is not supported", fix);
      this.fail(path, undefined, "stacks need a name", fix);
    }
    const template = parseNameTemplate(source);
    return (
      template ??
      this.fail(
        path,
        source,
        "only plain {{ .vars.x }} and {{ .settings.x }} placeholders are supported",
        fix,
      )
    );
  }

  refuse(path: readonly string[], rule: string, fix: string): void {
    if (this.value(path) !== undefined) this.fail(path, this.value(path), rule, fix);
  }

  fail(path: ValuePath, value: unknown, rule: string, fix: string): never {
    const { file, text } = this.document;
    const quoted = value === undefined ? "" : quoteValue(value);
    throw new StackError({
      file,
      line: locateInText(text, file, path).line,
      field: fieldName(path),
      value: quoted,
      rule,
      fix,
    });
  }
}
