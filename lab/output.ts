import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Standard output of a short command. @throws when it fails or takes more than two minutes */
export async function output(
  file: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const { stdout } = await promisify(execFile)(file, args, {
    cwd,
    env,
    maxBuffer: 1 << 28,
    timeout: 120_000,
  });
  return stdout;
}
