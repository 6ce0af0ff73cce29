import { resolveBackends } from "./backend";
import { Inheritance, type Inherited } from "./base-components";
import type { AtmosConfig } from "./config";
import { explain } from "./explain";
import { type Origin, ResolvedInstance } from "./instance";
import type { MergeMemo } from "./memo";
import { EMPTY, merge } from "./merge";
import { fillNameTemplate } from "./name-template";
import { isMap, kindOf } from "./problem";
import { type Locator, SectionReader } from "./sections";
import { withGithub, withoutSpacelift } from "./settings";
import type { Instance, Section, ValuePath } from "./types";
import { workspaceOf } from "./workspace";

/** What the instances of one manifest have in common. */
export interface ManifestContext {
  readonly config: AtmosConfig;
  readonly origin: Origin;
  readonly memo: MergeMemo;
  /** The stack manifest, relative to the project folder. */
  readonly file: string;
  /** The manifest with its imports merged. */
  readonly merged: Section;
  readonly componentExists: (name: string) => boolean;
  readonly place: Locator;
}

type Scope = "vars" | "settings" | "env" | "hooks" | "providers";

/** The sections that all instances of a manifest start from. */
interface Globals extends Readonly<Record<Scope | "backend" | "remoteStateBackend", Section>> {
  readonly backendType: string;
  readonly remoteStateBackendType: string;
  readonly command: string;
}

/** Resolves the instances of one manifest as ProcessStackConfig of Atmos 1.190.0 does. */
export class ComponentReader {
  /** Names of the instances, abstract ones included. */
  readonly names: readonly string[];
  private readonly all: Section;
  private readonly read: SectionReader;
  private readonly globals: Globals;
  private readonly inheritance: Inheritance;
  /** The section being merged, for messages. */
  private merging = "";

  /** @throws StackError when a section that all instances share is wrong. */
  constructor(private readonly context: ManifestContext) {
    this.read = new SectionReader(context.place);
    this.globals = this.readGlobals();
    const components = this.read.map(context.merged, "components", []);
    this.all = this.read.map(components, "terraform", ["components"]);
    this.names = Object.keys(this.all);
    this.inheritance = new Inheritance(this.all, this.read, context.memo, context.componentExists);
  }

  /** @throws StackError when the instance cannot be resolved. */
  instance(name: string): Instance {
    const scope = ["components", "terraform", name];
    try {
      return this.resolve(name, scope);
    } catch (error) {
      return explain(error, scope, this.merging, this.read);
    }
  }

  private readGlobals(): Globals {
    const { read, context } = this;
    const terraform = read.map(context.merged, "terraform", []);
    const scope = ["terraform"];
    const map = (key: string): Section => read.map(terraform, key, scope);
    const text = (key: string): string => read.text(terraform, key, scope);
    const wide = (key: string): Section => context.memo.merge(read.map(context.merged, key, []), map(key));
    return {
      vars: wide("vars"),
      settings: wide("settings"),
      env: wide("env"),
      hooks: wide("hooks"),
      providers: map("providers"),
      backend: map("backend"),
      backendType: text("backend_type"),
      remoteStateBackend: map("remote_state_backend"),
      remoteStateBackendType: text("remote_state_backend_type"),
      command: text("command"),
    };
  }

  private resolve(name: string, scope: ValuePath): Instance {
    const { read, globals, context } = this;
    const section = this.all[name];
    if (!isMap(section)) {
      return read.fail(
        scope,
        section,
        `must be a map, not ${kindOf(section)}`,
        "Write keys such as metadata and vars.",
      );
    }
    this.merging = "";
    const metadata = read.map(section, "metadata", scope);
    const overrides = read.map(section, "overrides", scope);
    const { inherited, component: folder } = this.inheritance.of(name, section, metadata);
    const component = folder === "" ? name : folder;
    const layered = (key: Scope): Section => this.layered(key, section, inherited, overrides, scope);
    const vars = layered("vars");
    const ownSettings = read.map(section, "settings", scope);
    const isAbstract = metadata.type === "abstract";
    const merged = withoutSpacelift(layered("settings"), ownSettings, isAbstract, read, [
      ...scope,
      "settings",
    ]);
    const settings = withGithub(merged, context.config.github, context.memo);
    const { backend, backendType, remoteStateBackend, remoteStateBackendType } = this.backends(
      section,
      inherited,
      component,
      scope,
    );
    const data = { vars, settings };
    const stack =
      fillNameTemplate(context.config.nameTemplate, data) || stackFileName(context.config, context.file);
    const workspace = workspaceOf({
      stack,
      name,
      component,
      backendType,
      metadata,
      enabled: context.config.workspaces,
      data,
    });
    if (workspace === undefined) {
      const rule = "this workspace name needs Atmos to fill in its template";
      return read.fail([...scope, "metadata"], metadata, rule, "Use metadata.terraform_workspace.");
    }
    const fields = {
      stack,
      name,
      component,
      file: context.file,
      abstract: isAbstract,
      enabled: metadata.enabled !== false,
      vars,
      settings,
      env: layered("env"),
      metadata,
      providers: layered("providers"),
      hooks: layered("hooks"),
      overrides,
      backendType,
      backend,
      remoteStateBackendType,
      remoteStateBackend,
      command:
        (overrides === EMPTY ? "" : read.text(overrides, "command", [...scope, "overrides"])) ||
        read.text(section, "command", scope) ||
        inherited.command ||
        globals.command ||
        context.config.command,
      workspace,
      inherits: inherited.chain,
    };
    return new ResolvedInstance(fields, context.origin);
  }

  /** Stack-wide, inherited, own and overriding values of a section. */
  private layered(
    key: Scope,
    section: Section,
    inherited: Inherited,
    overrides: Section,
    scope: ValuePath,
  ): Section {
    this.merging = key;
    const shared = this.context.memo.merge(this.globals[key], inherited[key]);
    const own = merge(shared, this.read.map(section, key, scope));
    return overrides === EMPTY ? own : merge(own, this.read.map(overrides, key, [...scope, "overrides"]));
  }

  private backends(section: Section, inherited: Inherited, component: string, scope: ValuePath) {
    const { read, globals } = this;
    const { memo } = this.context;
    const own = read.map(section, "backend", scope);
    const backendType =
      read.text(section, "backend_type", scope) || inherited.backendType || globals.backendType;
    const remoteStateBackendType =
      read.text(section, "remote_state_backend_type", scope) ||
      inherited.remoteStateBackendType ||
      globals.remoteStateBackendType ||
      backendType;
    this.merging = "backend";
    const backend = merge(memo.merge(globals.backend, inherited.backend), own);
    this.merging = "remote_state_backend";
    const ownRemote = read.map(section, "remote_state_backend", scope);
    const remoteStateBackend = merge(
      memo.merge(globals.remoteStateBackend, inherited.remoteStateBackend),
      ownRemote,
    );
    const layers = {
      backend,
      backendType,
      remoteStateBackend,
      remoteStateBackendType,
      own,
      global: globals.backend,
    };
    return { backendType, remoteStateBackendType, ...resolveBackends(layers, component) };
  }
}

/** What Atmos calls a stack whose name template gives nothing: its file, from `stacks.base_path`, without extension. */
function stackFileName({ stacksPath }: AtmosConfig, file: string): string {
  const prefix = `${stacksPath}/`;
  return (file.startsWith(prefix) ? file.slice(prefix.length) : file).replace(/\.ya?ml$/, "");
}
