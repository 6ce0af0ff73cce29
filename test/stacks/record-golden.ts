import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { describeStacks } from "../../lab/tests/support/describe-stacks";
import { randomTree } from "../../lab/tests/support/random-tree";

/**
 * Records what real Atmos 1.190.0 says of some projects, for `golden.test.ts`:
 * `npx tsx test/stacks/record-golden.ts .lab/bin/atmos`.
 */
async function main(atmos: string): Promise<void> {
  const layout = join(__dirname, "fixtures", "layout");
  const names = readdirSync(layout, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const files = names.map((entry) => join(entry.parentPath, entry.name));
  await record(
    atmos,
    "layout",
    new Map(files.map((file) => [file.slice(layout.length + 1), readFileSync(file, "utf8")])),
  );
  for (const seed of [48, 133]) await record(atmos, `tree-${seed}`, randomTree(seed));
}

async function record(atmos: string, name: string, files: ReadonlyMap<string, string>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "golden-"));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  const result = await describeStacks(atmos, dir, join(dir, "cache"));
  rmSync(dir, { recursive: true });
  if ("error" in result) throw new Error(result.error);
  const golden = { files: name === "layout" ? undefined : Object.fromEntries(files), stacks: result.stacks };
  writeFileSync(join(__dirname, "golden", `${name}.json`), `${JSON.stringify(golden, null, 2)}\n`);
}

main(resolve(process.argv[2] ?? ".lab/bin/atmos")).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
