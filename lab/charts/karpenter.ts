import { chmodSync, cpSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { moduleFolder } from "./module";

const MODULE = "github.com/aws/karpenter-provider-aws";

/** Karpenter's own two charts, out of its module, with the versions that a release writes into them. */
export async function makeKarpenterCharts(folder: string, version: string): Promise<string[]> {
  const source = join(await moduleFolder(MODULE, version), "charts");
  return ["karpenter", "karpenter-crd"].map((chart) => {
    const name = `${chart}-${version}`;
    const target = join(folder, name);
    cpSync(join(source, chart), target, { recursive: true });
    makeWritable(target);
    edit(join(target, "Chart.yaml"), (text) =>
      text
        .replace(/^version: .*$/m, `version: ${version}`)
        .replace(/^appVersion: .*$/m, `appVersion: ${version}`)
        .replace(/^(description: .*)$/m, `$1 Out of the Go module, by the lab.`),
    );
    if (chart === "karpenter") {
      // A release writes the digest of its own image, which the module does not know.
      edit(join(target, "values.yaml"), (text) =>
        text.replace(/^( {4}tag: ).*$/m, `$1${version}`).replace(/^( {4}digest: )sha256:.*$/m, `$1""`),
      );
    }
    return name;
  });
}

/** Files of the module cache are read-only, and copies too. */
function makeWritable(path: string): void {
  const isFolder = statSync(path).isDirectory();
  chmodSync(path, isFolder ? 0o755 : 0o644);
  if (isFolder) for (const entry of readdirSync(path)) makeWritable(join(path, entry));
}

function edit(file: string, change: (text: string) => string): void {
  const text = readFileSync(file, "utf8");
  const changed = change(text);
  if (changed === text) throw new Error(`${file}: there is nothing to write the version into`);
  writeFileSync(file, changed);
}
