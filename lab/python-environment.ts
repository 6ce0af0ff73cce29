import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run as runCommand, tail } from "./command";
import { places, projectDir } from "./paths";
import { type Log, step } from "./progress";
import { interpreter } from "./python-interpreter";

const REQUIREMENTS = join(projectDir, "lab/python/requirements.txt");
const STAMP = join(places.venv, "lab.stamp");
/** The wheels are pinned by hash for this version. */
const PYTHON = "3.11";

/**
 * Makes the Python environment with moto, every package by hash. It is made anew when the pins have changed or when
 * making it was interrupted.
 *
 * @throws when there is no Python 3.11 or a package cannot be had
 */
export async function makePythonEnvironment(log: Log, pids: string): Promise<void> {
  const stamp = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex");
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === stamp) return;
  const python = await findPython();
  await step(log, "moto 5.2.5 in a Python environment, about 1 min", async () => {
    rmSync(places.venv, { recursive: true, force: true });
    const logFile = join(places.logs, "build-moto.log");
    rmSync(logFile, { force: true });
    await must(python, ["-m", "venv", places.venv]);
    await must(places.python, [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "--only-binary",
      ":all:",
      "--require-hashes",
      "-r",
      REQUIREMENTS,
    ]);
    writeFileSync(STAMP, stamp);

    async function must(file: string, args: readonly string[]): Promise<void> {
      const code = await runCommand({
        name: "build-moto",
        command: [file, ...args],
        cwd: places.lab,
        env: process.env,
        log: logFile,
        pids,
        python,
      });
      if (code !== 0)
        throw new Error(
          `${file} ${args.join(" ")} ended with ${code}. The end of ${logFile}:\n${tail(logFile, 15)}`,
        );
    }
  });
}

async function findPython(): Promise<string> {
  const found = await interpreter([`python${PYTHON}`, "python3"], /^3\.11\./);
  if (found !== undefined) return found;
  throw new Error(
    `moto needs Python ${PYTHON}, for which its packages are pinned, and neither python${PYTHON} nor python3 is one: install it`,
  );
}
