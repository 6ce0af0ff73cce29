import type { MergeMemo } from "./memo";
import { below, EMPTY } from "./merge";
import { isMap } from "./problem";
import type { SectionReader } from "./sections";
import type { Section } from "./types";

/** What an instance takes from the components it inherits from (schema.BaseComponentConfig of Atmos). */
export interface Inherited {
  vars: Section;
  settings: Section;
  env: Section;
  providers: Section;
  hooks: Section;
  backend: Section;
  remoteStateBackend: Section;
  backendType: string;
  remoteStateBackendType: string;
  command: string;
  /** The deepest base of the deprecated top-level `component` attribute. */
  finalName: string;
  /** Nearest first. */
  chain: readonly string[];
}

/** The sections that merge down the line, and their keys in a manifest. */
const MERGED = [
  ["vars", "vars"],
  ["settings", "settings"],
  ["env", "env"],
  ["providers", "providers"],
  ["hooks", "hooks"],
  ["backend", "backend"],
  ["remoteStateBackend", "remote_state_backend"],
] as const;

const NO_BASES: readonly string[] = [];

/** The inheritance among the components of one merged manifest. */
export class Inheritance {
  constructor(
    /** All of `components.terraform`. */
    private readonly all: Section,
    private readonly read: SectionReader,
    private readonly memo: MergeMemo,
    /** Whether a folder of this name exists below `components.terraform.base_path`. */
    private readonly componentExists: (name: string) => boolean,
  ) {}

  /** What an instance inherits, and the folder of its component (empty: that of its own name). */
  of(name: string, section: Section, metadata: Section): { inherited: Inherited; component: string } {
    const inherited = nothing();
    const scope = ["components", "terraform", name];
    let component = "";
    if (Object.hasOwn(section, "component")) {
      this.inherit(inherited, name, this.read.text(section, "component", scope), NO_BASES);
      component = inherited.finalName;
    }
    if (Object.hasOwn(metadata, "component")) {
      component = this.read.text(metadata, "component", [...scope, "metadata"]);
    }
    for (const base of this.bases(name, name, metadata)) this.inherit(inherited, name, base, NO_BASES);
    return { inherited, component };
  }

  /**
   * Adds what `component` takes from `base`, bases of the base first (ProcessBaseComponentConfig of Atmos
   * 1.190.0, its oddities included: `command` and the backend types are those of the base processed last,
   * even when it sets none).
   *
   * @param active bases being processed, to stop at a cycle.
   */
  private inherit(into: Inherited, component: string, base: string, active: readonly string[]): void {
    if (component === base) return;
    const section = this.section(component, base, active);
    if (section === undefined) return;
    const { read } = this;
    const scope = ["components", "terraform", base];
    const deeper = [...active, base];
    if (Object.hasOwn(section, "component")) {
      this.inherit(into, base, read.text(section, "component", scope), deeper);
    }
    const metadata = read.map(section, "metadata", scope);
    for (const name of this.bases(base, component, metadata)) this.inherit(into, component, name, deeper);
    if (into.finalName === "") into.finalName = base;
    for (const [field, key] of MERGED) {
      const own = read.map(section, key, scope);
      if (own !== EMPTY) into[field] = below(key, () => this.memo.merge(into[field], own));
    }
    into.command = read.text(section, "command", scope);
    into.backendType = read.text(section, "backend_type", scope);
    into.remoteStateBackendType = read.text(section, "remote_state_backend_type", scope);
    into.chain = into.chain.includes(base)
      ? [base, ...into.chain.filter((name) => name !== base)]
      : [base, ...into.chain];
  }

  /** The section of a base; undefined when only its component folder exists. */
  private section(component: string, base: string, active: readonly string[]): Section | undefined {
    const path = ["components", "terraform", base];
    if (active.includes(base)) {
      const chain = [...active, base].join(" -> ");
      this.read.fail(path, chain, "the component inherits from itself", "Remove one of these inheritances.");
    }
    if (!Object.hasOwn(this.all, base)) {
      if (this.componentExists(base)) return undefined;
      const rule = "neither an instance of this stack nor a component folder has this name";
      this.read.fail(["components", "terraform", component, "component"], base, rule, IMPORT_IT);
    }
    const section = this.all[base];
    if (isMap(section)) return section;
    return this.read.fail(path, section, "must be a map", "Write keys such as metadata and vars.");
  }

  /** `metadata.inherits` of a component; Atmos ignores it when it is no list. */
  private bases(component: string, heir: string, metadata: Section): readonly string[] {
    const list = metadata.inherits;
    if (!Array.isArray(list)) return NO_BASES;
    for (const [index, name] of list.entries()) {
      const path = ["components", "terraform", component, "metadata", "inherits", index];
      if (typeof name !== "string")
        this.read.fail(path, name, "must be the name of an instance", "Quote it.");
      else if (!Object.hasOwn(this.all, name)) {
        this.read.fail(path, name, `no instance of this stack has this name (needed by ${heir})`, IMPORT_IT);
      }
    }
    return list as readonly string[];
  }
}

const IMPORT_IT = "Correct the name, or import the manifest that defines it.";

function nothing(): Inherited {
  return {
    vars: EMPTY,
    settings: EMPTY,
    env: EMPTY,
    providers: EMPTY,
    hooks: EMPTY,
    backend: EMPTY,
    remoteStateBackend: EMPTY,
    backendType: "",
    remoteStateBackendType: "",
    command: "",
    finalName: "",
    chain: NO_BASES,
  };
}
