import type { AtmosConfig } from "./config";
import { filesBelow, matcher, rootOf, UnsupportedPattern } from "./glob";
import { StackError } from "./problem";
import type { Project } from "./project";
import { likeliest } from "./search";

const EXTENSIONS = ".{yaml,yml,yaml.tmpl,yml.tmpl}";

/** Finds the stack manifests: `stacks.included_paths` without `stacks.excluded_paths` (FindAllStackConfigsInPaths). */
export class ManifestFiles {
  private readonly included: readonly RegExp[];
  private readonly excluded: readonly RegExp[];

  /** @throws StackError for patterns that are not supported. */
  constructor(
    private readonly project: Project,
    private readonly config: AtmosConfig,
  ) {
    this.included = config.included.map((pattern) =>
      this.compile(pattern, /\.[^./]*$/.test(pattern) ? "" : EXTENSIONS),
    );
    this.excluded = config.excluded.map((pattern) => this.compile(pattern));
  }

  /** @throws StackError when a path of `included_paths` matches nothing, and for templates. */
  all(): readonly string[] {
    const found = new Set<string>();
    this.config.included.forEach((pattern, index) => {
      const files = filesBelow(this.project, rootOf(pattern)).filter((file) =>
        this.included[index]?.test(file),
      );
      if (files.length === 0) {
        throw this.problem(
          pattern,
          "no file matches this path of stacks.included_paths",
          "Correct the path, or add a stack manifest.",
        );
      }
      for (const file of files) if (this.isManifest(file)) found.add(file);
    });
    return [...found];
  }

  /** All of them, those first that may define the stack; each is looked for when it is asked for. */
  *likeliest(stack: string): Generator<string> {
    const roots = new Set(this.config.included.map(rootOf));
    for (const file of likeliest(this.project, [...roots], stack)) {
      if (this.included.some((pattern) => pattern.test(file)) && this.isManifest(file)) yield file;
    }
  }

  private isManifest(file: string): boolean {
    if (this.excluded.some((pattern) => pattern.test(file))) return false;
    if (!file.endsWith(".tmpl")) return true;
    throw new StackError({
      file,
      line: 1,
      field: "",
      value: "",
      rule: "templates of stack manifests are not supported",
      fix: "Write a plain .yaml manifest.",
    });
  }

  private compile(pattern: string, extensions = ""): RegExp {
    try {
      return matcher(pattern + extensions);
    } catch (error) {
      if (!(error instanceof UnsupportedPattern)) throw error;
      throw this.problem(
        pattern,
        "only *, ?, [a-z], ** and {a,b} inside one name are supported",
        "List the paths one by one.",
      );
    }
  }

  private problem(value: string, rule: string, fix: string): StackError {
    return new StackError({ file: this.config.file, line: 1, field: "", value, rule, fix });
  }
}
