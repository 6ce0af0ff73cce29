import type { Project } from "./project";

interface Candidate {
  readonly path: string;
  readonly isFolder: boolean;
  readonly score: number;
}

/**
 * The files below some folders, likeliest to define a stack first: by how many of the name's words
 * (`dev-use1`: dev, use1) are words of their path, then by how many occur in it. A folder is listed only when
 * nothing better is left, so that one stack among hundreds costs a few listings.
 *
 * @param folders relative to the project folder.
 */
export function* likeliest(project: Project, folders: readonly string[], stack: string): Generator<string> {
  const words = wordsOf(stack);
  const waiting: Candidate[][] = [];
  const add = (path: string, isFolder: boolean): void => {
    const score = scoreOf(path, words);
    const bucket = waiting[score];
    if (bucket === undefined) waiting[score] = [{ path, isFolder, score }];
    else bucket.push({ path, isFolder, score });
  };
  for (const folder of folders) add(folder, true);
  for (let next = takeBest(waiting); next !== undefined; next = takeBest(waiting)) {
    if (!next.isFolder) {
      yield next.path;
      continue;
    }
    const prefix = next.path === "." ? "" : `${next.path}/`;
    const found = project.folder(next.path);
    for (const name of found.files) add(prefix + name, false);
    for (const name of found.folders) add(prefix + name, true);
  }
}

function takeBest(waiting: Candidate[][]): Candidate | undefined {
  for (let score = waiting.length - 1; score >= 0; score -= 1) {
    const candidate = waiting[score]?.shift();
    if (candidate !== undefined) return candidate;
  }
  return undefined;
}

/** Words of the path count twice, words inside words once: never less for a file than for its folder. */
function scoreOf(path: string, words: readonly string[]): number {
  const parts = new Set(wordsOf(path));
  let sum = 0;
  for (const word of words) sum += parts.has(word) ? 2 : path.includes(word) ? 1 : 0;
  return sum;
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
}
