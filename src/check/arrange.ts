import type { Finding } from "./finding";

/** Two scaled objects that share a wrong default are one mistake of their instance. */
export function unique(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((one) => {
    const key = JSON.stringify([one.id, one.stack, one.instance, one.file, one.line, one.field, one.rule]);
    return !seen.has(key) && seen.add(key);
  });
}

/** Order by file and line. */
export const byPlace = (left: Finding, right: Finding): number =>
  left.file.localeCompare(right.file, "en") ||
  left.line - right.line ||
  left.field.localeCompare(right.field, "en") ||
  left.id.localeCompare(right.id, "en") ||
  left.stack.localeCompare(right.stack, "en");
