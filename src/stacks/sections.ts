import { EMPTY } from "./merge";
import { fieldName, isMap, kindOf, quoteValue, StackError } from "./problem";
import type { Place, Section, ValuePath } from "./types";

/** Where the merged manifest gets a value from. */
export type Locator = (path: ValuePath) => Place;

/** Reads sections of one merged manifest, and tells where they are when they are wrong. */
export class SectionReader {
  constructor(private readonly place: Locator) {}

  /**
   * The map below a key, EMPTY when it is absent. No path is built unless there is something to report.
   *
   * @param scope where the parent is: `["components", "terraform", "app"]`.
   */
  map(parent: Section, key: string, scope: ValuePath): Section {
    if (!Object.hasOwn(parent, key)) return EMPTY;
    const value = parent[key];
    if (isMap(value)) return value;
    return this.fail(
      [...scope, key],
      value,
      `must be a map, not ${kindOf(value)}`,
      "Write keys and values, or remove the key.",
    );
  }

  /** The string below a key, empty when it is absent. */
  text(parent: Section, key: string, scope: ValuePath): string {
    if (!Object.hasOwn(parent, key)) return "";
    const value = parent[key];
    if (typeof value === "string") return value;
    return this.fail(
      [...scope, key],
      value,
      `must be a string, not ${kindOf(value)}`,
      "Quote it, or remove the key.",
    );
  }

  /** @throws StackError always. */
  fail(path: ValuePath, value: unknown, rule: string, fix: string): never {
    const quoted = value === undefined ? "" : quoteValue(value);
    throw new StackError({ ...this.place(path), field: fieldName(path), value: quoted, rule, fix });
  }
}
