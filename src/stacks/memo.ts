import { EMPTY, merge } from "./merge";
import type { Section } from "./types";

/**
 * Merges that remember their result: what many stacks inherit from one catalog is merged once, and the
 * result is one object for all of them.
 */
export class MergeMemo {
  private readonly results = new Map<Section, Map<Section, Section>>();

  /** @throws MergeConflict */
  merge(base: Section, over: Section): Section {
    if (base === EMPTY || base === over) return over;
    if (over === EMPTY) return base;
    let results = this.results.get(base);
    if (results === undefined) {
      results = new Map();
      this.results.set(base, results);
    }
    let result = results.get(over);
    if (result === undefined) {
      result = merge(base, over);
      results.set(over, result);
    }
    return result;
  }
}
