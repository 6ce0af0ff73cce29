import type { Instance } from "../src/stacks";
import { tail } from "./command";
import { type Log, step } from "./progress";
import { STATE } from "./selection";
import { atmos, mustAtmos, type Session } from "./session";

const label = (instance: Instance): string => `${instance.name} in ${instance.stack}`;

/**
 * Makes the state bucket by the workflow that users run, then applies the instances in order and plans each again.
 *
 * @throws when one fails, or when a second plan wants to change something
 */
export async function applyAll(session: Session, instances: readonly Instance[], log: Log): Promise<void> {
  await step(log, "atmos workflow bootstrap -f bootstrap", () =>
    mustAtmos(session, "bootstrap", ["workflow", "bootstrap", "-f", "bootstrap"]),
  );
  for (const instance of instances.filter(({ component }) => component !== STATE)) {
    await step(log, `atmos terraform apply ${instance.name} -s ${instance.stack}`, () =>
      mustAtmos(session, `${instance.stack}-${instance.name}-apply`, [
        "terraform",
        "apply",
        instance.name,
        "-s",
        instance.stack,
      ]),
    );
  }
  for (const instance of instances) {
    await step(log, `second plan of ${label(instance)}: no changes`, () => mustBeSettled(session, instance));
  }
}

/** @throws when a plan fails or wants to change something */
async function mustBeSettled(session: Session, instance: Instance): Promise<void> {
  const args = ["terraform", "plan", instance.name, "-s", instance.stack, "--", "-detailed-exitcode"];
  const { code, log } = await atmos(session, `${instance.stack}-${instance.name}-second-plan`, args);
  const end = tail(log, 40);
  // The exit code alone would not do: a wrapper may lose it. "No changes." is what both say.
  if (code === 0 && end.includes("No changes.")) return;
  throw new Error(
    `the second plan of ${label(instance)} is not empty (exit code ${code}). The end of ${log}:\n${end}`,
  );
}
