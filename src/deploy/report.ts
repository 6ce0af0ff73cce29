import type { Paint } from "../check/colour";
import { atmosCommand } from "./atmos";
import { describe, sum } from "./changes";
import { errorLines, foreignLock, isStateUnreachable, takenAddresses } from "./hints";
import type { Verb } from "./job";
import type { Result } from "./outcome";

/** What the report needs besides the results. */
export interface ReportContext {
  readonly verb: Verb;
  /** What the user typed, to be typed again. */
  readonly command: string;
  /** How the state bucket is made. */
  readonly bootstrap: string;
  readonly paint: Paint;
  /** A path as it is to be printed. */
  readonly show: (path: string) => string;
  /** True when what ran was killed, so that locks may be left. */
  readonly killed: boolean;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

function failedLines(result: Result, context: ReportContext): readonly string[] {
  const { outcome, job, log, rescued } = result;
  if (outcome.kind !== "failed") return [];
  return [
    `  ${context.paint("red", job.label)}: ${outcome.reason}`,
    `    log: ${context.show(log)}`,
    ...errorLines(outcome.output).map((line) => `    | ${line}`),
    ...(rescued === undefined
      ? []
      : [`    its state could not be written and is in ${context.show(rescued)}`]),
  ];
}

/** Commands to run next, in the order in which to run them, each once. */
function nextCommands(results: readonly Result[], context: ReportContext): readonly string[] {
  const commands: string[] = [];
  for (const { job, outcome, rescued } of results) {
    const { name, stack } = job.instance;
    if (rescued !== undefined) {
      commands.push(`atmos terraform state push ${name} -s ${stack} -- ${rescued}`);
    }
    if (outcome.kind !== "failed") continue;
    const lock = foreignLock(outcome.output);
    if (lock !== undefined) {
      commands.push(
        `atmos terraform force-unlock ${name} -s ${stack} -- -force ${lock}   # when nobody applies it`,
      );
    }
    for (const address of takenAddresses(outcome.output)) {
      const why = "# it exists and is not in the state: an interrupted apply leaves that";
      commands.push(`atmos terraform import ${name} -s ${stack} '${address}' ID   ${why}`);
    }
    if (isStateUnreachable(outcome.output))
      commands.push(`${context.bootstrap}   # once, when there is no state bucket yet`);
    else if (context.verb === "deploy") commands.push(atmosCommand("plan", job.instance));
  }
  return [...new Set([...commands, context.command])];
}

function totals(results: readonly Result[], context: ReportContext): string {
  const done = results.flatMap(({ outcome }) => (outcome.kind === "done" ? [outcome.changes] : []));
  const of = (kind: string): number => results.filter(({ outcome }) => outcome.kind === kind).length;
  const parts = [
    done.length === 0
      ? ""
      : `${done.length} ${context.verb === "deploy" ? "applied" : "destroyed"} (${describe(sum(done), "done")})`,
    of("unchanged") === 0 ? "" : `${of("unchanged")} without changes`,
    of("failed") === 0 ? "" : `${of("failed")} failed`,
    of("skipped") === 0 ? "" : `${of("skipped")} skipped`,
    of("interrupted") === 0 ? "" : `${of("interrupted")} interrupted`,
  ].filter((part) => part !== "");
  return `${count(results.length, "instance")}: ${parts.join(", ")}`;
}

/** What is said at the end: the totals, and where something failed, what, why, where its log is, and what to run next. */
export function report(results: readonly Result[], logs: string, context: ReportContext): readonly string[] {
  const { paint } = context;
  const failed = results.filter(({ outcome }) => outcome.kind === "failed");
  const skipped = results.filter(({ outcome }) => outcome.kind === "skipped");
  const interrupted = results.filter(({ outcome }) => outcome.kind === "interrupted");
  const lines = ["", totals(results, context)];
  if (failed.length > 0)
    lines.push("", paint("bold", "Failed:"), ...failed.flatMap((one) => failedLines(one, context)));
  if (skipped.length > 0) {
    lines.push("", paint("bold", "Skipped:"));
    for (const { job, outcome } of skipped) {
      if (outcome.kind === "skipped")
        lines.push(`  ${job.label}: comes after ${outcome.cause}, which failed`);
    }
  }
  if (interrupted.length > 0) {
    lines.push(
      "",
      paint("bold", "Interrupted, or not begun:"),
      ...interrupted.map(({ job }) => `  ${job.label}`),
    );
    if (context.killed)
      lines.push(
        "They were killed: their states may still be locked. The next run says so, and by which lock.",
      );
  }
  for (const { job, rescued, outcome } of results) {
    if (rescued !== undefined && outcome.kind !== "failed") {
      lines.push(`The state of ${job.label} could not be written and is in ${context.show(rescued)}`);
    }
  }
  if (failed.length + interrupted.length > 0) {
    lines.push(
      "",
      paint("bold", "Run next:"),
      ...nextCommands(results, context).map((command) => `  ${command}`),
    );
  }
  return [...lines, "", `Logs: ${context.show(logs)}`];
}
