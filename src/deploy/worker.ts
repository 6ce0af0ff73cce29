import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Instance } from "../stacks/types";
import { atmosArguments, atmosEnvironment, cacheIsShared, type Step } from "./atmos";
import { fileNameOf } from "./job";
import type { Exit, Processes } from "./processes";
import type { WorkingCopies } from "./working-copies";

/** Where and with what Atmos is run. */
export interface WorkerOptions {
  /** Folder of atmos.yaml. */
  readonly project: string;
  /** The program. */
  readonly atmos: string;
  readonly env: NodeJS.ProcessEnv;
  /** Folder of the logs. */
  readonly logs: string;
  /** Folder of providers. */
  readonly pluginCache: string;
  readonly copies: WorkingCopies;
  readonly processes: Processes;
}

const LOCK_FILE = ".terraform.lock.hcl";

/** Runs steps of instances, each instance in its working copy, with its log. */
export class Worker {
  private readonly ready = new Set<Instance>();
  /** Lock files of providers by component: a later `init` then takes what an earlier one has fetched. */
  private readonly lockFiles = new Map<string, string>();
  /** Ends when no `init` of Terraform runs. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: WorkerOptions) {
    mkdirSync(options.pluginCache, { recursive: true });
  }

  /** Log of an instance. */
  logOf(instance: Instance): string {
    return join(this.options.logs, `${fileNameOf(instance)}.log`);
  }

  /** Runs a step to its end. */
  async run(instance: Instance, step: Step): Promise<Exit> {
    if (cacheIsShared(instance, this.options.env)) return this.atmos(instance, step, false);
    if (!this.ready.has(instance)) {
      // One after the other: two that write into the cache of providers at once break it.
      const init = this.turn.then(() => this.init(instance));
      this.turn = init;
      const exit = await init;
      if (exit.code !== 0) return exit;
      this.ready.add(instance);
    }
    return this.atmos(instance, step, true);
  }

  private async init(instance: Instance): Promise<Exit> {
    const { component } = this.options.copies.of(instance);
    const own = join(component, LOCK_FILE);
    const known = this.lockFiles.get(instance.component);
    if (known !== undefined && !existsSync(own)) copyFileSync(known, own);
    const exit = await this.atmos(instance, "init", false);
    if (exit.code === 0 && existsSync(own)) this.lockFiles.set(instance.component, own);
    return exit;
  }

  private atmos(instance: Instance, step: Step, skipInit: boolean): Promise<Exit> {
    const { project, atmos, env, pluginCache, copies, processes } = this.options;
    return processes.run({
      file: atmos,
      args: atmosArguments(step, instance, skipInit),
      cwd: project,
      env: atmosEnvironment(env, copies.of(instance).componentsPath, pluginCache),
      log: this.logOf(instance),
    });
  }
}
