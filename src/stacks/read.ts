import { ComponentReader } from "./components";
import { type AtmosConfig, readConfig } from "./config";
import { filesBelow } from "./glob";
import { Imports } from "./imports";
import type { Origin } from "./instance";
import { Manifests } from "./manifest";
import { ManifestFiles } from "./manifest-files";
import { MergeMemo } from "./memo";
import { lastPlace } from "./places";
import { StackError } from "./problem";
import { Project } from "./project";
import type { Instance, Place, Section, Stack, StackProblem, StackReading, ValuePath } from "./types";

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
 * With `stack` only manifests that may define it are read, likeliest first, up to the first that does: two
 * manifests of one stack name are noticed by the full read alone. A name that no manifest defines is a
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
  private readonly files: ManifestFiles;
  private readonly manifests: Manifests;
  private readonly origin: Origin;
  private readonly memo = new MergeMemo();
  private readonly componentFolders = new Map<string, boolean>();

  constructor(projectDir: string) {
    this.project = new Project(projectDir);
    this.config = readConfig(this.project);
    this.files = new ManifestFiles(this.project, this.config);
    this.manifests = new Manifests(this.project, new Imports(this.project, this.config));
    this.origin = { project: this.project, manifests: this.manifests };
  }

  all(): StackReading {
    const problems: StackProblem[] = [];
    const stacks = new Map<string, Stack>();
    for (const file of this.files.all()) {
      const reading = this.manifest(file);
      problems.push(...reading.problems);
      for (const stack of reading.stacks) {
        const other = stacks.get(stack.name);
        if (other === undefined) stacks.set(stack.name, stack);
        else problems.push(sameName(stack, other));
      }
    }
    // `atmos describe stacks` and `atmos validate stacks` first parse every manifest, imported or not.
    for (const file of filesBelow(this.project, this.config.stacksPath)) {
      if (/\.ya?ml$/.test(file)) problems.push(...this.manifests.merged(file).problems);
    }
    return { stacks: sorted(stacks), problems: unique(problems) };
  }

  one(name: string): StackReading {
    const problems: StackProblem[] = [];
    const names: string[] = [];
    for (const file of this.files.likeliest(name)) {
      const reading = this.manifest(file);
      const stack = reading.stacks.find((candidate) => candidate.name === name);
      if (stack !== undefined) return { stacks: [stack], problems: unique(reading.problems) };
      problems.push(...reading.problems);
      names.push(...reading.stacks.map((candidate) => candidate.name));
    }
    return { stacks: [], problems: unique([...problems, noStack(this.config.file, name, names)]) };
  }

  private manifest(file: string): ManifestReading {
    const { value, problems } = this.manifests.merged(file);
    if (value === undefined) return { stacks: [], problems };
    try {
      return instances(file, this.components(file, value));
    } catch (error) {
      if (error instanceof StackError) return { stacks: [], problems: [error.problem] };
      throw error;
    }
  }

  private components(file: string, merged: Section): ComponentReader {
    return new ComponentReader({
      config: this.config,
      origin: this.origin,
      memo: this.memo,
      file,
      merged,
      componentExists: (name) => this.componentExists(name),
      place: (path) => this.place(file, path),
    });
  }

  /** The last file that sets the path, or the nearest ancestor that one sets. */
  private place(file: string, path: ValuePath): Place {
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
}

/** The instances of a manifest by stack name: vars of an instance may give it another one. */
function instances(file: string, components: ComponentReader): ManifestReading {
  const problems: StackProblem[] = [];
  const stacks = new Map<string, { instances: Map<string, Instance>; abstracts: Map<string, Instance> }>();
  for (const name of components.names) {
    try {
      const instance = components.instance(name);
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

function sorted(stacks: ReadonlyMap<string, Stack>): readonly Stack[] {
  return [...stacks.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function sameName(stack: Stack, other: Stack): StackProblem {
  return {
    file: stack.file,
    line: 1,
    field: "",
    value: stack.name,
    rule: `${other.file} resolves to the same stack name`,
    fix: "Give each manifest its own name, or move the components into one manifest.",
  };
}

function noStack(file: string, name: string, names: readonly string[]): StackProblem {
  const known = [...new Set(names)].sort().slice(0, 20).join(", ");
  return {
    file,
    line: 1,
    field: "stack",
    value: JSON.stringify(name),
    rule: "no stack manifest resolves to this name",
    fix: known === "" ? "Add a stack manifest." : `Use one of: ${known}.`,
  };
}

function unique(problems: readonly StackProblem[]): readonly StackProblem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
