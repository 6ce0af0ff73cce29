import { execFileSync } from "node:child_process";
import { cpSync, linkSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A provider binary and what it is to be installed as. */
export interface MirroredProvider {
  /** Type of the provider in the namespace hashicorp: `aws`. */
  readonly type: string;
  /** @example "6.34.0" */
  readonly version: string;
  readonly binary: string;
}

/**
 * Lays out a filesystem mirror for one tool, and writes the configuration that makes the tool use nothing else.
 * @returns the path of that configuration, for TF_CLI_CONFIG_FILE.
 */
export function writeProviderMirror(
  tool: string,
  folder: string,
  providers: readonly MirroredProvider[],
): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const mirror = join(folder, "mirror");
  const config = join(folder, "cli.rc");
  writeFileSync(
    config,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  );
  const platform = platformOf(tool, config);
  for (const { type, version, binary } of providers) {
    const target = join(mirror, addressOf(tool, folder, config, type), version, platform);
    place(binary, join(target, `terraform-provider-${type}_v${version}`));
  }
  return config;
}

/** `linux_amd64`, as the tool calls it. */
function platformOf(tool: string, config: string): string {
  return (JSON.parse(ask(tool, dirname(config), config, "version", "-json")) as { platform: string })
    .platform;
}

/** Full address of a provider. Its host differs between the tools, so the tool says it. */
function addressOf(tool: string, folder: string, config: string, type: string): string {
  const probe = join(folder, `probe-${type}`);
  mkdirSync(probe);
  const required = { [type]: { source: `hashicorp/${type}` } };
  writeFileSync(
    join(probe, "versions.tf.json"),
    JSON.stringify({ terraform: { required_providers: required } }),
  );
  const answer = ask(tool, probe, config, "providers");
  rmSync(probe, { recursive: true });
  const address = /provider\[([^\]]+)\]/.exec(answer)?.[1];
  if (address === undefined) throw new Error(`${tool} providers names no provider: ${answer}`);
  return address;
}

function ask(tool: string, folder: string, config: string, ...args: readonly string[]): string {
  return execFileSync(tool, [...args], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: folder, TF_CLI_CONFIG_FILE: config, CHECKPOINT_DISABLE: "1" },
  });
}

/** A hard link, because the tools skip a symbolic link and the AWS provider has 870 MB; a copy across file systems. */
function place(binary: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true });
  try {
    linkSync(binary, target);
  } catch {
    cpSync(binary, target);
  }
}
