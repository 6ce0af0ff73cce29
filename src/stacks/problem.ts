import type { StackProblem } from "./types";

/** Longest value quoted in a problem, in characters. */
const QUOTED = 80;

/** Thrown inside the reader to give up on one manifest or one instance; `readStacks` collects the problem. */
export class StackError extends Error {
  constructor(readonly problem: StackProblem) {
    super(describeProblem(problem));
    this.name = "StackError";
  }
}

/** One line: `file:line: field = value: rule. fix`. */
export function describeProblem(problem: StackProblem): string {
  const column = problem.column === undefined ? "" : `:${problem.column}`;
  const field = problem.field === "" ? "" : ` ${problem.field}`;
  const value = problem.value === "" ? "" : ` = ${problem.value}`;
  return `${problem.file}:${problem.line}${column}:${field}${value}: ${problem.rule}. ${problem.fix}`;
}

/** A value for a message: JSON on one line, at most 80 characters. */
export function quoteValue(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > QUOTED ? `${text.slice(0, QUOTED - 3)}...` : text;
}

/** `["vars", "a", 0]` as `vars.a[0]`; a key with dots or spaces is quoted. */
export function fieldName(path: readonly (string | number)[]): string {
  let name = "";
  for (const key of path) {
    if (typeof key === "number") name += `[${key}]`;
    else if (/^[^\s.[\]"]+$/.test(key)) name += name === "" ? key : `.${key}`;
    else name += `[${JSON.stringify(key)}]`;
  }
  return name;
}

/** What kind of value this is, in the words of YAML: for messages. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a map";
  if (typeof value === "boolean") return "a boolean";
  return typeof value === "number" ? "a number" : "a string";
}

/** True for a YAML map. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
