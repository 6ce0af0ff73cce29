import { readFileSync } from "node:fs";
import { join } from "node:path";
import { applyOrder } from "../src/check/dependencies";
import { describeProblem, type Instance, readStacks } from "../src/stacks";

/** What `npm run lab` was asked to apply. */
export interface Wanted {
  /** Names of components or instances; undefined for all. */
  readonly only: readonly string[] | undefined;
  /** Undefined for all. */
  readonly stack: string | undefined;
}

/** What the lab will apply. */
export interface Selection {
  /** In an order in which they can be applied. */
  readonly instances: readonly Instance[];
  /** Left out, because they need a cluster. */
  readonly leftOut: readonly Instance[];
  /** The account that state lives in. */
  readonly managementAccount: string;
  /** All accounts of the stacks. */
  readonly accounts: readonly string[];
}

/** Name of the component that makes the state bucket. */
export const STATE = "tfstate-backend";

/**
 * Chooses instances.
 *
 * @throws with the names that exist when one is unknown, and when the stacks cannot be read
 */
export function select(projectDir: string, wanted: Wanted): Selection {
  const { stacks, problems } = readStacks(projectDir);
  if (problems.length > 0) throw new Error(problems.map(describeProblem).join("\n"));
  const all = applyOrder(stacks).filter((instance) => instance.enabled);
  const names = new Set(all.flatMap((instance) => [instance.name, instance.component]));
  for (const name of wanted.only ?? []) {
    if (!names.has(name))
      throw new Error(`--only ${name}: no such component. There are ${[...names].sort().join(", ")}`);
  }
  if (wanted.stack !== undefined && !stacks.some((stack) => stack.name === wanted.stack)) {
    const known = stacks.map((stack) => stack.name).join(", ");
    throw new Error(`-s ${wanted.stack}: no such stack. There are ${known}`);
  }
  const chosen = all
    .filter((instance) => wanted.stack === undefined || instance.stack === wanted.stack)
    .filter((instance) =>
      wanted.only === undefined
        ? true
        : wanted.only.includes(instance.name) || wanted.only.includes(instance.component),
    );
  const needsCluster = chosen.filter((instance) => !runsOnAwsAlone(projectDir, instance));
  if (wanted.only !== undefined && needsCluster.length > 0) {
    const list = needsCluster.map((instance) => `${instance.name} in ${instance.stack}`).join(", ");
    throw new Error(`--only: the lab has no cluster yet, which these need: ${list}`);
  }
  const state = all.find((instance) => instance.component === STATE);
  if (state === undefined) throw new Error(`no stack has an instance of ${STATE}`);
  return {
    instances: chosen.filter((instance) => !needsCluster.includes(instance)),
    leftOut: needsCluster,
    managementAccount: String(state.vars.account_id),
    accounts: [...new Set(all.map((instance) => String(instance.vars.account_id)))].sort(),
  };
}

/** True when the component asks for no provider but aws. */
function runsOnAwsAlone(projectDir: string, instance: Instance): boolean {
  const file = join(projectDir, "components/terraform", instance.component, "versions.tf.json");
  try {
    const { terraform } = JSON.parse(readFileSync(file, "utf8")) as {
      readonly terraform: { readonly required_providers: Readonly<Record<string, unknown>> };
    };
    return Object.keys(terraform.required_providers).every((name) => name === "aws");
  } catch (cause) {
    throw new Error(`${file} cannot be read: run npm start, which generates the components`, { cause });
  }
}
