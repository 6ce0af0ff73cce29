import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { output } from "./output";
import { places } from "./paths";

/** A provider of the mirror: its binary serves this name and version. */
interface MirrorEntry {
  readonly name: string;
  readonly version: string;
  readonly binary: string;
}

/** The real AWS provider, and the stand-in for helm and kubernetes: the name that it gets says for which. */
const entries: readonly MirrorEntry[] = [
  { name: "aws", version: "6.34.0", binary: "terraform-provider-aws" },
  { name: "helm", version: "3.1.2", binary: "terraform-provider-stand-in" },
  { name: "kubernetes", version: "3.2.1", binary: "terraform-provider-stand-in" },
];

/**
 * Makes the filesystem mirror for tofu, and for terraform where it is on the PATH, and the configuration that lets them
 * use nothing else. Which registry host stands in front of a name is for the tools to say, and they differ. What is
 * there already stays untouched: another run may be using it.
 */
export async function makeMirror(terraform: string | undefined): Promise<void> {
  mkdirSync(places.mirror, { recursive: true });
  const config = `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(places.mirror)}\n  }\n}\n`;
  if (!existsSync(places.cliConfig) || readFileSync(places.cliConfig, "utf8") !== config) {
    replace(places.cliConfig, (part) => writeFileSync(part, config));
  }
  const tools = [join(places.bin, "tofu"), ...(terraform === undefined ? [] : [terraform])];
  for (const tool of tools) {
    const hosts = await registryHosts(tool);
    for (const entry of entries) add(entry, hosts(entry.name));
  }
}

function add(entry: MirrorEntry, host: string): void {
  const file = join(
    places.mirror,
    host,
    "hashicorp",
    entry.name,
    entry.version,
    platform(),
    `terraform-provider-${entry.name}_v${entry.version}_x5`,
  );
  const binary = join(places.bin, entry.binary);
  if (existsSync(file) && statSync(file).ino === statSync(binary).ino) return;
  mkdirSync(dirname(file), { recursive: true });
  replace(file, (part) => {
    try {
      linkSync(binary, part);
    } catch {
      // Not every file system has hard links.
      symlinkSync(binary, part);
    }
  });
}

/** Makes a file under another name first, so that it is there as a whole or not at all. */
function replace(file: string, make: (part: string) => void): void {
  const part = `${file}.${process.pid}.part`;
  rmSync(part, { force: true });
  make(part);
  renameSync(part, file);
  // Renaming onto another link of the same file does nothing and keeps both names (rename(2)).
  rmSync(part, { force: true });
}

/** The host that a tool puts in front of `hashicorp/<name>`, which `providers` shows. */
async function registryHosts(tool: string): Promise<(name: string) => string> {
  const folder = mkdtempSync(join(places.lab, "hosts-"));
  try {
    const required = Object.fromEntries(entries.map(({ name }) => [name, { source: `hashicorp/${name}` }]));
    writeFileSync(
      join(folder, "main.tf.json"),
      JSON.stringify({ terraform: { required_providers: required } }),
    );
    const text = await output(tool, ["providers"], folder, {
      ...process.env,
      TF_CLI_CONFIG_FILE: places.cliConfig,
      CHECKPOINT_DISABLE: "1",
    });
    return (name) => {
      const host = new RegExp(`provider\\[([^/\\]]+)/hashicorp/${name}\\]`).exec(text)?.[1];
      if (host === undefined)
        throw new Error(`${tool} providers does not say where hashicorp/${name} is:\n${text}`);
      return host;
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function platform(): string {
  const cpu = process.arch === "x64" ? "amd64" : process.arch;
  return `${process.platform}_${cpu}`;
}
