import { readFileSync, writeFileSync } from "node:fs";

/** Replaces the first occurrence, which has to be there. */
export function replaceInFile(file: string, from: string, to: string): void {
  const text = readFileSync(file, "utf8");
  if (!text.includes(from)) throw new Error(`${file} has no ${JSON.stringify(from)}`);
  writeFileSync(
    file,
    text.replace(from, () => to),
  );
}
