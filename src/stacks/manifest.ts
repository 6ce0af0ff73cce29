import type { Imports } from "./imports";
import { EMPTY, MergeConflict, merge, mergeAll } from "./merge";
import { lastPlace } from "./places";
import { fieldName, isMap, kindOf, quoteValue, StackError } from "./problem";
import type { Document, Project } from "./project";
import type { Section, StackProblem } from "./types";

/** A manifest with everything it imports, merged. */
export interface Merged {
  /** undefined when a problem makes it impossible to tell. */
  readonly value: Section | undefined;
  /** The manifest's problems and those of its imports. */
  readonly problems: readonly StackProblem[];
  /** `overrides` for the components of the importing manifest (stack_processor_utils.go, parentTerraformOverrides*). */
  readonly overridesInline: Section;
  readonly overridesImports: Section;
}

interface Known extends Merged {
  readonly parentInline: Section;
  readonly parentImports: Section;
}

/** Merges manifests with their imports, each file once unless `overrides` of an importing file reach into it. */
export class Manifests {
  private readonly known = new Map<string, Known[]>();
  private readonly open = new Set<string>();
  private readonly orders = new Map<string, readonly string[]>();

  constructor(
    private readonly project: Project,
    private readonly imports: Imports,
  ) {}

  /** ProcessYAMLConfigFile of Atmos: imports in order, then the file itself; `overrides` flow down into imports. */
  merged(file: string, parentInline: Section = EMPTY, parentImports: Section = EMPTY): Merged {
    const known = this.known
      .get(file)
      ?.find((entry) => entry.parentInline === parentInline && entry.parentImports === parentImports);
    if (known !== undefined) return known;
    this.open.add(file);
    const merged = { ...this.merge(file, parentInline, parentImports), parentInline, parentImports };
    this.open.delete(file);
    const entries = this.known.get(file);
    if (entries === undefined) this.known.set(file, [merged]);
    else entries.push(merged);
    return merged;
  }

  /** The file and its imports in merge order: a later file wins. A file imported twice appears twice. */
  order(file: string): readonly string[] {
    let order = this.orders.get(file);
    if (order === undefined) {
      const imports = this.imports.of(this.project.document(file));
      order = [...imports.flatMap((imported) => this.order(imported)), file];
      this.orders.set(file, order);
    }
    return order;
  }

  private merge(file: string, parentInline: Section, parentImports: Section): Merged {
    const problems: StackProblem[] = [];
    const broken = (error: unknown): Merged => {
      if (!(error instanceof StackError)) throw error;
      return {
        value: undefined,
        problems: [...problems, error.problem],
        overridesInline: EMPTY,
        overridesImports: EMPTY,
      };
    };
    try {
      const document = this.project.document(file);
      const own = root(document);
      const inline = mergeAll([
        overrides(document, own, []),
        overrides(document, own, ["terraform"]),
        parentInline,
      ]);
      let imports = parentImports;
      const layers: Section[] = [];
      for (const imported of this.imports.of(document)) {
        if (this.open.has(imported)) {
          problems.push(cycle(document, imported));
          continue;
        }
        const merged = this.merged(imported, inline, imports);
        problems.push(...merged.problems);
        imports = mergeAll([imports, merged.overridesImports, merged.overridesInline]);
        if (merged.value !== undefined) layers.push(merged.value);
      }
      layers.push(withOverrides(own, merge(imports, inline)));
      if (problems.length > 0)
        return { value: undefined, problems, overridesInline: EMPTY, overridesImports: EMPTY };
      return {
        value: this.combine(file, layers),
        problems,
        overridesInline: inline,
        overridesImports: imports,
      };
    } catch (error) {
      return broken(error);
    }
  }

  private combine(file: string, layers: readonly Section[]): Section {
    try {
      return mergeAll(layers);
    } catch (error) {
      if (!(error instanceof MergeConflict)) throw error;
      const place = lastPlace(this.project, this.order(file), error.path, (value) => Array.isArray(value));
      throw new StackError({
        ...(place ?? { file, line: 1 }),
        field: fieldName(error.path),
        value: quoteValue(error.list),
        rule: `a list cannot replace ${kindOf(error.replaced)} that another layer sets`,
        fix: "Use the same kind of value in every layer, or set it to null in between.",
      });
    }
  }
}

function root(document: Document): Section {
  if (document.value === null) return EMPTY;
  if (isMap(document.value)) return document.value;
  throw new StackError({
    file: document.file,
    line: 1,
    field: "",
    value: quoteValue(document.value),
    rule: `a manifest must be a map, not ${kindOf(document.value)}`,
    fix: "Write keys such as import, vars and components.",
  });
}

function overrides(document: Document, own: Section, below: readonly string[]): Section {
  let section: unknown = own;
  const path = [...below, "overrides"];
  for (const [index, key] of path.entries()) {
    if (!isMap(section) || !Object.hasOwn(section, key)) return EMPTY;
    section = section[key];
    if (isMap(section)) continue;
    const field = path.slice(0, index + 1);
    const place = lastPlace(undefined, [document], field);
    throw new StackError({
      ...(place ?? { file: document.file, line: 1 }),
      field: fieldName(field),
      value: quoteValue(section),
      rule: `must be a map, not ${kindOf(section)}`,
      fix: "Write keys and values, or remove the key.",
    });
  }
  return section as Section;
}

/** Atmos sets (not merges) the overrides in force on every component that the file itself declares. */
function withOverrides(own: Section, inForce: Section): Section {
  const components = own.components;
  if (Object.keys(inForce).length === 0 || !isMap(components) || !isMap(components.terraform)) return own;
  const terraform = Object.entries(components.terraform).map(([name, section]): [string, unknown] => [
    name,
    isMap(section) ? { ...section, overrides: inForce } : section,
  ]);
  return { ...own, components: { ...components, terraform: Object.fromEntries(terraform) } };
}

function cycle(document: Document, imported: string): StackProblem {
  return {
    ...(lastPlace(undefined, [document], ["import"]) ?? { file: document.file, line: 1 }),
    field: "import",
    value: quoteValue(imported),
    rule: imported === document.file ? "the manifest imports itself" : "the imports form a cycle",
    fix: "Remove one import of the cycle.",
  };
}
