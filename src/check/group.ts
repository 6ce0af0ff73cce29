import type { Finding } from "./finding";

/** One mistake, with every instance that it reaches: a line of the catalog is in many stacks. */
export interface Group {
  readonly finding: Finding;
  /** `stack/instance`, sorted as found; empty for a file that could not be read. */
  readonly instances: readonly string[];
}

/** Findings that say the same of the same line, together. Order stays. */
export function groupFindings(findings: readonly Finding[]): readonly Group[] {
  const groups = new Map<string, { finding: Finding; instances: string[] }>();
  for (const finding of findings) {
    const { id, file, line, field, value, rule, waived } = finding;
    const key = JSON.stringify([id, file, line, field, value, rule, waived]);
    const group = groups.get(key) ?? { finding, instances: [] };
    if (finding.instance !== "") group.instances.push(`${finding.stack}/${finding.instance}`);
    groups.set(key, group);
  }
  return [...groups.values()];
}
