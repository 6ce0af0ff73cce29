import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadAll } from "js-yaml";
import type { KubeObject } from "./objects";

/** The objects in the YAML files of a folder: files by name, documents in their order. */
export function manifestsIn(folder: string): KubeObject[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .flatMap((file) => manifestsOf(join(folder, file)));
}

/** The objects in a YAML file. */
export function manifestsOf(file: string): KubeObject[] {
  const documents = loadAll(readFileSync(file, "utf8")) as (KubeObject | null)[];
  return documents.filter((document): document is KubeObject => document !== null);
}
