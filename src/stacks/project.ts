import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { StackError } from "./problem";
import { parseYaml } from "./yaml/parse";

/** A parsed YAML file. */
export interface Document {
  /** Relative to the project folder, with forward slashes. */
  readonly file: string;
  readonly text: string;
  /** null for an empty file. */
  readonly value: unknown;
}

interface Folder {
  readonly files: readonly string[];
  readonly folders: readonly string[];
  readonly names: ReadonlySet<string>;
}

const NO_FOLDER: Folder = { files: [], folders: [], names: new Set() };

/**
 * The files of one project, each read and parsed at most once. Paths are relative to the project folder with
 * forward slashes, `..` allowed.
 */
export class Project {
  private readonly folders = new Map<string, Folder>();
  private readonly documents = new Map<string, Document | StackError>();

  constructor(readonly dir: string) {}

  /** Names in a folder in byte order, as Go's ReadDir sorts them; links are followed. Empty when it is missing. */
  folder(path: string): Folder {
    const known = this.folders.get(path);
    if (known !== undefined) return known;
    const folder = this.readFolder(path);
    this.folders.set(path, folder);
    return folder;
  }

  isFile(path: string): boolean {
    const { folder, name } = split(path);
    return this.folder(folder).names.has(name);
  }

  isFolder(path: string): boolean {
    return statSync(join(this.dir, path), { throwIfNoEntry: false })?.isDirectory() ?? false;
  }

  /** @throws StackError when the file cannot be read or parsed. */
  document(file: string): Document {
    let document = this.documents.get(file);
    if (document === undefined) {
      document = this.read(file);
      this.documents.set(file, document);
    }
    if (document instanceof StackError) throw document;
    return document;
  }

  private readFolder(path: string): Folder {
    const dir = join(this.dir, path);
    let entries: Dirent[];
    try {
      entries = readdirSync(dir, { withFileTypes: true });
    } catch {
      return NO_FOLDER;
    }
    const files: string[] = [];
    const folders: string[] = [];
    for (const entry of entries) {
      const target = entry.isSymbolicLink()
        ? statSync(join(dir, entry.name), { throwIfNoEntry: false })
        : entry;
      if (target?.isDirectory() === true) folders.push(entry.name);
      else if (target?.isFile() === true) files.push(entry.name);
    }
    return { files: files.sort(), folders: folders.sort(), names: new Set(files) };
  }

  private read(file: string): Document | StackError {
    let text: string;
    try {
      text = readFileSync(join(this.dir, file), "utf8");
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return new StackError({
        file,
        line: 1,
        field: "",
        value: "",
        rule: `Cannot be read: ${reason}`,
        fix: "Create it or make it readable.",
      });
    }
    try {
      return { file, text, value: parseYaml(text, file) };
    } catch (error) {
      if (error instanceof StackError) return error;
      throw error;
    }
  }
}

/** The folder ("." for the project folder) and the name of a path. */
export function split(path: string): { folder: string; name: string } {
  const slash = path.lastIndexOf("/");
  return slash === -1
    ? { folder: ".", name: path }
    : { folder: path.slice(0, slash), name: path.slice(slash + 1) };
}
