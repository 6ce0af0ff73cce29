import { execFile } from "node:child_process";

/** How a command ended. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command to its end, whatever its exit code. It sees `env` and PATH, and no other variable: TF_* and AWS_* of
 * whoever runs the tests would change what they show.
 * @throws when it cannot be started or is ended by a signal.
 */
export function runCommand(
  file: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: { PATH: process.env.PATH, ...env }, maxBuffer: 1 << 28 };
    execFile(file, [...args], options, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr });
      else if (typeof error.code === "number") resolve({ code: error.code, stdout, stderr });
      else reject(new Error(`${file} ${args.join(" ")}: ${error.message}`, { cause: error }));
    });
  });
}
