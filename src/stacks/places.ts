import { isMap } from "./problem";
import type { Document, Project } from "./project";
import type { Place, ValuePath } from "./types";
import { locateInText } from "./yaml/positions";

/** What one file has at a path. */
export interface Found {
  readonly document: Document;
  /** How many elements of the path exist in the file. */
  readonly depth: number;
  /** The value at that depth. */
  readonly value: unknown;
}

/** Follows a path as far as a document goes. */
export function follow(document: Document, path: ValuePath): Found {
  let value = document.value;
  let depth = 0;
  for (const key of path) {
    if (typeof key === "number") {
      if (!Array.isArray(value) || key >= value.length) break;
      value = value[key];
    } else {
      if (!isMap(value) || !Object.hasOwn(value, key)) break;
      value = value[key];
    }
    depth += 1;
  }
  return { document, depth, value };
}

/** The line of what `follow` found. */
export function placeOf(found: Found, path: ValuePath): Place {
  const { file, text } = found.document;
  return { file, line: locateInText(text, file, path.slice(0, found.depth)).line };
}

/** The last of the files (in merge order) that sets the path to a value that fits; undefined when none does. */
export function lastPlace(
  project: Project | undefined,
  files: readonly (string | Document)[],
  path: ValuePath,
  fits: (value: unknown) => boolean = () => true,
): Place | undefined {
  for (const file of files.toReversed()) {
    const document = typeof file === "string" ? project?.document(file) : file;
    if (document === undefined) continue;
    const found = follow(document, path);
    if (found.depth === path.length && fits(found.value)) return placeOf(found, path);
  }
  return undefined;
}
