import { join } from "node:path";
import { type CommandResult, runCommand } from "../run-command";
import type { Settings } from "./component";

/** Where the providers are sent. */
export interface Target {
  readonly endpoint: string;
  readonly certificateAuthorityData: string;
}

/** An API server that is not there. */
export const NOWHERE = "https://127.0.0.1:1";

/** Addresses by what a plan does with them: `update`, `create`, `delete,create`. */
export type Changes = Readonly<Record<string, readonly string[]>>;

/** Tofu in one component. */
export class Tofu {
  constructor(
    readonly binary: string,
    readonly folder: string,
    readonly env: Readonly<Record<string, string>>,
    readonly target: Target,
  ) {}

  /** The same component, with providers that reach nobody. */
  unreachable(): Tofu {
    return new Tofu(this.binary, this.folder, this.env, { ...this.target, endpoint: NOWHERE });
  }

  /** Runs it, whatever its exit code. */
  run(settings: Settings, ...args: readonly string[]): Promise<CommandResult> {
    const variables = {
      TF_VAR_host: this.target.endpoint,
      TF_VAR_certificate_authority: this.target.certificateAuthorityData,
      TF_VAR_limit: settings.limit,
      TF_VAR_keda_replicas: String(settings.kedaReplicas),
      TF_VAR_owner: settings.owner,
    };
    return runCommand(this.binary, args, this.folder, { ...this.env, ...variables });
  }

  /** What it printed. @throws when it fails */
  async pass(settings: Settings, ...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(settings, ...args);
    if (code !== 0) throw new Error(`tofu ${args.join(" ")}: ${stderr}${stdout}`);
    return stdout;
  }

  /** What it complained of. @throws when it passes */
  async fail(settings: Settings, ...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(settings, ...args);
    if (code === 0) throw new Error(`tofu ${args.join(" ")} should have failed: ${stdout}`);
    // Lines are wrapped, with a border.
    return (stderr + stdout).replaceAll(/\s*\n│?\s*/g, " ");
  }

  apply(settings: Settings): Promise<string> {
    return this.pass(settings, "apply", "-auto-approve", "-input=false", "-no-color");
  }

  /** Addresses in the state; what is only read is left out. */
  async state(settings: Settings): Promise<readonly string[]> {
    const lines = (await this.pass(settings, "state", "list")).split("\n");
    return lines.filter((line) => line !== "" && !line.startsWith("data."));
  }

  /** What a plan would change, no-ops and what is only read left out. */
  async changes(settings: Settings, ...args: readonly string[]): Promise<Changes> {
    const file = join(this.folder, "plan.bin");
    await this.pass(settings, "plan", "-input=false", "-no-color", `-out=${file}`, ...args);
    const { resource_changes: changes = [] } = JSON.parse(
      await this.pass(settings, "show", "-json", file),
    ) as { readonly resource_changes?: readonly Change[] };
    return Object.fromEntries(
      changes
        .map(({ address, change }): [string, readonly string[]] => [address, change.actions])
        .filter(([, actions]) => actions[0] !== "no-op" && actions[0] !== "read"),
    );
  }
}

/** Of `show -json`. */
interface Change {
  readonly address: string;
  readonly change: { readonly actions: readonly string[] };
}
