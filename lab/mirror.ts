import { existsSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { output } from "./output";
import { places } from "./paths";

/** A provider of the mirror: its binary serves this name and version. */
interface MirrorEntry {
  readonly name: string;
  readonly version: string;
  readonly binary: string;
}

/** The real AWS provider, and a stand-in that knows the schemas of helm and kubernetes. */
const entries: readonly MirrorEntry[] = [
  { name: "aws", version: "6.34.0", binary: "terraform-provider-aws" },
  { name: "helm", version: "3.1.2", binary: "terraform-provider-schema-standin" },
  { name: "kubernetes", version: "3.2.1", binary: "terraform-provider-schema-standin" },
];

/**
 * Makes the filesystem mirror for tofu, and for terraform where it is on the PATH, and the configuration that lets them
 * use nothing else. Which registry host stands in front of a name is for the tools to say, and they differ.
 */
export async function makeMirror(terraform: string | undefined): Promise<void> {
  rmSync(places.mirror, { recursive: true, force: true });
  mkdirSync(places.mirror, { recursive: true });
  writeFileSync(
    places.cliConfig,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(places.mirror)}\n  }\n}\n`,
  );
  const tools = [join(places.bin, "tofu"), ...(terraform === undefined ? [] : [terraform])];
  for (const tool of tools) {
    for (const entry of entries) await add(entry, await registryHost(tool, entry.name));
  }
}

async function add(entry: MirrorEntry, host: string): Promise<void> {
  const folder = join(places.mirror, host, "hashicorp", entry.name, entry.version, platform());
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `terraform-provider-${entry.name}_v${entry.version}_x5`);
  if (existsSync(file)) return;
  const binary = join(places.bin, entry.binary);
  // A hard link, because tofu copies what a symbolic link points to into every working folder it cannot link.
  try {
    linkSync(binary, file);
  } catch {
    symlinkSync(binary, file);
  }
}

/** The host that a tool puts in front of `hashicorp/<name>`. */
async function registryHost(tool: string, name: string): Promise<string> {
  const folder = mkdtempSync(join(places.lab, "host-"));
  try {
    const source = { terraform: { required_providers: { [name]: { source: `hashicorp/${name}` } } } };
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify(source));
    const text = await output(tool, ["providers"], folder, {
      ...process.env,
      TF_CLI_CONFIG_FILE: places.cliConfig,
      CHECKPOINT_DISABLE: "1",
    });
    const host = new RegExp(`provider\\[([^/\\]]+)/hashicorp/${name}\\]`).exec(text)?.[1];
    if (host === undefined)
      throw new Error(`${tool} providers does not say where hashicorp/${name} is:\n${text}`);
    return host;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function platform(): string {
  const cpu = process.arch === "x64" ? "amd64" : process.arch;
  return `${process.platform}_${cpu}`;
}
