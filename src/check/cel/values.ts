/** A rule could not be evaluated: a missing key, a wrong type. The API server refuses the object then. */
export class CelError extends Error {}

/** A rule needs a value that only Atmos knows (a template or a YAML function): there is no verdict. */
export class UnknownValue extends CelError {}

/** The names that are visible at a place of an expression, innermost first. */
export interface Scope {
  readonly name: string;
  readonly value: unknown;
  readonly parent: Scope | undefined;
  readonly isOpaque: (value: unknown) => boolean;
}

/** A compiled expression. */
export type Evaluate = (scope: Scope) => unknown;

/** A CEL map: a plain object. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The boolean in `value`. @throws CelError for anything else. */
export function bool(value: unknown): boolean {
  if (typeof value !== "boolean") throw new CelError("a condition is not true or false");
  return value;
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new CelError("a text function met something that is not text");
  return value;
}

/** What the macros walk over: the items of a list, the keys of a map. */
export function elements(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (isMap(value)) return Object.keys(value);
  throw new CelError("a macro met something that is neither a list nor a map");
}

/** Equality by value, across lists and maps. */
export function equal(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => equal(item, right[index]));
  }
  if (isMap(left) && isMap(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => key in right && equal(left[key], right[key]))
    );
  }
  return left === right;
}

/** `needle in haystack`. */
export function contains(haystack: unknown, needle: unknown): boolean {
  if (Array.isArray(haystack)) return haystack.some((item) => equal(item, needle));
  if (isMap(haystack)) return typeof needle === "string" && Object.hasOwn(haystack, needle);
  throw new CelError("'in' met something that is neither a list nor a map");
}

/** `size(value)`: code points of text, items of a list, keys of a map. */
export function size(value: unknown): number {
  return typeof value === "string" ? [...value].length : elements(value).length;
}

/** `int(value)`. */
export function int(value: unknown): number {
  if (typeof value === "number") return Math.trunc(value);
  if (typeof value === "string" && /^[+-]?\d+$/.test(value)) return Number(value);
  throw new CelError(`int(${JSON.stringify(value)}) is not a number`);
}

/** Ordering of numbers and of text. */
export function compare(left: unknown, right: unknown): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (typeof left === "string" && typeof right === "string") return left < right ? -1 : left > right ? 1 : 0;
  throw new CelError("a comparison of different types");
}

/** The methods of CEL and of Kubernetes' string library that the pinned CRDs use. */
export const METHODS: Readonly<Record<string, (self: unknown, ...args: unknown[]) => unknown>> = {
  size,
  matches: (self, pattern) => new RegExp(text(pattern), "u").test(text(self)),
  find: (self, pattern) => new RegExp(text(pattern), "u").exec(text(self))?.[0] ?? "",
  split: (self, separator) => text(self).split(text(separator)),
  startsWith: (self, prefix) => text(self).startsWith(text(prefix)),
  endsWith: (self, suffix) => text(self).endsWith(text(suffix)),
  contains: (self, part) => text(self).includes(text(part)),
};

/** The functions that the pinned CRDs use; `has` is syntax and lives in the parser. */
export const FUNCTIONS: Readonly<Record<string, (value: unknown) => unknown>> = {
  size,
  int,
  string: (value) => String(value),
};
