import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describeProblem, readStacks } from "../../src/stacks";
import type { LabContext, LabTest } from "../lab-test";
import { type Refusal, refusals } from "./support/refusals";

export const test: LabTest = {
  title: "Atmos validates every manifest and instance of this repository, and refuses what prod may not have",
  quick: true,
  run: async (context) => {
    const project = join(context.scratch, "project");
    await copyProject(context, project);
    const atmos = (folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
      run(context, folder, args, env);
    mustPass("validate stacks", await atmos(project, ["validate", "stacks"]));
    // 1.190 checks no manifest outside stacks/ in the first pass.
    const catalog = {
      ATMOS_STACKS_BASE_PATH: "catalog",
      ATMOS_STACKS_INCLUDED_PATHS: "**/*",
      ATMOS_STACKS_EXCLUDED_PATHS: "none/*",
    };
    mustPass("validate stacks, catalog", await atmos(project, ["validate", "stacks"], catalog));
    mustPass("describe stacks", await atmos(project, ["describe", "stacks"]));
    const reading = readStacks(project);
    if (reading.problems.length > 0) throw new Error(reading.problems.map(describeProblem).join("\n"));
    const instances = reading.stacks.flatMap((stack) => [...stack.instances.values()]);
    for (const { name, stack } of instances) {
      for (const command of [
        "validate component",
        "terraform generate varfile",
        "terraform generate backend",
      ]) {
        mustPass(
          `${command} ${name} -s ${stack}`,
          await atmos(project, [...command.split(" "), name, "-s", stack]),
        );
      }
    }
    context.log(`${instances.length} instances valid, varfile and backend written, no warning`);
    for (const refusal of refusals) await mustRefuse(context, refusal);
    context.log(`${refusals.length} bad stacks refused by the OPA rules`);
  },
};

interface Outcome {
  readonly code: number;
  /** Both streams, on one line. */
  readonly output: string;
}

/** What Atmos reads, without what it writes. */
async function copyProject({ projectDir }: LabContext, target: string): Promise<void> {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  for (const path of ["atmos.yaml", "catalog", "stacks", "schemas", "components"]) {
    await cp(join(projectDir, path), join(target, path), {
      recursive: true,
      filter: (source) => !source.endsWith("/.terraform"),
    });
  }
}

function run(
  { bin, scratch }: LabContext,
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      bin("atmos"),
      [...args],
      {
        cwd: folder,
        env: { ...process.env, XDG_CACHE_HOME: join(scratch, "cache"), ...env },
        maxBuffer: 1e8,
      },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : 1;
        resolve({ code, output: `${stdout} ${stderr}`.replace(/\s+/g, " ") });
      },
    );
  });
}

function mustPass(what: string, { code, output }: Outcome): void {
  if (code !== 0 || /\bWARN|deprecated/i.test(output))
    throw new Error(`atmos ${what}: ${output.slice(0, 2000)}`);
}

async function mustRefuse(context: LabContext, refusal: Refusal): Promise<void> {
  const project = join(context.scratch, "refused");
  await copyProject(context, project);
  for (const { file, from, to } of refusal.edits) {
    const path = join(project, file);
    const text = await readFile(path, "utf8");
    if (!text.includes(from))
      throw new Error(`${file} has no "${from}" any more: change lab/tests/support/refusals.ts`);
    await writeFile(path, text.replaceAll(from, to));
  }
  const { instance, stack, rule, message } = refusal;
  const args = [
    "validate",
    "component",
    instance,
    "-s",
    stack,
    "--schema-type",
    "opa",
    "--schema-path",
    rule,
  ];
  const { code, output } = await run(context, project, args, {});
  if (code === 0 || !output.includes(message)) {
    throw new Error(
      `${rule} should refuse ${instance} in ${stack} with "${message}": ${output.slice(0, 2000)}`,
    );
  }
}
