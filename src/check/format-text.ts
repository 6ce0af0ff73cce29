import { type Paint, plain } from "./colour";
import type { Finding } from "./finding";
import { type Group, groupFindings } from "./group";

/** Longest value that is printed, in characters. */
const LONGEST_VALUE = 60;

/** A value on one line, shortened. */
export function printValue(value: unknown): string {
  if (value === undefined) return "(missing)";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 3)}...` : text;
}

function where(instances: readonly string[]): string {
  const [first, ...others] = instances;
  if (first === undefined) return "";
  return others.length === 0 ? `in ${first}` : `in ${first} and ${others.length} more`;
}

function formatGroup({ finding, instances }: Group, paint: Paint): string {
  const { id, line, field, value, rule, fix, waived } = finding;
  const label = waived === undefined ? paint("red", id) : paint("yellow", `${id} (waived)`);
  const place = field === "" ? "" : ` ${paint("bold", field)} = ${printValue(value)}`;
  const indent = " ".repeat(7);
  const lines = [
    `${paint("dim", String(line).padStart(6))}${place} [${label}]`,
    `${indent}${rule}`,
    `${indent}${waived === undefined ? paint("green", fix) : `waived: ${waived}`}`,
  ];
  if (instances.length > 0) lines.push(`${indent}${paint("dim", where(instances))}`);
  return lines.join("\n");
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** The findings for people: by file, at most four lines each, the same mistake in many instances once. */
export function formatText(findings: readonly Finding[], paint: Paint = plain): string {
  const groups = groupFindings(findings);
  const lines: string[] = [];
  let file: string | undefined;
  for (const group of groups) {
    if (group.finding.file !== file) {
      file = group.finding.file;
      lines.push(paint("cyan", file));
    }
    lines.push(formatGroup(group, paint));
  }
  const open = groups.filter((group) => group.finding.waived === undefined).length;
  const waived = groups.length - open;
  const total = open === 0 ? paint("green", "no findings") : paint("red", count(open, "finding"));
  lines.push(waived === 0 ? total : `${total}, ${waived} waived`);
  return `${lines.join("\n")}\n`;
}
