import { below, EMPTY, merge } from "./merge";
import { isMap } from "./problem";
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

/** The parts of `ComponentReader` that inheritance needs. */
export interface BaseReader {
  /** All of `components.terraform` of the stack. */
  readonly all: Section;
  componentExists(name: string): boolean;
  /** A map section of a component, EMPTY when it is absent. */
  map(component: string, key: string): Section;
  /** A string attribute of a component, empty when it is absent. */
  text(component: string, key: string): string;
  fail(path: readonly (string | number)[], value: unknown, rule: string, fix: string): never;
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

export function nothingInherited(): Inherited {
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
    chain: [],
  };
}

/**
 * Adds what `component` takes from `base`, bases of the base first (ProcessBaseComponentConfig of Atmos
 * 1.190.0, its oddities included: `command` and the backend types are those of the base processed last, even
 * when it sets none).
 *
 * @param active bases being processed, to stop at a cycle.
 */
export function inherit(
  reader: BaseReader,
  into: Inherited,
  component: string,
  base: string,
  active: readonly string[] = [],
): void {
  if (component === base) return;
  const path = ["components", "terraform", base];
  if (active.includes(base)) {
    reader.fail(
      path,
      [...active, base].join(" -> "),
      "the component inherits from itself",
      "Remove one of these inheritances.",
    );
  }
  if (!Object.hasOwn(reader.all, base)) {
    if (reader.componentExists(base)) return;
    reader.fail(
      ["components", "terraform", component, "component"],
      base,
      "neither an instance of this stack nor a component folder has this name",
      "Correct the name, or import the manifest that defines it.",
    );
  }
  const section = reader.all[base];
  if (!isMap(section)) reader.fail(path, section, "must be a map", "Write keys such as metadata and vars.");
  const deeper = [...active, base];
  if (Object.hasOwn(section, "component"))
    inherit(reader, into, base, reader.text(base, "component"), deeper);
  for (const name of inheritList(reader, base, component)) inherit(reader, into, component, name, deeper);
  if (into.finalName === "") into.finalName = base;
  for (const [section, key] of MERGED) {
    into[section] = below(key, () => merge(into[section], reader.map(base, key)));
  }
  into.command = reader.text(base, "command");
  into.backendType = reader.text(base, "backend_type");
  into.remoteStateBackendType = reader.text(base, "remote_state_backend_type");
  into.chain = [...new Set([base, ...into.chain])];
}

/** `metadata.inherits` of a component; Atmos ignores it when it is no list. */
export function inheritList(
  reader: BaseReader,
  component: string,
  heir: string = component,
): readonly string[] {
  const list = reader.map(component, "metadata").inherits;
  if (!Array.isArray(list)) return [];
  return list.map((name: unknown, index) => {
    const path = ["components", "terraform", component, "metadata", "inherits", index];
    if (typeof name !== "string")
      return reader.fail(path, name, "must be the name of an instance", "Quote it.");
    if (!Object.hasOwn(reader.all, name)) {
      return reader.fail(
        path,
        name,
        `no instance of this stack has this name (needed by ${heir})`,
        "Correct the name, or import the manifest that defines it.",
      );
    }
    return name;
  });
}
