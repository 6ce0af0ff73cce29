import { DeployUsageError, runCommand } from "../deploy/command";
import type { Verb } from "../deploy/job";
import { UsageError } from "./command";

export const summary = "apply stacks or components in order, what can be at the same time";

/** The options that deploy and destroy share, and how both behave. */
export const OPTIONS = `  -s, --stack STACK       a stack; may be repeated (default: all)
  -c, --component NAME    a component or an instance; may be repeated (default: all)
  --parallel N            instances at the same time (default: the cores of this machine, 2 to 8)
  --dry-run               print the order and the commands, run nothing
  --auto-approve          do not ask; needed without a terminal
  --log-dir DIR           folder of the logs (default: a new one in .eks-autoscaling/logs)
  --project DIR           folder with atmos.yaml (default: the current folder)

Nothing is run while check has findings. Ctrl-C lets Terraform finish what it is at and release its locks; a second
Ctrl-C kills it.

Exit codes: 0 done, 1 findings, a failure or a no, 2 wrong usage, 130 interrupted`;

export const help = `Usage: eks-autoscaling deploy [-s STACK]... [-c NAME]... [--parallel N] [--dry-run] [--auto-approve]

Applies everything, some stacks, or some components with what they need, through Atmos: in the order of
settings.depends_on, in other stacks too, and what does not wait for each other at the same time. Each instance runs in
a copy of its component and has a log. First all plans are made and shown, then one question is asked. A failure stops
what comes after it; the rest goes on.

${OPTIONS}`;

/** Runs deploy or destroy in this process. */
export async function runVerb(verb: Verb, args: readonly string[]): Promise<number> {
  try {
    return await runCommand(verb, args, {
      env: process.env,
      input: process.stdin,
      output: process.stdout,
      signals: process,
    });
  } catch (error) {
    if (error instanceof DeployUsageError) throw new UsageError(error.message);
    throw error;
  }
}

/** Runs the command. Returns the exit code. */
export function run(args: string[]): Promise<number> {
  return runVerb("deploy", args);
}
