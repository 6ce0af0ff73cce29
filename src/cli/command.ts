/** What a file of a command exports. */
export interface Command {
  /** One line, for the list of commands. */
  readonly summary: string;
  /** The whole help text, exit codes included. */
  readonly help: string;
  /** Runs the command and returns the exit code: 0 ok, 1 findings or stale files, 2 wrong usage. */
  readonly run: (args: string[]) => Promise<number> | number;
}

/** The command was called wrongly; the message says how. The exit code is 2. */
export class UsageError extends Error {}
