import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A project of three stacks without a finding. Tests change copies of it. */
export const GOOD_PROJECT = join(__dirname, "fixtures/project");

/** A change of one file: `from` is there exactly once. */
export interface Change {
  /** @default stacks/dev.yaml */
  readonly file?: string;
  readonly from: string;
  readonly to: string;
}

/** Runs `use` on a copy of the good project with the changes; the copy is gone afterwards. */
export function withProject<T>(changes: readonly Change[], use: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), "eks-autoscaling-check-"));
  try {
    cpSync(GOOD_PROJECT, directory, { recursive: true });
    for (const { file = "stacks/dev.yaml", from, to } of changes) {
      const path = join(directory, file);
      const parts = readFileSync(path, "utf8").split(from);
      if (parts.length !== 2)
        throw new Error(`${file} has ${JSON.stringify(from)} ${parts.length - 1} times, not once.`);
      writeFileSync(path, parts.join(to));
    }
    return use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Number, from 1, of the only line of a file that contains the text. */
export function lineOf(directory: string, file: string, text: string): number {
  const found = readFileSync(join(directory, file), "utf8")
    .split("\n")
    .flatMap((line, index) => (line.includes(text) ? [index + 1] : []));
  const [first, ...others] = found;
  if (first === undefined || others.length > 0)
    throw new Error(`${file} has ${JSON.stringify(text)} on ${found.length} lines.`);
  return first;
}
