import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { components } from "../components";
import { diffText } from "../framework/diff";
import { renderAll } from "../framework/synth";
import { compare, write } from "../framework/writer";

export const summary = "generate components/terraform and schemas/jsonschema";

export const help = `Usage: eks-autoscaling synth [--check] [--out DIR]

Generates every component: five .tf.json files, a README and the JSON Schema of its inputs.
Unchanged files are not touched; files that are not generated any more are removed.

  --check     write nothing; print what differs and exit 1 when a file is stale
  --out DIR   project folder to write to (default: the current folder)

Exit codes: 0 done, 1 stale files (--check), 2 wrong usage`;

/** Runs the command. Returns the exit code. */
export function run(args: string[]): number {
  const { values } = parseArgs({ args, options: { check: { type: "boolean" }, out: { type: "string" } } });
  const projectDir = resolve(values.out ?? ".");
  const files = renderAll(components);
  if (values.check === true) return report(compare(projectDir, files));
  const result = write(projectDir, files);
  for (const path of result.written) console.log(`wrote    ${path}`);
  for (const path of result.removed) console.log(`removed  ${path}`);
  console.log(
    `${components.length} components: ${result.written.length} files written, ` +
      `${result.removed.length} removed, ${result.unchanged.length} unchanged`,
  );
  return 0;
}

function report(stale: ReturnType<typeof compare>): number {
  for (const { path, actual, expected } of stale) console.log(diffText(path, actual, expected));
  if (stale.length === 0) {
    console.log("generated files are up to date");
    return 0;
  }
  console.error(`${stale.length} generated files are stale: run npm start and commit the result`);
  return 1;
}
