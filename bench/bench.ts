import { execFileSync } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { generateStacks, INSTANCES } from "./generate-stacks";
import { type Command, type Cost, measureInTurns } from "./measure";

/** Every figure is a ratio against an anchor that does the same work and is measured in the same minutes. */
const help = `Usage: npm run bench -- [--assert] [--stacks N] [--rounds N] [--only synth,check,one]

  --assert      exit 1 when a goal is missed or an anchor is missing
  --stacks N    stacks to generate (default 800)
  --rounds N    runs of each side, the median counts (default 5 for synth, 2 where Atmos runs for minutes)
  --only LIST   synth, check, one`;

interface Goal {
  readonly figure: "user" | "wall" | "memory";
  /** Largest ratio of ours to the anchor's. */
  readonly ratio: number;
}

interface Comparison {
  readonly title: string;
  readonly ours: Command;
  readonly anchor: Command;
  readonly rounds: number;
  readonly goals: readonly Goal[];
}

const project = resolve(__dirname, "..");
const cli = join(project, "dist/cli/index.js");
const UNITS = { user: "s user", wall: "s", memory: "MiB" } as const;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      assert: { type: "boolean", default: false },
      stacks: { type: "string", default: "800" },
      rounds: { type: "string" },
      only: { type: "string", default: "synth,check,one" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  execFileSync("npm", ["run", "--silent", "build"], { cwd: project, stdio: "inherit" });
  const scratch = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const only = values.only.split(",");
    const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
    let missed = only.includes("synth") ? await compare(synth(scratch, rounds ?? 5)) : 0;
    if (only.includes("check") || only.includes("one")) {
      missed += await againstAtmos(scratch, Number(values.stacks), rounds ?? 2, only);
    }
    return values.assert && missed > 0 ? 1 : 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A cold process that generates every component, against `cdktf synth` of the same app. */
function synth(scratch: string, rounds: number): Comparison {
  return {
    title: "synth in a cold process / cdktf synth",
    ours: { program: process.execPath, args: [cli, "synth", "--out", join(scratch, "synth")], cwd: project },
    anchor: {
      program: join(project, "node_modules/.bin/cdktf"),
      args: ["synth", "--app", "node dist/main.js", "--output", join(scratch, "cdktf.out")],
      cwd: project,
      env: { CI: "1", CHECKPOINT_DISABLE: "1" },
    },
    rounds,
    goals: [
      { figure: "wall", ratio: 0.25 },
      { figure: "memory", ratio: 0.5 },
    ],
  };
}

/** @returns how many goals were missed. */
async function againstAtmos(
  scratch: string,
  count: number,
  rounds: number,
  only: readonly string[],
): Promise<number> {
  const cwd = join(scratch, "project");
  const stacks = generateStacks(project, cwd, count);
  const stack = stacks[Math.floor(stacks.length / 2)] ?? "";
  console.log(`${count} stacks of ${INSTANCES} component instances`);
  // Findings do not matter here: both exit codes say that the work was done.
  const check = (...args: string[]): Command => ({
    program: process.execPath,
    args: [cli, "check", ...args],
    cwd,
    expectedCodes: [0, 1],
  });
  const atmos = findAtmos();
  const env = { HOME: scratch, XDG_CACHE_HOME: join(scratch, "cache"), ATMOS_TELEMETRY_ENABLED: "false" };
  const anchor = (...args: string[]): Command => ({ program: atmos ?? "", args, cwd, env });
  const comparisons: Comparison[] = [];
  if (only.includes("check")) {
    const goals: Goal[] = [{ figure: "user", ratio: 1 / 20 }];
    comparisons.push({
      title: "check / atmos validate stacks",
      ours: check(),
      anchor: anchor("validate", "stacks"),
      rounds,
      goals,
    });
  }
  if (only.includes("one")) {
    const goals: Goal[] = [{ figure: "user", ratio: 1 / 100 }];
    const describe = anchor("describe", "component", "karpenter", "-s", stack);
    comparisons.push({
      title: "check -s, one stack among all / atmos describe component",
      ours: check("-s", stack),
      anchor: describe,
      rounds,
      goals,
    });
  }
  let missed = 0;
  for (const comparison of comparisons)
    missed += atmos === undefined ? await alone(comparison) : await compare(comparison);
  return missed;
}

async function compare({ title, ours, anchor, rounds, goals }: Comparison): Promise<number> {
  const [own, other] = await measureInTurns([ours, anchor], rounds);
  if (own === undefined || other === undefined) throw new Error("nothing was measured");
  console.log(`\n${title} (median of ${rounds})`);
  let missed = 0;
  for (const { figure, ratio } of goals) {
    const measured = own[figure] / other[figure];
    const held = measured <= ratio;
    if (!held) missed += 1;
    const figures = `${show(own, figure)} / ${show(other, figure)}`;
    console.log(
      `  ${figure.padEnd(6)} ${measured.toFixed(4)}  goal ${ratio.toFixed(4)}  ${held ? "held  " : "MISSED"}  (${figures})`,
    );
  }
  console.log(`  all    ${describe(own)} / ${describe(other)}`);
  return missed;
}

/** Without its anchor a figure is no ratio: it is shown, and counts as missed for --assert. */
async function alone({ title, ours, rounds, goals }: Comparison): Promise<number> {
  const [own] = await measureInTurns([ours], rounds);
  console.log(
    `\n${title}: not compared, atmos is neither in .lab/bin nor on the PATH (npm run lab:tools builds it)`,
  );
  if (own !== undefined) console.log(`  ours   ${describe(own)}`);
  return goals.length;
}

function show(cost: Cost, figure: Goal["figure"]): string {
  return `${cost[figure].toFixed(figure === "memory" ? 0 : 2)} ${UNITS[figure]}`;
}

function describe(cost: Cost): string {
  return [show(cost, "wall"), show(cost, "user"), show(cost, "memory")].join(", ");
}

function findAtmos(): string | undefined {
  const folders = [join(project, ".lab/bin"), ...(process.env.PATH ?? "").split(delimiter)];
  return folders.map((folder) => join(folder, "atmos")).find((path) => isExecutable(path));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
