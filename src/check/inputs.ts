import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CrdKind, Schema } from "../upstream/crds";

/** The inputs that a component accepts. */
export interface Inputs {
  /** Schema of `vars`: its required and known names. */
  readonly vars: Schema;
  /** Schema of each variable, complete in itself. */
  readonly properties: ReadonlyMap<string, Schema>;
  /** Variables that hold verbatim specs, by name. */
  readonly specs: ReadonlyMap<string, CrdKind>;
}

/** Reads schemas/jsonschema of a project, each file on first use. */
export class InputSchemas {
  private readonly loaded = new Map<string, Inputs | undefined>();

  constructor(private readonly projectDir: string) {}

  /** The inputs of a component, or undefined when the project has no schema for it. */
  of(component: string): Inputs | undefined {
    const known = this.loaded.get(component);
    if (known !== undefined || this.loaded.has(component)) return known;
    const inputs = this.read(join(this.projectDir, "schemas/jsonschema", `${component}.json`));
    this.loaded.set(component, inputs);
    return inputs;
  }

  /** Whether the component has a folder of Terraform code, with or without a schema. */
  hasFolder(component: string): boolean {
    return existsSync(join(this.projectDir, "components/terraform", component));
  }

  /** Names of the components that have a schema or a folder. */
  names(): readonly string[] {
    const list = (folder: string): string[] => {
      const path = join(this.projectDir, folder);
      return existsSync(path) ? readdirSync(path) : [];
    };
    const schemas = list("schemas/jsonschema").map((file) => file.replace(/\.json$/, ""));
    return [...new Set([...schemas, ...list("components/terraform")])].sort();
  }

  private read(file: string): Inputs | undefined {
    let content: string;
    try {
      content = readFileSync(file, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
    const root = JSON.parse(content) as Schema;
    const vars = root.properties?.vars ?? {};
    const properties = new Map<string, Schema>();
    const specs = new Map<string, CrdKind>();
    for (const [name, schema] of Object.entries(vars.properties ?? {})) {
      properties.set(name, root.$defs === undefined ? schema : { ...schema, $defs: root.$defs });
      const kind = schema["x-crd"];
      if (typeof kind === "string") specs.set(name, kind as CrdKind);
    }
    return { vars, properties, specs };
  }
}
