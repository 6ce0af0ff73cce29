import type { Instance } from "../stacks/types";
import { withoutColour } from "./changes";

/**
 * What Terraform and OpenTofu print when the state cannot be reached: the bucket is not there, or the state role cannot
 * be assumed (internal/backend/remote-state/s3).
 */
const NO_STATE =
  /NoSuchBucket|S3 bucket .* does not exist|bucket does not exist|Failed to get existing workspaces|Unable to list objects in S3 bucket|Error refreshing state|error loading (the )?(state|backend)|Cannot assume IAM Role|(AssumeRole|GetObject|HeadObject|ListObjectsV2)[^\n]*tfstate/i;

/** Whether a command failed because the state bucket could not be reached. */
export const isStateUnreachable = (output: string): boolean => NO_STATE.test(withoutColour(output));

/** ID of the lock that somebody else holds, or that was left behind. */
export function foreignLock(output: string): string | undefined {
  const text = withoutColour(output);
  if (!/Error acquiring the state lock/i.test(text)) return undefined;
  return /^[\s│|]*ID:\s+(\S+)/m.exec(text)?.[1];
}

/** Errors of AWS for a name that is taken. */
const TAKEN = /EntityAlreadyExists|ResourceAlreadyExists|AlreadyExistsException|BucketAlreadyOwnedByYou/;

/**
 * Addresses of resources that could not be made because they are there. Ctrl-C leaves that: Terraform then cancels the
 * calls of its providers, and what AWS has already made is not written into the state.
 */
export function takenAddresses(output: string): readonly string[] {
  const blocks = withoutColour(output).split(/^[\s│|╷]*Error: /m);
  return blocks
    .slice(1)
    .filter((block) => TAKEN.test(block))
    .flatMap((block) => /^[\s│|]*with (\S+?),\s*$/m.exec(block)?.[1] ?? []);
}

/** The lines that say why a command failed: the errors of Terraform, else the end. */
export function errorLines(output: string, most = 8): readonly string[] {
  const lines = withoutColour(output)
    .split("\n")
    .map((line) => line.trimEnd().replace(/^[╷│╵]\s?/, ""))
    .filter((line) => line.trim() !== "");
  const first = lines.findIndex((line) => /^\s*Error: /.test(line));
  return first === -1 ? lines.slice(-most) : lines.slice(first, first + most);
}

/** How the state bucket is made. */
export function bootstrapCommand(all: readonly Instance[]): string {
  const stack = all.find((one) => one.component === "tfstate-backend")?.stack ?? "mgmt-use1";
  return `atmos workflow bootstrap -f bootstrap -s ${stack}`;
}
