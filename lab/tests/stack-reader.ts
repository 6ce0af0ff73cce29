import { mkdir, rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describeProblem, readStacks } from "../../src/stacks";
import type { LabContext, LabTest } from "../lab-test";
import {
  asDescribed,
  type DescribedStacks,
  describeStacks,
  describeWorkspace,
} from "./support/describe-stacks";
import { randomTree, type Tree } from "./support/random-tree";

/** Trees that must be read alike. Another start than 1 with STACK_READER_SEED. */
const TREES = 200;
/** Trees with a mistake, which both must refuse. */
const FLAWED = 40;
/** Trees whose workspaces are compared with `atmos describe component`. */
const WORKSPACES = 4;

export const test: LabTest = {
  title: "The stack reader agrees with atmos describe stacks on this repository and on 200 generated trees",
  quick: true,
  run: async (context) => {
    await compareRepository(context);
    const first = Number(process.env.STACK_READER_SEED ?? 1);
    const seeds = Array.from({ length: TREES + FLAWED }, (_, index) => first + index);
    const counts = { equal: 0, refused: 0 };
    await inParallel(seeds, async (seed) => {
      const outcome = await compareTree(context, seed, seed - first >= TREES, seed - first < WORKSPACES);
      counts[outcome] += 1;
    });
    context.log(`${counts.equal} trees read alike, ${counts.refused} refused by both`);
    if (counts.equal < TREES * 0.9)
      throw new Error(`only ${counts.equal} of ${TREES} generated trees can be read: the generator is off`);
  },
};

async function compareRepository({ projectDir, bin, log, scratch }: LabContext): Promise<void> {
  const reading = readStacks(projectDir);
  if (reading.problems.length > 0) throw new Error(reading.problems.map(describeProblem).join("\n"));
  const result = await describeStacks(bin("atmos"), projectDir, join(scratch, "cache"));
  if ("error" in result) throw new Error(`atmos describe stacks: ${result.error}`);
  const path = reading.stacks[0]?.file.split("/")[0] ?? "stacks";
  mustEqual(asDescribed(reading, path), result.stacks, "this repository");
  const instances = reading.stacks.flatMap((stack) => [...stack.instances.values()]);
  await inParallel(instances, async (instance) => {
    const workspace = await describeWorkspace(bin("atmos"), projectDir, join(scratch, "cache"), instance);
    mustEqual(instance.workspace, workspace, `workspace of ${instance.name} in ${instance.stack}`);
  });
  log(`this repository: ${reading.stacks.length} stacks, ${instances.length} instances`);
}

async function compareTree(
  context: LabContext,
  seed: number,
  flaw: boolean,
  workspaces: boolean,
): Promise<"equal" | "refused"> {
  const dir = join(context.scratch, `tree-${seed}`);
  const cache = join(context.scratch, "cache");
  const tree = randomTree(seed, flaw);
  await writeTree(dir, tree);
  const reading = readStacks(dir);
  const result = await describeStacks(context.bin("atmos"), dir, cache);
  const where = `seed ${seed} (${dir})`;
  const problems = reading.problems.map(describeProblem).join("\n");
  if ("error" in result) {
    if (problems === "") throw new Error(`${where}: Atmos refuses what the reader accepts: ${result.error}`);
  } else {
    if (problems !== "") throw new Error(`${where}: the reader refuses what Atmos accepts:\n${problems}`);
    mustEqual(asDescribed(reading, stacksPathOf(tree)), result.stacks, where);
  }
  if (workspaces && problems === "") {
    const instances = reading.stacks.flatMap((stack) => [...stack.instances.values()]).slice(0, 6);
    for (const instance of instances) {
      mustEqual(
        instance.workspace,
        await describeWorkspace(context.bin("atmos"), dir, cache, instance),
        `${where}: workspace of ${instance.name}`,
      );
    }
  }
  await rm(dir, { recursive: true });
  return problems === "" ? "equal" : "refused";
}

function stacksPathOf(tree: Tree): string {
  return /base_path: (\S*stacks)$/m.exec(tree.get("atmos.yaml") ?? "")?.[1] ?? "stacks";
}

async function writeTree(dir: string, tree: Tree): Promise<void> {
  await rm(dir, { recursive: true, force: true });
  for (const [path, text] of tree) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
}

/** @throws naming the first difference. */
function mustEqual(ours: unknown, atmos: unknown, where: string): void {
  const plain: unknown = JSON.parse(JSON.stringify(ours));
  if (isDeepStrictEqual(plain, atmos)) return;
  throw new Error(`${where}: ${difference(plain, atmos, [])}`);
}

function difference(ours: unknown, atmos: unknown, path: readonly string[]): string {
  const both = [ours, atmos].every(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  );
  if (both) {
    const [left, right] = [ours as DescribedStacks, atmos as DescribedStacks];
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      if (!isDeepStrictEqual(left[key], right[key])) return difference(left[key], right[key], [...path, key]);
    }
  }
  return `${path.join(" > ")}: ours ${JSON.stringify(ours)}, Atmos ${JSON.stringify(atmos)}`;
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
}
