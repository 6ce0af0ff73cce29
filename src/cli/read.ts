import { resolve } from "node:path";
import { describeProblem } from "../stacks/problem";
import { readStacks } from "../stacks/read";
import type { Stack } from "../stacks/types";

/**
 * The stacks for a command that prints them. What cannot be read is told on stderr, and no stack comes of it.
 *
 * @param stack Name of one stack. Default: all.
 */
export function stacksOf(
  project: string,
  stack: string | undefined,
): { readonly stacks: readonly Stack[]; readonly isComplete: boolean } {
  const { stacks, problems } = readStacks(resolve(project), stack === undefined ? {} : { stack });
  for (const problem of problems) console.error(describeProblem(problem));
  return { stacks, isComplete: problems.length === 0 };
}
