import { ResolvedInstance } from "./instance";
import { sameValue } from "./merge";
import { type Found, follow } from "./places";
import { isMap } from "./problem";
import type { Document } from "./project";
import type { Instance, ValuePath } from "./types";

/** What one file says about a value of an instance. */
export interface InstanceLayer {
  /** Path in the file. */
  readonly path: ValuePath;
  readonly found: Found;
  /** How many elements of the path the file lacks. */
  readonly missing: number;
}

/** Keys of a manifest for the fields of an instance that have another name. */
const KEYS: Readonly<Record<string, string>> = {
  backendType: "backend_type",
  remoteStateBackend: "remote_state_backend",
  remoteStateBackendType: "remote_state_backend_type",
};

const STACK_WIDE = ["vars", "settings", "env", "hooks"];
const TERRAFORM_WIDE = [
  ...STACK_WIDE,
  "providers",
  "backend",
  "backend_type",
  "remote_state_backend",
  "remote_state_backend_type",
  "command",
];
const OVERRIDABLE = ["vars", "settings", "env", "hooks", "providers", "command"];

/** What the files say about the value at a path of an instance, in merge order; each has at least the section. */
export function layersOf(instance: Instance, path: ValuePath): readonly InstanceLayer[] {
  const origin = ResolvedInstance.originOf(instance);
  if (origin === undefined) return [];
  const documents = origin.manifests.order(instance.file).map((file) => origin.project.document(file));
  const plain = sources(instance, path).flatMap((source) =>
    search(documents, [...source.section, ...source.rest], source.section.length),
  );
  return [...plain, ...overrideLayers(instance, path, documents)];
}

/** Where the manifest and its imports declare an instance, in merge order. */
export function declarationsOf(instance: Instance): readonly InstanceLayer[] {
  const origin = ResolvedInstance.originOf(instance);
  if (origin === undefined) return [];
  const documents = origin.manifests.order(instance.file).map((file) => origin.project.document(file));
  const path = ["components", "terraform", instance.name];
  return search(documents, path, path.length);
}

interface Source {
  readonly section: ValuePath;
  readonly rest: ValuePath;
}

function sources(instance: Instance, path: ValuePath): readonly Source[] {
  const [field, ...rest] = path;
  if (field === "component") return [{ section: ownPath(instance.name, "metadata"), rest: ["component"] }];
  if (field === "inherits")
    return [{ section: ownPath(instance.name, "metadata"), rest: ["inherits", ...rest] }];
  const key = KEYS[String(field)] ?? String(field);
  if (key === "backend")
    return sections(instance, key).map((section) => ({ section, rest: [instance.backendType, ...rest] }));
  if (key === "remote_state_backend") {
    // The remote state falls back to the backend (ProcessStackConfig).
    const both = [...sections(instance, "backend"), ...sections(instance, key)];
    return both.map((section) => ({ section, rest: [instance.remoteStateBackendType, ...rest] }));
  }
  return sections(instance, key).map((section) => ({ section, rest }));
}

function sections(instance: Instance, key: string): readonly ValuePath[] {
  if (key === "metadata") return [ownPath(instance.name, key)];
  const wide: ValuePath[] = [];
  if (STACK_WIDE.includes(key)) wide.push([key]);
  if (TERRAFORM_WIDE.includes(key)) wide.push(["terraform", key]);
  const bases = [...instance.inherits].reverse();
  return [...wide, ...[...bases, instance.name].map((name) => ownPath(name, key))];
}

function ownPath(name: string, key: string): ValuePath {
  return ["components", "terraform", name, key];
}

function search(documents: readonly Document[], path: ValuePath, least: number): readonly InstanceLayer[] {
  return documents.flatMap((document) => {
    const found = follow(document, path);
    return found.depth < least ? [] : [{ path, found, missing: path.length - found.depth }];
  });
}

/** `overrides` reach the components of the same file and of its imports alone: the values tell whether they did. */
function overrideLayers(
  instance: Instance,
  path: ValuePath,
  documents: readonly Document[],
): readonly InstanceLayer[] {
  const [field, ...rest] = path;
  const key = String(field);
  if (!OVERRIDABLE.includes(key)) return [];
  let inForce: unknown = instance.overrides;
  for (const part of [key, ...rest])
    inForce = isMap(inForce) && Object.hasOwn(inForce, part) ? inForce[part] : undefined;
  if (inForce === undefined) return [];
  const places: ValuePath[] = [
    ["overrides"],
    ["terraform", "overrides"],
    ["components", "terraform", instance.name, "overrides"],
  ];
  return documents
    .flatMap((document) =>
      places.flatMap((place) => search([document], [...place, key, ...rest], place.length + 1 + rest.length)),
    )
    .filter(({ found }) => (isMap(inForce) && isMap(found.value)) || sameValue(inForce, found.value));
}
