import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { marker } from "./generated";
import type { Files } from "./render";

/** What a run of the writer did, or would do, by path. */
export interface Written {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
}

/** How the files on disk differ from the rendered ones. */
export interface Stale {
  readonly path: string;
  /** Undefined when the file is missing. */
  readonly actual: string | undefined;
  /** Undefined when the file should not be there any more. */
  readonly expected: string | undefined;
}

/** Folders that the generator owns: a file in them that carries the marker and is not rendered any more goes. */
const ownedFolders = ["components/terraform", "schemas/jsonschema", "schemas/editor"];

/**
 * Brings the project to the rendered files. Unchanged files are not touched; a changed one is written beside its
 * place and renamed, so that a crash never leaves half a file; only files with the marker are removed.
 */
export function write(projectDir: string, files: Files): Written {
  const stale = compare(projectDir, files);
  for (const { path, expected } of stale) {
    const target = join(projectDir, path);
    if (expected === undefined) removeFile(projectDir, path);
    else replaceFile(target, expected);
  }
  const changed = new Set(stale.map(({ path }) => path));
  return {
    written: stale.filter(({ expected }) => expected !== undefined).map(({ path }) => path),
    unchanged: [...files.keys()].filter((path) => !changed.has(path)),
    removed: stale.filter(({ expected }) => expected === undefined).map(({ path }) => path),
  };
}

/** The files whose content on disk is not the rendered one, and generated files that are not rendered any more. */
export function compare(projectDir: string, files: Files): readonly Stale[] {
  const stale: Stale[] = [];
  for (const [path, expected] of files) {
    const target = join(projectDir, path);
    const actual = existsSync(target) ? readFileSync(target, "utf8") : undefined;
    if (actual !== expected) stale.push({ path, actual, expected });
  }
  for (const folder of ownedFolders) {
    for (const path of filesUnder(projectDir, folder)) {
      if (files.has(path)) continue;
      const actual = readFileSync(join(projectDir, path), "utf8");
      if (actual.includes(marker)) stale.push({ path, actual, expected: undefined });
    }
  }
  return stale;
}

/** Writes one file atomically: to a temporary name in the same folder, then renamed. */
export function replaceFile(target: string, text: string): void {
  mkdirSync(dirname(target), { recursive: true });
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function removeFile(projectDir: string, path: string): void {
  rmSync(join(projectDir, path));
  for (let folder = dirname(path); !ownedFolders.includes(folder); folder = dirname(folder)) {
    if (readdirSync(join(projectDir, folder)).length > 0) return;
    rmdirSync(join(projectDir, folder));
  }
}

/** Terraform's own folders hold copies of everything; hidden ones are never generated. */
function filesUnder(projectDir: string, folder: string): string[] {
  const absolute = join(projectDir, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.name.startsWith(".")) return [];
    if (entry.isDirectory()) return filesUnder(projectDir, path);
    return entry.isFile() ? [path] : [];
  });
}
