import { type Project, split } from "./project";

/** A pattern this module does not implement. */
export class UnsupportedPattern extends Error {}

/** True when the path has a wildcard: `*`, `?`, `[` or `{`. */
export function isPattern(path: string): boolean {
  return /[*?[{\\]/.test(path);
}

/**
 * A matcher for whole paths with forward slashes, as doublestar 4.9 matches: `*`, `?`, `[a-z]`, `[!a]`,
 * `{a,b}` inside one name, and `**` for any number of folders. Names that start with a dot match too.
 *
 * @throws UnsupportedPattern for escapes and for braces around a slash or inside braces.
 */
export function matcher(pattern: string): RegExp {
  if (/\{[^}]*[/{]|\\/.test(pattern)) throw new UnsupportedPattern(pattern);
  let source = "";
  const parts = pattern.split("/");
  parts.forEach((part, index) => {
    const last = index === parts.length - 1;
    if (part === "**") source += last ? ".*" : "(?:[^/]+/)*";
    else source += nameSource(part) + (last ? "" : "/");
  });
  // `a/**` also matches `a` itself.
  return new RegExp(`^${source.replace(/\/\.\*$/, "(?:/.*)?")}$`, "s");
}

/**
 * The files that match, in the order in which Atmos imports them: the files of a folder by name, then its
 * subfolders by name. A path without wildcards gives itself if the file exists.
 *
 * @throws UnsupportedPattern
 */
export function expand(project: Project, pattern: string): string[] {
  if (!isPattern(pattern)) return project.isFile(pattern) ? [pattern] : [];
  const regex = matcher(pattern);
  const parts = pattern.split("/");
  const root = rootOf(pattern);
  const fixed = root === "." ? 0 : root.split("/").length;
  if (parts.slice(fixed, -1).some((part) => part.includes("{"))) throw new UnsupportedPattern(pattern);
  const deep = parts.slice(fixed).includes("**");
  const matches = filesBelow(project, root, deep ? undefined : parts.length - fixed - 1).filter((file) =>
    regex.test(file),
  );
  // doublestar sorts what braces match below `**` by the whole path.
  return deep && split(pattern).name.includes("{") ? matches.sort() : matches;
}

/** The folder that a pattern starts from: what comes before its first wildcard. */
export function rootOf(pattern: string): string {
  const parts = pattern.split("/");
  const wild = parts.findIndex(isPattern);
  return parts.slice(0, wild === -1 ? -1 : wild).join("/") || ".";
}

/**
 * The files below a folder: those of a folder by name, then those of its subfolders by name.
 *
 * @param depth only the files of folders that many levels down. @default - all files
 */
export function filesBelow(project: Project, folder: string, depth?: number): string[] {
  const found: string[] = [];
  walk(project, folder, depth, found);
  return found;
}

function walk(project: Project, folder: string, depth: number | undefined, found: string[]): void {
  const { files, folders } = project.folder(folder);
  const prefix = folder === "." ? "" : `${folder}/`;
  if (depth === undefined || depth === 0) for (const name of files) found.push(prefix + name);
  if (depth === 0) return;
  for (const name of folders)
    walk(project, prefix + name, depth === undefined ? undefined : depth - 1, found);
}

function nameSource(part: string): string {
  return part.replace(/\[[!^]?[^\]]+\]|\{[^}]*\}|\*+|\?|[^*?[{]+|./gs, (piece) => {
    if (piece.startsWith("*")) return "[^/]*";
    if (piece === "?") return "[^/]";
    if (/^\[.+\]$/s.test(piece))
      return `[${piece.slice(1, -1).replace(/^!/, "^").replace(/[\\[]/g, "\\$&")}]`;
    if (/^\{.*\}$/s.test(piece)) return `(?:${piece.slice(1, -1).split(",").map(nameSource).join("|")})`;
    return piece.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");
  });
}
