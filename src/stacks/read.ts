import { posix } from "node:path";
import { ComponentReader } from "./components";
import { type AtmosConfig, readConfig } from "./config";
import { expand, matcher, UnsupportedPattern } from "./glob";
import { Imports } from "./imports";
import { keepOrigin, type Origin } from "./layers";
import { Manifests } from "./manifest";
import { merge } from "./merge";
import { lastPlace } from "./places";
import { StackError } from "./problem";
import { Project } from "./project";
import { byLikelihood } from "./search";
import type { Instance, Section, Stack, StackProblem, StackReading } from "./types";

/** Options of `readStacks`. */
export interface ReadOptions {
  /** Read this stack alone. @default - every stack */
  readonly stack?: string;
}

/** What one stack manifest resolves to. */
interface ManifestReading {
  readonly stacks: readonly Stack[];
  readonly problems: readonly StackProblem[];
}

/**
 * The stacks of an Atmos project, equal to `atmos describe stacks --process-templates=false
 * --process-functions=false` of Atmos 1.190.0. Needs neither Atmos nor a network.
 *
 * With `stack` only the manifests that may define it are read, likeliest first, up to the first that does:
 * two manifests of one stack name are noticed by the full read alone. A name that no manifest defines is a
 * problem.
 *
 * @param projectDir the folder of atmos.yaml.
 */
export function readStacks(projectDir: string, options: ReadOptions = {}): StackReading {
  try {
    const reader = new Reader(projectDir);
    return options.stack === undefined ? reader.all() : reader.one(options.stack);
  } catch (error) {
    if (error instanceof StackError) return { stacks: [], problems: [error.problem] };
    throw error;
  }
}

class Reader {
  private readonly project: Project;
  private readonly config: AtmosConfig;
  private readonly manifests: Manifests;
  private readonly origin: Origin;
  private readonly componentFolders = new Map<string, boolean>();
  private readonly combined = new WeakMap<Section, WeakMap<Section, Section>>();

  constructor(projectDir: string) {
    this.project = new Project(projectDir);
    this.config = readConfig(this.project);
    this.manifests = new Manifests(this.project, new Imports(this.project, this.config));
    this.origin = { project: this.project, manifests: this.manifests };
  }

  all(): StackReading {
    const problems: StackProblem[] = [];
    const stacks = new Map<string, Stack>();
    for (const file of this.files()) {
      const reading = this.manifest(file);
      problems.push(...reading.problems);
      for (const stack of reading.stacks) {
        const other = stacks.get(stack.name);
        if (other === undefined) stacks.set(stack.name, stack);
        else problems.push(sameName(stack, other));
      }
    }
    // `atmos describe stacks` and `atmos validate stacks` first parse every manifest, imported or not.
    for (const end of ["yaml", "yml"]) {
      for (const file of expand(this.project, posix.join(this.config.stacksPath, `**/*.${end}`))) {
        problems.push(...this.manifests.merged(file).problems);
      }
    }
    return { stacks: sorted(stacks), problems: unique(problems) };
  }

  one(name: string): StackReading {
    const problems: StackProblem[] = [];
    const names: string[] = [];
    for (const file of byLikelihood(this.files(), name)) {
      const reading = this.manifest(file);
      const stack = reading.stacks.find((candidate) => candidate.name === name);
      if (stack !== undefined) return { stacks: [stack], problems: unique(reading.problems) };
      problems.push(...reading.problems);
      names.push(...reading.stacks.map((candidate) => candidate.name));
    }
    const fix =
      names.length === 0 ? "Add a stack manifest." : `Use one of: ${names.sort().slice(0, 20).join(", ")}.`;
    const missing = {
      file: this.config.file,
      line: 1,
      field: "stack",
      value: JSON.stringify(name),
      rule: "no stack manifest resolves to this name",
      fix,
    };
    return { stacks: [], problems: unique([...problems, missing]) };
  }

  /** The stack manifests: `stacks.included_paths` without `stacks.excluded_paths` (FindAllStackConfigsInPaths). */
  private files(): readonly string[] {
    const { included, excluded, file } = this.config;
    try {
      const out = excluded.map(matcher);
      const files = included.flatMap((pattern) => {
        const patterns = /\.[^./]*$/.test(pattern)
          ? [pattern]
          : [".yaml", ".yml", ".yaml.tmpl", ".yml.tmpl"].map((end) => pattern + end);
        const found = patterns.flatMap((each) => expand(this.project, each));
        if (found.length === 0)
          throw problemAt(
            file,
            pattern,
            "no file matches this path of stacks.included_paths",
            "Correct the path, or add a stack manifest.",
          );
        return found;
      });
      const kept = [...new Set(files)].filter((path) => !out.some((pattern) => pattern.test(path)));
      const template = kept.find((path) => path.endsWith(".tmpl"));
      if (template !== undefined)
        throw problemAt(
          template,
          "",
          "templates of stack manifests are not supported",
          "Write a plain .yaml manifest.",
        );
      return kept;
    } catch (error) {
      if (!(error instanceof UnsupportedPattern)) throw error;
      throw problemAt(
        file,
        error.message,
        "only *, ?, [a-z], ** and {a,b} in the file name are supported",
        "List the paths one by one.",
      );
    }
  }

  private manifest(file: string): ManifestReading {
    const { value, problems } = this.manifests.merged(file);
    if (value === undefined) return { stacks: [], problems };
    try {
      const components = this.components(file, value);
      return this.instances(file, components, Object.keys(components.all));
    } catch (error) {
      if (error instanceof StackError) return { stacks: [], problems: [error.problem] };
      throw error;
    }
  }

  private components(file: string, merged: Section): ComponentReader {
    return new ComponentReader({
      config: this.config,
      file,
      merged,
      componentExists: (name) => this.componentExists(name),
      place: (path) => this.place(file, path),
      combine: (base, over) => this.combine(base, over),
    });
  }

  private instances(file: string, components: ComponentReader, names: readonly string[]): ManifestReading {
    const problems: StackProblem[] = [];
    const stacks = new Map<string, { instances: Map<string, Instance>; abstracts: Map<string, Instance> }>();
    for (const name of names) {
      try {
        const instance = components.instance(name);
        keepOrigin(instance, this.origin);
        let stack = stacks.get(instance.stack);
        if (stack === undefined) {
          stack = { instances: new Map(), abstracts: new Map() };
          stacks.set(instance.stack, stack);
        }
        (instance.abstract ? stack.abstracts : stack.instances).set(name, instance);
      } catch (error) {
        if (!(error instanceof StackError)) throw error;
        problems.push(error.problem);
      }
    }
    return { stacks: [...stacks].map(([name, maps]) => ({ name, file, ...maps })), problems };
  }

  /** The last file that sets the path, or the nearest ancestor that one sets. */
  private place(file: string, path: readonly (string | number)[]): { file: string; line: number } {
    const order = this.manifests.order(file);
    for (let depth = path.length; depth > 0; depth -= 1) {
      const place = lastPlace(this.project, order, path.slice(0, depth));
      if (place !== undefined) return place;
    }
    return { file, line: 1 };
  }

  private componentExists(name: string): boolean {
    let exists = this.componentFolders.get(name);
    if (exists === undefined) {
      exists = this.project.isFolder(`${this.config.componentsPath}/${name}`);
      this.componentFolders.set(name, exists);
    }
    return exists;
  }

  /** Remembers what two objects merge to: instances of many stacks inherit the same ones. */
  private combine(base: Section, over: Section): Section {
    let results = this.combined.get(base);
    if (results === undefined) {
      results = new WeakMap();
      this.combined.set(base, results);
    }
    let result = results.get(over);
    if (result === undefined) {
      result = merge(base, over);
      results.set(over, result);
    }
    return result;
  }
}

function sorted(stacks: ReadonlyMap<string, Stack>): readonly Stack[] {
  return [...stacks.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function sameName(stack: Stack, other: Stack): StackProblem {
  return problemAt(
    stack.file,
    stack.name,
    `${other.file} resolves to the same stack name`,
    "Give each manifest its own name, or move the components into one manifest.",
  ).problem;
}

function problemAt(file: string, value: string, rule: string, fix: string): StackError {
  return new StackError({ file, line: 1, field: "", value, rule, fix });
}

function unique(problems: readonly StackProblem[]): readonly StackProblem[] {
  const seen = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...seen.values()];
}
