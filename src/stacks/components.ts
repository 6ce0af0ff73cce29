import { BackendNotMap, resolveBackends } from "./backend";
import { type BaseReader, inherit, inheritList, nothingInherited } from "./base-components";
import type { AtmosConfig } from "./config";
import { below, EMPTY, MergeConflict } from "./merge";
import { fillNameTemplate, TemplateGap } from "./name-template";
import { fieldName, isMap, kindOf, quoteValue, StackError } from "./problem";
import type { Instance, Place, Section, ValuePath } from "./types";
import { workspaceOf } from "./workspace";

/** What the instances of one manifest have in common. */
export interface ManifestContext {
  readonly config: AtmosConfig;
  /** The stack manifest, relative to the project folder. */
  readonly file: string;
  /** The manifest with its imports merged. */
  readonly merged: Section;
  /** Whether a folder of this name exists below `components.terraform.base_path`. */
  readonly componentExists: (name: string) => boolean;
  /** Where the merged manifest gets a value from; for messages. */
  readonly place: (path: ValuePath) => Place;
  /** Merges two layers; the same result object for the same two objects. */
  readonly combine: (base: Section, over: Section) => Section;
}

type Scope = "vars" | "settings" | "env" | "hooks";

/** Resolves the instances of one manifest as ProcessStackConfig of Atmos 1.190.0 does. */
export class ComponentReader implements BaseReader {
  readonly all: Section;
  private readonly terraform: Section;
  private readonly global: Readonly<Record<Scope, Section>>;
  private readonly providers: Section;
  private readonly backend: Section;
  private readonly backendType: string;
  private readonly remoteStateBackend: Section;
  private readonly remoteStateBackendType: string;
  private readonly command: string;

  /** @throws StackError when a section that all instances share is wrong. */
  constructor(private readonly context: ManifestContext) {
    this.terraform = this.mapAt(context.merged, ["terraform"]);
    const global = (scope: Scope): Section =>
      context.combine(this.mapAt(context.merged, [scope]), this.mapAt(this.terraform, ["terraform", scope]));
    this.global = {
      vars: global("vars"),
      settings: global("settings"),
      env: global("env"),
      hooks: global("hooks"),
    };
    this.providers = this.mapAt(this.terraform, ["terraform", "providers"]);
    this.backend = this.mapAt(this.terraform, ["terraform", "backend"]);
    this.backendType = this.textAt(this.terraform, ["terraform", "backend_type"]);
    this.remoteStateBackend = this.mapAt(this.terraform, ["terraform", "remote_state_backend"]);
    this.remoteStateBackendType = this.textAt(this.terraform, ["terraform", "remote_state_backend_type"]);
    this.command = this.textAt(this.terraform, ["terraform", "command"]);
    this.all = this.mapAt(this.mapAt(context.merged, ["components"]), ["components", "terraform"]);
  }

  /** @throws StackError when the instance cannot be resolved. */
  instance(name: string): Instance {
    try {
      return this.resolve(name);
    } catch (error) {
      const path = ["components", "terraform", name];
      if (error instanceof MergeConflict) {
        const rule = `a list cannot replace ${kindOf(error.replaced)} that the instance inherits`;
        return this.fail(
          [...path, ...error.path],
          error.list,
          `${rule} (at ${error.path.join(".")})`,
          "Use the same kind of value in both.",
        );
      }
      if (error instanceof BackendNotMap) {
        return this.fail(
          [...path, error.section, error.type],
          error.value,
          `must be a map, not ${kindOf(error.value)}`,
          "Write the backend's settings.",
        );
      }
      if (error instanceof TemplateGap) {
        const fix = `Set ${error.path.join(".")} in the stack, or change stacks.name_template.`;
        return this.fail([...path, ...error.path], error.value, error.rule, fix);
      }
      throw error;
    }
  }

  componentExists(name: string): boolean {
    return this.context.componentExists(name);
  }

  map(component: string, key: string): Section {
    return this.mapAt(this.all[component] as Section, ["components", "terraform", component, key]);
  }

  text(component: string, key: string): string {
    return this.textAt(this.all[component] as Section, ["components", "terraform", component, key]);
  }

  fail(path: ValuePath, value: unknown, rule: string, fix: string): never {
    const quoted = value === undefined ? "" : quoteValue(value);
    throw new StackError({ ...this.context.place(path), field: fieldName(path), value: quoted, rule, fix });
  }

  private resolve(name: string): Instance {
    const section = this.all[name];
    const path = ["components", "terraform", name];
    if (!isMap(section))
      return this.fail(
        path,
        section,
        `must be a map, not ${kindOf(section)}`,
        "Write keys such as metadata and vars.",
      );
    const metadata = this.map(name, "metadata");
    const overrides = this.map(name, "overrides");
    const own = inheritedBy(this, name, section, metadata);
    const override = (key: string): Section => this.mapAt(overrides, [...path, "overrides", key]);
    const layered = (key: Scope): Section =>
      this.combine(key, this.global[key], own[key], this.map(name, key), override(key));
    const vars = layered("vars");
    const settings = this.settings(name, layered("settings"), metadata);
    const ownBackend = this.map(name, "backend");
    const backendType = this.text(name, "backend_type") || own.backendType || this.backendType;
    const remoteStateBackendType =
      this.text(name, "remote_state_backend_type") ||
      own.remoteStateBackendType ||
      this.remoteStateBackendType ||
      backendType;
    const base = own.finalName;
    const backends = resolveBackends(
      {
        backend: this.combine("backend", this.backend, own.backend, ownBackend),
        backendType,
        remoteStateBackend: this.combine(
          "remote_state_backend",
          this.remoteStateBackend,
          own.remoteStateBackend,
          this.map(name, "remote_state_backend"),
        ),
        remoteStateBackendType,
        own: ownBackend,
        global: this.backend,
      },
      base === "" ? name : base,
    );
    const { config, file } = this.context;
    const component = base === "" ? name : base;
    const stack =
      fillNameTemplate(config.nameTemplate, { vars, settings }) || stackFileName(config.stacksPath, file);
    const workspace = workspaceOf({
      stack,
      name,
      component,
      backendType,
      metadata,
      enabled: config.workspaces,
      data: { vars, settings },
    });
    if (workspace === undefined) {
      this.fail(
        [...path, "metadata"],
        metadata,
        "this workspace name needs Atmos to fill in its template",
        "Use metadata.terraform_workspace.",
      );
    }
    return {
      stack,
      name,
      component,
      file,
      abstract: metadata.type === "abstract",
      enabled: metadata.enabled !== false,
      vars,
      settings,
      env: layered("env"),
      metadata,
      providers: this.combine(
        "providers",
        this.providers,
        own.providers,
        this.map(name, "providers"),
        override("providers"),
      ),
      hooks: layered("hooks"),
      overrides,
      backendType,
      ...backends,
      remoteStateBackendType,
      command:
        this.textAt(overrides, [...path, "overrides", "command"]) ||
        this.text(name, "command") ||
        own.command ||
        this.command ||
        config.command,
      workspace,
      inherits: own.chain,
    };
  }

  private combine(key: string, ...layers: readonly Section[]): Section {
    return below(key, () => layers.reduce(this.context.combine, EMPTY));
  }

  /** Spacelift settings of abstract instances and atmos.yaml's `integrations.github` (ProcessStackConfig). */
  private settings(name: string, settings: Section, metadata: Section): Section {
    const path = ["components", "terraform", name, "settings", "spacelift"];
    this.mapAt(this.map(name, "settings"), path);
    let resolved = settings;
    if (metadata.type === "abstract" && Object.hasOwn(settings, "spacelift")) {
      const { workspace_enabled: removed, ...rest } = this.mapAt(settings, path);
      if (removed !== undefined) resolved = { ...settings, spacelift: rest };
    }
    const integrations = isMap(resolved.integrations) ? resolved.integrations : EMPTY;
    const own = isMap(integrations.github) ? integrations.github : EMPTY;
    const github = this.combine("integrations", this.context.config.github, own);
    if (Object.keys(github).length === 0 || github === integrations.github) return resolved;
    return { ...resolved, integrations: { ...integrations, github } };
  }

  /** The map below the last key of `path`, EMPTY when it is absent. */
  private mapAt(parent: Section, path: ValuePath): Section {
    const key = path[path.length - 1] as string;
    if (!Object.hasOwn(parent, key)) return EMPTY;
    const value = parent[key];
    return isMap(value)
      ? value
      : this.fail(
          path,
          value,
          `must be a map, not ${kindOf(value)}`,
          "Write keys and values, or remove the key.",
        );
  }

  private textAt(parent: Section, path: ValuePath): string {
    const key = path[path.length - 1] as string;
    if (!Object.hasOwn(parent, key)) return "";
    const value = parent[key];
    return typeof value === "string"
      ? value
      : this.fail(path, value, `must be a string, not ${kindOf(value)}`, "Quote it, or remove the key.");
  }
}

/** What Atmos calls a stack whose name template gives nothing: its file, from `stacks.base_path`, without extension. */
function stackFileName(stacksPath: string, file: string): string {
  const prefix = `${stacksPath}/`;
  return (file.startsWith(prefix) ? file.slice(prefix.length) : file).replace(/\.ya?ml$/, "");
}

/** What an instance inherits, `finalName` being its component folder (empty: the instance name). */
function inheritedBy(
  reader: ComponentReader,
  name: string,
  section: Section,
  metadata: Section,
): ReturnType<typeof nothingInherited> {
  const own = nothingInherited();
  let component = "";
  if (Object.hasOwn(section, "component")) {
    inherit(reader, own, name, reader.text(name, "component"));
    component = own.finalName;
  }
  if (Object.hasOwn(metadata, "component")) {
    if (typeof metadata.component !== "string") {
      const path = ["components", "terraform", name, "metadata", "component"];
      reader.fail(path, metadata.component, "must be the name of a component folder", "Quote it.");
    }
    component = metadata.component;
  }
  for (const base of inheritList(reader, name)) inherit(reader, own, name, base);
  return { ...own, finalName: component };
}
