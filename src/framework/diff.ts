/**
 * The lines that differ between a file and what it should be, with one line of context on each side of the first
 * and the last: enough to see what changed, for people who are going to run the generator anyway.
 */
export function diffText(path: string, actual: string | undefined, expected: string | undefined): string {
  if (actual === undefined) return `missing: ${path}`;
  if (expected === undefined) return `not generated any more: ${path}`;
  const before = actual.split("\n");
  const after = expected.split("\n");
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before.at(-1 - end) === after.at(-1 - end)
  )
    end++;
  return [
    `--- ${path} (on disk)`,
    `+++ ${path} (generated)`,
    `@@ line ${start + 1} @@`,
    ...before.slice(Math.max(0, start - 1), start).map((line) => ` ${line}`),
    ...before.slice(start, before.length - end).map((line) => `-${line}`),
    ...after.slice(start, after.length - end).map((line) => `+${line}`),
    ...after.slice(after.length - end, after.length - end + 1).map((line) => ` ${line}`),
  ].join("\n");
}
