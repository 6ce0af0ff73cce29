import { deepStrictEqual } from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Instance, readStacks } from "../../src/stacks";
import { assumeRole } from "../aws";
import { run as runCommand, tail } from "../command";
import { type ResourceNames, registerCluster, resourceNames } from "../eks";
import { awsEnvironment, quietEnvironment } from "../environment";
import type { LabContext, LabTest } from "../lab-test";
import { startMoto } from "../moto";
import { endRun, newRun, type Run } from "../runs";
import { writeAwsPart } from "./support/aws-part";

const management = "111111111111";
const account = "333333333333";
const cluster = "acme-prod-use1";

/** Prod, because it has the alarm; with the cluster's access entries for the pipelines, which stacks add later. */
export const test: LabTest = {
  title:
    "The AWS part of every component of prod applies in the lab's AWS, settles, and leaves nothing behind",
  // About five minutes, most of them in AWS provider 6.34: a deleted queue has to be absent 15 times, which takes 130
  // seconds whatever the server answers (resourceQueueDelete), and its policy 25 seconds each way.
  quick: false,
  run: async (context) => {
    const run = newRun({ keep: false });
    try {
      const endpoint = await startMoto(run, false);
      await registerCluster(endpoint, {
        accountId: account,
        region: "us-east-1",
        name: cluster,
        version: "1.34",
        endpoint: "https://127.0.0.1:6443",
      });
      const before = await namesIn(endpoint);
      const credentials = await assumeRole(endpoint, `arn:aws:iam::${management}:role/lab-administrator`);
      const env = { ...quietEnvironment(context.scratch), ...awsEnvironment(endpoint, credentials) };
      const [pipelines, ...others] = instances(context.projectDir).map((instance) =>
        workingCopy(context, run, env, instance),
      );
      if (pipelines === undefined) throw new Error("prod has no pipeline-access");
      await all([pipelines, ...others], async (copy) => {
        await must(copy, ["init", "-input=false", "-no-color"]);
        await must(copy, ["apply", "-input=false", "-no-color"]);
      });
      const made = await namesIn(endpoint);
      deepStrictEqual(made, expected(before), "what is in the account after all applies");
      context.log(`${Object.values(made).flat().length} objects by ${others.length + 1} instances`);
      await all([pipelines, ...others], mustBeSettled);
      context.log("second plans: no changes");
      await all([pipelines, ...others], (copy) => must(copy, ["destroy", "-auto-approve", "-no-color"]));
      deepStrictEqual(await namesIn(endpoint), before, "what is in the account after all destroys");
      context.log("nothing left");
    } finally {
      await endRun(run);
    }
  },
};

/** An instance's AWS part in a folder of its own, with its variables. */
interface WorkingCopy {
  readonly name: string;
  readonly tofu: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly run: Run;
}

/** Everything of prod, pipeline-access first. */
function instances(projectDir: string): readonly Instance[] {
  const prod = readStacks(projectDir).stacks.find(({ name }) => name === "prod-use1");
  if (prod === undefined) throw new Error("there is no stack prod-use1");
  const own = [...prod.instances.values()].filter(({ enabled }) => enabled);
  return own.sort((a, b) => Number(b.name === "pipeline-access") - Number(a.name === "pipeline-access"));
}

function workingCopy(
  { projectDir, bin, scratch }: LabContext,
  run: Run,
  env: NodeJS.ProcessEnv,
  { name, component, vars }: Instance,
): WorkingCopy {
  const folder = join(scratch, name);
  mkdirSync(folder, { recursive: true });
  writeAwsPart(join(projectDir, "components/terraform", component), folder);
  const added = component === "pipeline-access" ? { cluster_names: [cluster] } : {};
  writeFileSync(join(folder, "terraform.tfvars.json"), JSON.stringify({ ...vars, ...added }));
  return { name, tofu: bin("tofu"), folder, env, run };
}

/** @returns the end of the log. @throws with it when the command fails */
async function must({ name, tofu, folder, env, run }: WorkingCopy, args: readonly string[]): Promise<string> {
  const log = join(folder, `${args[0]}.log`);
  const code = await runCommand({
    name: `${name}-${args[0]}`,
    command: [tofu, ...args],
    cwd: folder,
    env,
    log,
    pids: run.pids,
  });
  const end = tail(log, 60);
  if (code !== 0) throw new Error(`${name}: tofu ${args.join(" ")} ended with ${code}: ${end}`);
  return end;
}

async function mustBeSettled(copy: WorkingCopy): Promise<void> {
  const end = await must(copy, ["plan", "-input=false", "-no-color"]);
  if (!end.includes("No changes.")) throw new Error(`${copy.name}: its second plan is not empty: ${end}`);
}

/** Together, because the provider waits more than it works; settled, because none may outlive the test. */
async function all(
  copies: readonly WorkingCopy[],
  act: (copy: WorkingCopy) => Promise<unknown>,
): Promise<void> {
  const outcomes = await Promise.allSettled(copies.map(act));
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
}

async function namesIn(endpoint: string): Promise<ResourceNames> {
  const names = (await resourceNames(endpoint, [account]))[account];
  if (names === undefined) throw new Error(`nothing is known of account ${account}`);
  return names;
}

/** What prod's components make, beside what was there. */
function expected(before: ResourceNames): ResourceNames {
  const role = (name: string): string => `${cluster} arn:aws:iam::${account}:role/${name}`;
  const roles = [
    "acme-prod-pipeline-apply",
    "acme-prod-pipeline-plan",
    `${cluster}-karpenter`,
    `${cluster}-karpenter-node`,
    `${cluster}-keda-operator`,
    `${cluster}.billing.invoice-worker-0`,
    `${cluster}.orders.order-worker-0`,
    `${cluster}.shop.checkout-0`,
  ];
  const pipelinePolicies = ["change", "grant", "read"].map((part) => `acme-prod-pipeline-${part}`);
  const karpenterPolicies = [
    "cluster",
    "discovery",
    "instance-profiles",
    "interruption",
    "node-lifecycle",
    "pass-node-role",
  ];
  const rules = ["health", "rebalance", "reservation", "spot", "state"];
  return {
    ...before,
    roles: [...before.roles, ...roles].sort(),
    policies: [...pipelinePolicies, ...karpenterPolicies.map((part) => `${cluster}-karpenter-${part}`)],
    queues: [`${cluster}-karpenter`],
    rules: rules.map((part) => `${cluster}-karpenter-${part}`),
    alarms: [`${cluster}-karpenter-interruption-age`],
    podIdentityAssociations: [`${cluster} keda/keda-operator`, `${cluster} kube-system/karpenter`],
    accessEntries: ["acme-prod-pipeline-apply", "acme-prod-pipeline-plan", `${cluster}-karpenter-node`].map(
      role,
    ),
  };
}
