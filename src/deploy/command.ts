import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { check } from "../check/check";
import { paintFor } from "../check/colour";
import { formatText } from "../check/format-text";
import { describeProblem } from "../stacks/problem";
import { readStacks } from "../stacks/read";
import type { Output } from "./display";
import { dryRun } from "./dry-run";
import type { Verb } from "./job";
import type { Input } from "./question";
import { runDeployment } from "./run";
import { type Selection, SelectionError, select } from "./select";
import type { SignalSource } from "./signals";

/** The command was called wrongly; the message says how. */
export class DeployUsageError extends Error {}

/** Where a command reads, writes and hears signals. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly input: Input;
  readonly output: Output;
  readonly signals: SignalSource;
}

interface Options {
  readonly stack: string[];
  readonly component: string[];
  readonly parallel: number;
  readonly "dry-run": boolean;
  readonly "auto-approve": boolean;
  readonly project: string;
  readonly "log-dir": string | undefined;
}

/** Instances at the same time: providers take half a gigabyte each, and a plan on one core still waits most of its time. */
export const defaultParallel = (): number => Math.min(8, Math.max(2, availableParallelism()));

function parse(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      stack: { type: "string", short: "s", multiple: true, default: [] },
      component: { type: "string", short: "c", multiple: true, default: [] },
      parallel: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      "auto-approve": { type: "boolean", default: false },
      project: { type: "string", default: "." },
      "log-dir": { type: "string" },
    },
  });
  const { parallel } = values;
  if (parallel !== undefined && !/^[1-9]\d?$/.test(parallel)) {
    throw new DeployUsageError(`--parallel is a number from 1 to 99; it is "${parallel}"`);
  }
  return {
    ...values,
    "log-dir": values["log-dir"],
    parallel: parallel === undefined ? defaultParallel() : Number(parallel),
  };
}

/** Prints the findings of the stacks that were named, or of all. @returns whether there are none */
function isSound(options: Options, verb: Verb, output: Output): boolean {
  const { stack, project } = options;
  const findings =
    stack.length === 0 ? check(project) : stack.flatMap((name) => check(project, { stack: name }));
  const open = findings.filter((finding) => finding.waived === undefined);
  if (open.length === 0) return true;
  output.write(formatText(open, paintFor(output)));
  output.write(
    `Nothing was run: ${verb} needs stacks without findings. A guardrail can be waived in the stack.\n`,
  );
  return false;
}

/** What was typed, without what does not belong into a second attempt. */
function typed(verb: Verb, args: readonly string[]): string {
  const quoted = args.map((arg) => (/^[\w./:=@,-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`));
  return ["npx eks-autoscaling", verb, ...quoted].join(" ");
}

function chooseFrom(options: Options, verb: Verb): Selection {
  const { stacks, problems } = readStacks(resolve(options.project));
  // With -s a broken manifest of another stack is no obstacle.
  const isMissing = options.stack.some((name) => stacks.every((stack) => stack.name !== name));
  if (problems.length > 0 && (options.stack.length === 0 || isMissing)) {
    throw new Error(problems.map(describeProblem).join("\n"));
  }
  try {
    return select(stacks, { verb, stacks: options.stack, components: options.component });
  } catch (error) {
    if (error instanceof SelectionError) throw new DeployUsageError(error.message);
    throw error;
  }
}

/**
 * `eks-autoscaling deploy` and `destroy`.
 *
 * @returns the exit code: 0 done, 1 findings, failures or a no, 130 interrupted
 * @throws DeployUsageError, and what node:util parseArgs throws
 */
export async function runCommand(verb: Verb, args: readonly string[], around: Surroundings): Promise<number> {
  const options = parse(args);
  const { input, output } = around;
  let selection: Selection;
  try {
    selection = chooseFrom(options, verb);
  } catch (error) {
    // check says the same with file and line: a manifest that cannot be read, instances that wait for each other.
    if (error instanceof DeployUsageError || isSound(options, verb, output)) throw error;
    return 1;
  }
  if (!isSound(options, verb, output)) return 1;
  const { jobs, notes } = selection;
  for (const note of notes) output.write(`${note}\n`);
  if (jobs.length === 0) {
    output.write(`There is nothing to ${verb}.\n`);
    return 0;
  }
  if (options["dry-run"]) {
    output.write(`${dryRun(jobs, verb, options.parallel).join("\n")}\n`);
    return 0;
  }
  const autoApprove = options["auto-approve"];
  if (!autoApprove && (input.isTTY !== true || output.isTTY !== true)) {
    throw new DeployUsageError(
      `without a terminal nobody can be asked: add --auto-approve, or --dry-run to see what it would run`,
    );
  }
  return runDeployment({
    verb,
    project: options.project,
    jobs,
    parallel: options.parallel,
    autoApprove,
    command: typed(verb, args),
    ...(options["log-dir"] === undefined ? {} : { logs: options["log-dir"] }),
    ...around,
  });
}
