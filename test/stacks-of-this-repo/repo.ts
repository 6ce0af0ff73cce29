import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { readStacks } from "../../src/stacks";
import type { Instance } from "../../src/stacks/types";

/** Folder of atmos.yaml. */
export const root = join(__dirname, "../..");

/** A mapping as YAML gives it. */
export type Mapping = Readonly<Record<string, unknown>>;

/** The value as a mapping, an empty one for anything else. */
export function mapping(value: unknown): Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Mapping) : {};
}

/** The value below a path of keys. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((current, key) => mapping(current)[key], value);
}

/** The text of a file of the repository. */
export function text(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** A YAML file of the repository. */
export function yaml(path: string): Mapping {
  return mapping(load(text(path)));
}

/** The files below a folder with an ending, relative to the repository, sorted. */
export function filesBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .sort();
}

/** The stacks of the repository, as the product reads them. */
export const reading = readStacks(root);

/** Every instance of every stack. */
export const instances: readonly Instance[] = reading.stacks.flatMap((stack) => [
  ...stack.instances.values(),
]);

/** An instance by stack and name. */
export function instance(stack: string, name: string): Instance {
  const found = instances.find((one) => one.stack === stack && one.name === name);
  if (found === undefined) throw new Error(`${stack} has no instance ${name}`);
  return found;
}
