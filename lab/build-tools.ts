import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import { run as runCommand, tail } from "./command";
import { output } from "./output";
import { places, projectDir } from "./paths";
import { startOf } from "./processes";
import { clock, type Log } from "./progress";
import { interpreter } from "./python-interpreter";
import { type ToolPin, toolPins } from "./tool-pins";

/** What changes a binary: pins, flags and sources. */
export function stampOf(pin: ToolPin, read: (path: string) => string): string {
  const hash = createHash("sha256");
  for (const file of ["go.mod", "go.sum", ...(pin.sources ?? [])]) hash.update(read(`${pin.folder}/${file}`));
  return hash.update(JSON.stringify([pin.target, pin.ldflags])).digest("hex");
}

/** True when the binary is there and made of the present pins. */
function isMade(pin: ToolPin): boolean {
  const stamp = join(places.bin, `${pin.name}.stamp`);
  return (
    existsSync(join(places.bin, pin.name)) &&
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === currentStamp(pin)
  );
}

const currentStamp = (pin: ToolPin): string =>
  stampOf(pin, (path) => readFileSync(join(projectDir, path), "utf8"));

/**
 * Makes the tools that are missing or whose pins have changed.
 *
 * @param pids folder of pid files
 * @throws when Go is missing or a build fails; what is half-made is removed
 */
export async function makeTools(log: Log, pids: string): Promise<void> {
  mkdirSync(places.bin, { recursive: true });
  mkdirSync(places.logs, { recursive: true });
  removeParts();
  const missing: ToolPin[] = [];
  for (const pin of toolPins) {
    if (isMade(pin)) continue;
    const found = await onPath(pin);
    if (found === undefined) missing.push(pin);
    else link(pin, found, log);
  }
  for (const [index, pin] of missing.entries()) await build(pin, missing.slice(index + 1), log, pids);
}

/** Where a binary is until it is whole. */
const partOf = (pin: ToolPin): string => join(places.bin, `${pin.name}.${process.pid}.part`);

/** What an interrupted build left: it never got its name. */
function removeParts(): void {
  for (const file of readdirSync(places.bin)) {
    const pid = /\.(\d+)\.part$/.exec(file)?.[1];
    if (pid !== undefined && startOf(Number(pid)) === undefined)
      rmSync(join(places.bin, file), { force: true });
  }
}

/** A tool on the PATH that says the pinned version. */
async function onPath(pin: ToolPin): Promise<string | undefined> {
  if (pin.versionCommand === undefined || pin.versionPattern === undefined) return undefined;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const file = join(folder, pin.name);
    if (folder === "" || folder === places.bin || !existsSync(file)) continue;
    const text = await output(file, pin.versionCommand, places.lab).catch(() => "");
    if (pin.versionPattern.test(text)) return file;
  }
  return undefined;
}

function link(pin: ToolPin, file: string, log: Log): void {
  const part = partOf(pin);
  symlinkSync(file, part);
  finish(pin, part);
  log(`✓ ${pin.name} ${pin.version}: ${file}, found on the PATH`);
}

async function build(pin: ToolPin, next: readonly ToolPin[], log: Log, pids: string): Promise<void> {
  await mustHaveGo(pin);
  const part = partOf(pin);
  const logFile = join(places.logs, `build-${pin.name}.log`);
  rmSync(logFile, { force: true });
  const left = next.map(({ name, minutes }) => `${name} (${minutes} min)`).join(", ");
  log(`… ${pin.name} ${pin.version}, about ${pin.minutes} min cold. Next: ${left === "" ? "nothing" : left}`);
  const began = Date.now();
  const elapsed = (): string => clock((Date.now() - began) / 1000);
  const heartbeat = setInterval(
    () => log(`  ${pin.name}, ${elapsed()} of about ${pin.minutes}:00; ${lastLine(logFile)}`),
    15_000,
  );
  try {
    const code = await runCommand({
      name: `build-${pin.name}`,
      command: ["go", "build", "-v", "-mod=readonly", "-ldflags", pin.ldflags, "-o", part, pin.target],
      cwd: join(projectDir, pin.folder),
      env: process.env,
      log: logFile,
      pids,
      python: await anyPython(),
    });
    if (code !== 0) {
      throw new Error(`building ${pin.name} ended with ${code}. ${logFile} says:\n${complaints(logFile)}`);
    }
    finish(pin, part);
    log(`✓ ${pin.name} ${pin.version}, ${elapsed()}`);
  } finally {
    clearInterval(heartbeat);
    rmSync(part, { force: true });
  }
}

/** The stamp comes last: without it the binary counts as missing. */
function finish(pin: ToolPin, part: string): void {
  const stamp = join(places.bin, `${pin.name}.stamp`);
  rmSync(stamp, { force: true });
  renameSync(part, join(places.bin, pin.name));
  writeFileSync(`${stamp}.${process.pid}.part`, currentStamp(pin));
  renameSync(`${stamp}.${process.pid}.part`, stamp);
}

/** Runs the guard of a build. */
async function anyPython(): Promise<string> {
  const found = await interpreter(["python3", "python3.11"], /^3\./);
  if (found === undefined)
    throw new Error("the lab needs Python 3.11 and there is no python3 on the PATH: install it");
  return found;
}

async function mustHaveGo(pin: ToolPin): Promise<void> {
  const version = await output("go", ["version"], projectDir).catch(() => undefined);
  if (version !== undefined) return;
  throw new Error(
    `${pin.name} has to be built and there is no "go" on the PATH: install Go 1.26.6 or newer (go.dev/doc/install)`,
  );
}

/** What `go build -v` printed beside the packages that it went through. */
function complaints(file: string): string {
  return tail(file, 10_000)
    .split("\n")
    .filter((line) => !/^[\w./~-]+$/.test(line))
    .slice(-20)
    .join("\n");
}

function lastLine(file: string): string {
  return existsSync(file) ? (tail(file, 1).split("\n").at(-1) ?? "") : "";
}
