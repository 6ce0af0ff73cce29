interface Field {
  readonly name: string;
  readonly lowest: number;
  readonly highest: number;
  readonly names: readonly string[];
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Bounds of robfig/cron v3, which Karpenter and KEDA use: Sunday is 0 and never 7. */
const FIELDS: readonly Field[] = [
  { name: "minute", lowest: 0, highest: 59, names: [] },
  { name: "hour", lowest: 0, highest: 23, names: [] },
  { name: "day of month", lowest: 1, highest: 31, names: [] },
  { name: "month", lowest: 1, highest: 12, names: MONTHS },
  { name: "day of week", lowest: 0, highest: 6, names: DAYS },
];

function number(word: string, field: Field): number | undefined {
  if (/^\d+$/.test(word)) return Number(word);
  const position = field.names.indexOf(word.toLowerCase());
  return position === -1 ? undefined : position + field.lowest;
}

function checkPart(part: string, field: Field): string | undefined {
  const [range = "", step, more] = part.split("/");
  if (more !== undefined) return `"${part}" has more than one step`;
  if (step !== undefined && !/^[1-9]\d*$/.test(step))
    return `the step of "${part}" is not a number of 1 or more`;
  if (range === "*" || range === "?") return undefined;
  const [from = "", to, rest] = range.split("-");
  const [first, last] = [number(from, field), to === undefined ? undefined : number(to, field)];
  if (rest !== undefined || first === undefined || (to !== undefined && last === undefined)) {
    return `"${part}" is no ${field.name}`;
  }
  for (const value of [first, last ?? first]) {
    if (value < field.lowest || value > field.highest) {
      return `${field.name} ${value} is not in ${field.lowest} to ${field.highest}`;
    }
  }
  return last !== undefined && last < first ? `"${range}" ends before it begins` : undefined;
}

/**
 * What is wrong with a cron schedule, or undefined when it is right.
 *
 * @param schedule Five fields: minute, hour, day of month, month, day of week.
 * @param macros Whether `@daily` and the like are accepted. Karpenter's budgets take them, KEDA's cron trigger does not.
 * Source: robfig/cron v3 parser.go.
 */
export function cronProblem(schedule: string, macros: boolean): string | undefined {
  if (schedule.startsWith("@")) {
    if (macros && /^@(annually|yearly|monthly|weekly|daily|midnight|hourly)$/.test(schedule))
      return undefined;
    return macros ? `"${schedule}" is no macro` : "macros are not accepted here";
  }
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) return `it has ${fields.length} fields instead of 5`;
  for (const [index, text] of fields.entries()) {
    const field = FIELDS[index];
    if (field === undefined) continue;
    for (const part of text.split(",")) {
      const problem = checkPart(part, field);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}
