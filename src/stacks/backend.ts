import { merge } from "./merge";
import { isMap } from "./problem";
import type { Section } from "./types";

/** The layers of `backend` and `remote_state_backend` of one instance, types not yet chosen. */
export interface BackendLayers {
  /** `terraform.backend` with what the instance inherits and sets. */
  readonly backend: Section;
  readonly backendType: string;
  readonly remoteStateBackend: Section;
  readonly remoteStateBackendType: string;
  /** The instance's own `backend`. */
  readonly own: Section;
  /** `terraform.backend`. */
  readonly global: Section;
}

export interface Backends {
  readonly backend: Section;
  readonly remoteStateBackend: Section;
}

/** Tells that a backend section is not a map. */
export class BackendNotMap extends Error {
  constructor(
    readonly section: "backend" | "remote_state_backend",
    readonly type: string,
    readonly value: unknown,
  ) {
    super(`${section}.${type} is not a map`);
    this.name = "BackendNotMap";
  }
}

/**
 * The two backends of an instance (ProcessStackConfig): the section of the backend type, completed with the
 * state's place when nothing sets it, and the remote state's, which falls back to the backend.
 *
 * @param place `metadata.component`, else the instance name: the default key prefix.
 * @throws BackendNotMap
 */
export function resolveBackends(layers: BackendLayers, place: string): Backends {
  const { backendType, remoteStateBackendType } = layers;
  const set = chosen(layers.backend, backendType, "backend");
  const backend = completed(layers, set ?? {}, place.replaceAll("/", "-"));
  // Atmos completes the merged section in place, so the remote state sees it too, if the section exists.
  const merged =
    set === undefined || backend === set ? layers.backend : { ...layers.backend, [backendType]: backend };
  const remote = chosen(
    merge(merged, layers.remoteStateBackend),
    remoteStateBackendType,
    "remote_state_backend",
  );
  return { backend, remoteStateBackend: remote ?? {} };
}

function chosen(
  section: Section,
  type: string,
  name: "backend" | "remote_state_backend",
): Section | undefined {
  if (!Object.hasOwn(section, type)) return undefined;
  const value = section[type];
  if (!isMap(value)) throw new BackendNotMap(name, type, value);
  return value;
}

function completed(layers: BackendLayers, backend: Section, prefix: string): Section {
  const missing = (key: string): boolean => typeof backend[key] !== "string" || backend[key] === "";
  switch (layers.backendType) {
    case "s3":
      return missing("workspace_key_prefix") ? { ...backend, workspace_key_prefix: prefix } : backend;
    case "gcs":
      return missing("prefix") ? { ...backend, prefix } : backend;
    case "azurerm": {
      if (isMap(layers.own.azurerm)) return backend;
      const global = isMap(layers.global.azurerm) ? layers.global.azurerm.key : undefined;
      const name = `${prefix}.terraform.tfstate`;
      return { ...backend, key: typeof global === "string" ? `${global}/${name}` : name };
    }
    default:
      return backend;
  }
}
