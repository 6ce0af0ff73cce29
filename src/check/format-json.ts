import type { Finding } from "./finding";

/** The findings for programs: `{"findings": [...]}`, each as in src/check/finding.ts. A missing value is null. */
export function formatJson(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => ({ ...finding, value: finding.value ?? null }));
  return `${JSON.stringify({ findings: rows }, null, 2)}\n`;
}
