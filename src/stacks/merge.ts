import type { Section } from "./types";

/** The one empty section, so that empty sections have one identity. */
export const EMPTY: Section = Object.freeze({});

/** A list that would replace something else than a list: Atmos stops on it (mergo WithTypeCheck). */
export class MergeConflict extends Error {
  constructor(
    /** From the merged map down to the list. */
    readonly path: readonly string[],
    /** What the list would replace. */
    readonly replaced: unknown,
    readonly list: readonly unknown[],
  ) {
    super(`a list cannot replace ${JSON.stringify(replaced)} at ${path.join(".")}`);
    this.name = "MergeConflict";
  }
}

/**
 * `over` merged into `base` as Atmos merges with list_merge_strategy `replace` (pkg/merge, mergo 1.0.2
 * WithOverride and WithTypeCheck): maps key by key, everything else replaced, null and empty values included.
 *
 * Shares structure: returns `base` itself when `over` changes nothing, and `over` itself when nothing of
 * `base` is left; unchanged branches keep their identity. Neither argument is changed.
 *
 * @throws MergeConflict when a list meets a map or a scalar other than null.
 */
export function merge(base: Section, over: Section): Section {
  if (base === over || over === EMPTY) return base;
  if (base === EMPTY) return over;
  let result: Record<string, unknown> | undefined;
  let shared = 0;
  let allOver = true;
  for (const key of Object.keys(over)) {
    const next = over[key];
    if (!Object.hasOwn(base, key)) {
      result ??= { ...base };
      result[key] = next;
      continue;
    }
    shared += 1;
    const previous = base[key];
    if (previous === next) continue;
    const merged = mergeValue(previous, next, key);
    if (merged !== next) allOver = false;
    if (merged === previous) continue;
    result ??= { ...base };
    result[key] = merged;
  }
  if (result === undefined) return base;
  return allOver && shared === Object.keys(base).length ? over : result;
}

/** Merges in order: the last wins. An empty list of layers gives an empty section. */
export function mergeAll(layers: readonly Section[]): Section {
  let merged = EMPTY;
  for (const layer of layers) if (layer !== EMPTY) merged = merge(merged, layer);
  return merged;
}

function mergeValue(previous: unknown, next: unknown, key: string): unknown {
  if (typeof next !== "object" || next === null) return next;
  const scalar = typeof previous !== "object" || previous === null;
  if (Array.isArray(next)) {
    if (Array.isArray(previous)) return sameValue(previous, next) ? previous : next;
    if (previous === null) return next;
    throw new MergeConflict([key], previous, next);
  }
  if (scalar || Array.isArray(previous)) return next;
  return below(key, () => merge(previous as Section, next as Section));
}

/** Runs a merge of what lies below a key, so that a conflict in it names the key. */
export function below<T>(key: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof MergeConflict)) throw error;
    throw new MergeConflict([key, ...error.path], error.replaced, error.list);
  }
}

/** Deep equality of two resolved values. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => sameValue(item, right[index]))
    );
  }
  if (Array.isArray(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  const one = left as Section;
  const other = right as Section;
  return keys.every((key) => Object.hasOwn(other, key) && sameValue(one[key], other[key]));
}
