import { posix } from "node:path";
import type { AtmosConfig } from "./config";
import { expand, isPattern, UnsupportedPattern } from "./glob";
import { fieldName, isMap, quoteValue, StackError } from "./problem";
import type { Document, Project } from "./project";
import { locateInText } from "./yaml/positions";

/** Resolves the `import` sections of manifests, each import path once. */
export class Imports {
  private readonly resolved = new Map<string, readonly string[]>();

  constructor(
    private readonly project: Project,
    private readonly config: AtmosConfig,
  ) {}

  /**
   * The files a manifest imports, in merge order (stack_processor_utils.go, ProcessImportSection and
   * ProcessYAMLConfigFile).
   *
   * @throws StackError for the first import that is wrong.
   */
  of(document: Document): readonly string[] {
    if (!isMap(document.value)) return [];
    if (Object.hasOwn(document.value, "imports")) {
      fail(
        document,
        ["imports"],
        document.value.imports,
        "Atmos reads `import`, not `imports`",
        "Rename the key to import.",
      );
    }
    const section = document.value.import;
    if (section === undefined || section === null) return [];
    if (!Array.isArray(section) || section.length === 0) {
      fail(
        document,
        ["import"],
        section,
        "must be a list with at least one import",
        "Write a list, or remove the key.",
      );
    }
    return section.flatMap((item: unknown, index) => this.import(document, item, ["import", index]));
  }

  private import(document: Document, item: unknown, field: readonly (string | number)[]): readonly string[] {
    let path = item;
    let skipIfMissing = false;
    if (isMap(item)) {
      for (const key of ["context", "skip_templates_processing", "ignore_missing_template_values"]) {
        const value = item[key];
        if (
          value !== undefined &&
          value !== null &&
          value !== false &&
          !(isMap(value) && Object.keys(value).length === 0)
        ) {
          fail(
            document,
            [...field, key],
            value,
            "templates in imports are not supported",
            "Import a plain manifest and set vars instead.",
          );
        }
      }
      path = item.path;
      const skip = item.skip_if_missing ?? false;
      if (typeof skip !== "boolean")
        fail(document, [...field, "skip_if_missing"], skip, "must be true or false", "Write true or false.");
      skipIfMissing = skip;
    }
    if (typeof path !== "string" || path === "")
      fail(document, field, item, "must name a manifest", 'Write a path such as "catalog/defaults".');
    const files = this.resolve(document, path, field);
    if (files.length === 0 && !skipIfMissing) {
      fail(
        document,
        field,
        path,
        "no manifest matches this import",
        `Imports are relative to ${this.config.stacksPath}/, or to this file if they start with ./ or ../.`,
      );
    }
    return files;
  }

  private resolve(document: Document, path: string, field: readonly (string | number)[]): readonly string[] {
    if (path.includes("{{"))
      fail(document, field, path, "templates in imports are not supported", "Write the path out.");
    if (path.startsWith("/"))
      fail(
        document,
        field,
        path,
        "absolute imports are not supported",
        `Write it relative to ${this.config.stacksPath}/.`,
      );
    const full = this.fullPath(document, path, field);
    const known = this.resolved.get(full);
    if (known !== undefined) return known;
    const files = this.find(document, path, full, field);
    this.resolved.set(full, files);
    return files;
  }

  private fullPath(document: Document, path: string, field: readonly (string | number)[]): string {
    const { stacksPath } = this.config;
    const first = path.split("/", 1)[0];
    if (first !== "." && first !== "..") return posix.join(stacksPath, path);
    if (stacksPath !== "." && !document.file.startsWith(`${stacksPath}/`)) {
      fail(
        document,
        field,
        path,
        `Atmos cannot resolve a relative import in a file outside ${stacksPath}/`,
        `Import the file from a manifest in ${stacksPath}/.`,
      );
    }
    return posix.join(posix.dirname(document.file), path);
  }

  private find(
    document: Document,
    path: string,
    full: string,
    field: readonly (string | number)[],
  ): readonly string[] {
    // Go's filepath.Ext: from the last dot of the last element, a leading dot included.
    const extension = /\.[^./]*$/.exec(path)?.[0] ?? "";
    const candidates =
      extension === "" ? [".yaml", ".yml", ".yaml.tmpl", ".yml.tmpl"].map((end) => full + end) : [full];
    const target =
      candidates.find((file) => this.project.isFile(file)) ?? (extension === "" ? `${full}.yaml` : full);
    const isTemplate =
      target.endsWith(".tmpl") ||
      ((extension === ".yaml" || extension === ".yml") && this.project.isFile(`${target}.tmpl`));
    if (isTemplate)
      fail(document, field, path, "templates are not supported", "Import a plain .yaml manifest.");
    if (!isPattern(target)) return this.project.isFile(target) ? [target] : [];
    try {
      return expand(this.project, target);
    } catch (error) {
      if (!(error instanceof UnsupportedPattern)) throw error;
      return fail(
        document,
        field,
        path,
        "only *, ?, [a-z], ** and {a,b} in the file name are supported",
        "List the imports one by one.",
      );
    }
  }
}

function fail(
  document: Document,
  field: readonly (string | number)[],
  value: unknown,
  rule: string,
  fix: string,
): never {
  const { file, text } = document;
  const { line } = locateInText(text, file, field);
  throw new StackError({ file, line, field: fieldName(field), value: quoteValue(value), rule, fix });
}
