import { OPTIONS, runVerb } from "./deploy";

export const summary = "destroy stacks or components, in the reverse order of deploy";

export const help = `Usage: eks-autoscaling destroy [-s STACK]... [-c NAME]... [--parallel N] [--dry-run] [--auto-approve]

Destroys everything, some stacks, or some components with what needs them, through Atmos, in the reverse order of
deploy: node pools before Karpenter, which drains their nodes. The state bucket and the roles of the pipelines
(tfstate-backend, pipeline-access) stay, unless they are named with -c.

${OPTIONS}`;

/** Runs the command. Returns the exit code. */
export function run(args: string[]): Promise<number> {
  return runVerb("destroy", args);
}
