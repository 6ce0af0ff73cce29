import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Instances in each generated stack, abstract ones not counted. */
export const INSTANCES = 10;

/** What a generated tree shares with this repository. */
const SHARED = [
  "atmos.yaml",
  "catalog",
  "components",
  "schemas",
  "stacks/_catalog.yaml",
  "stacks/_defaults.yaml",
  "stacks/mixins",
];

/** The block that is repeated until a stack has ten instances. */
const REPEATED = "queue-workers";

/**
 * Writes an Atmos project with many stacks: this repository's catalog, components and schemas, and `count`
 * stacks made from its dev stack, each with a stage, an account and names of its own and with ten instances.
 * The same count gives the same bytes.
 *
 * @returns the stack names, in order.
 */
export function generateStacks(projectDir: string, targetDir: string, count: number): readonly string[] {
  for (const path of SHARED) {
    if (existsSync(join(projectDir, path)))
      cpSync(join(projectDir, path), join(targetDir, path), { recursive: true });
  }
  const defaults = readFileSync(join(projectDir, "stacks/dev/_defaults.yaml"), "utf8");
  const manifest = withInstances(readFileSync(join(projectDir, "stacks/dev/us-east-1.yaml"), "utf8"));
  const names: string[] = [];
  for (let index = 1; index <= count; index += 1) {
    const stage = `d${String(index).padStart(4, "0")}`;
    const account = String(400_000_000_000 + index);
    const own = (text: string): string =>
      text.replaceAll(/\bdev\b/g, stage).replaceAll("222222222222", account);
    const folder = join(targetDir, "stacks", stage);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "_defaults.yaml"), own(defaults));
    writeFileSync(join(folder, "us-east-1.yaml"), own(manifest));
    names.push(`${stage}-use1`);
  }
  return names;
}

/** Repeats one block under other names: `queue-workers-2` scales `order-worker-2` in `orders-2`. */
function withInstances(manifest: string): string {
  const blocks = manifest.split(/^(?= {4}[a-z][^\s:]*:$)/m);
  const concrete = blocks.slice(1).filter((block) => !block.includes("type: abstract"));
  const repeated = concrete.find((block) => block.startsWith(`    ${REPEATED}:`));
  if (repeated === undefined) throw new Error(`stacks/dev/us-east-1.yaml has no instance ${REPEATED}`);
  const copies: string[] = [];
  for (let number = 2; concrete.length + copies.length < INSTANCES; number += 1) {
    const named = repeated.replaceAll(
      /(queue-workers|order-worker|orders)\b(?!-)(?=[:/\n])/g,
      `$1-${number}`,
    );
    // Two instances of one component on one cluster need release names of their own.
    const released = named.replace(
      "      vars:\n",
      `      vars:\n        release_name: ${REPEATED}-${number}\n`,
    );
    copies.push(released.replaceAll(/maxReplicaCount: \d+/g, "maxReplicaCount: 1"));
  }
  return `${manifest.trimEnd()}\n\n${copies.map((copy) => `${copy.trimEnd()}\n`).join("\n")}`;
}

if (require.main === module) {
  const [target = ".lab/bench/stacks", count = "800"] = process.argv.slice(2);
  generateStacks(resolve(__dirname, ".."), resolve(target), Number(count));
}
