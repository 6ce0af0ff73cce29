import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import type { LabContext, LabTest } from "./lab-test";
import { makeEverything } from "./make";
import { places, projectDir } from "./paths";
import { clock } from "./progress";
import { endAbandonedRuns, endRun, newRun, ownRuns } from "./runs";
import { ignoreBrokenPipe, onSignal } from "./signals";

const HELP = `npm run test:lab -- [--quick | --all] [--only NAME,...]

Runs the lab's tests, files of lab/tests, one after another; goes on after a failure. Makes missing tools first.

  --quick      those that need little time
  --all        all of them (the default)
  --only A,B   these files, without .ts
  --help       this text

The last line is "N passed, N failed". Exit codes: 0 all passed, 1 one failed, 2 wrong usage, 130 interrupted.`;

/** A test and the name of its file. */
interface Named {
  readonly name: string;
  readonly test: LabTest;
}

const folder = join(projectDir, "lab/tests");

async function load(only: readonly string[] | undefined, quick: boolean): Promise<Named[]> {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => basename(file, ".ts"))
    .sort();
  const unknown = (only ?? []).filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`--only ${unknown.join(",")}: no such test. There are ${names.join(", ")}`);
  }
  const tests: Named[] = [];
  for (const name of only ?? names) {
    const { test } = (await import(join(folder, `${name}.ts`))) as { readonly test?: LabTest };
    if (test === undefined) throw new Error(`lab/tests/${name}.ts exports no "test"`);
    if (!quick || test.quick || only !== undefined) tests.push({ name, test });
  }
  return tests;
}

/** Runs one test. @returns whether it passed */
async function runOne({ name, test }: Named, place: string): Promise<boolean> {
  const scratch = join(places.scratch, name);
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  const log = (line: string): void => console.log(`    ${line}`);
  const context: LabContext = { projectDir, bin: (tool) => join(places.bin, tool), log, scratch };
  const began = Date.now();
  const elapsed = (): string => clock((Date.now() - began) / 1000);
  console.log(`${place} ${name}: ${test.title}`);
  const heartbeat = setInterval(() => log(`still running, ${elapsed()}`), 30_000);
  try {
    await test.run(context);
    console.log(`  ✓ ${name}, ${elapsed()}`);
    rmSync(scratch, { recursive: true, force: true });
    return true;
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.log(message.replace(/^/gm, "    "));
    console.log(`  ✗ ${name}, ${elapsed()}. What it left: ${scratch}`);
    return false;
  } finally {
    clearInterval(heartbeat);
  }
}

async function main(): Promise<number> {
  let tests: Named[];
  try {
    const { values } = parseArgs({
      options: {
        only: { type: "string" },
        quick: { type: "boolean", default: false },
        all: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    if (values.quick && values.all) throw new Error("--quick and --all exclude each other");
    tests = await load(values.only?.split(","), values.quick);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return 2;
  }
  await endAbandonedRuns();
  const run = newRun({ keep: false });
  // Tests start runs of their own.
  onSignal(async () => {
    for (const own of ownRuns()) await endRun(own);
  });
  const results: { readonly name: string; readonly passed: boolean }[] = [];
  try {
    await makeEverything((line) => console.log(line), run.pids);
    for (const [index, test] of tests.entries()) {
      const passed = await runOne(test, `[${index + 1}/${tests.length}]`);
      results.push({ name: test.name, passed });
    }
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error));
    for (const { name } of tests.slice(results.length)) results.push({ name, passed: false });
  } finally {
    await endRun(run);
  }
  console.log("");
  for (const { name, passed } of results) console.log(`${passed ? "passed" : "FAILED"}  ${name}`);
  const failed = results.filter(({ passed }) => !passed).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  return failed === 0 && results.length > 0 ? 0 : 1;
}

ignoreBrokenPipe();
main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
