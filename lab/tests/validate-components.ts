import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { LabContext, LabTest } from "../lab-test";
import { findTerraform } from "../make";
import { places } from "../paths";
import { runCommand } from "./support/run-command";

/** A tool that validates. */
interface Terraform {
  readonly name: string;
  readonly binary: string;
  readonly env: Readonly<Record<string, string>>;
  readonly scratch: string;
}

type Schemas = Record<string, object>;

export const test: LabTest = {
  title: "Every component is valid for the real AWS provider and the schemas of helm and kubernetes",
  quick: true,
  run: async (context) => {
    const schemas = JSON.parse(
      readFileSync(join(context.projectDir, "lab/providers/schemas.json"), "utf8"),
    ) as Schemas;
    // Together: each of them keeps one core busy. Settled, because none may outlive the test.
    const outcomes = await Promise.allSettled(
      terraforms(context).map((terraform) => validateAll(context, terraform, schemas)),
    );
    for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  },
};

async function validateAll(context: LabContext, terraform: Terraform, schemas: Schemas): Promise<void> {
  await mustServe(terraform, schemas);
  await mustSayWhatItIs(context, terraform);
  const components = readdirSync(join(context.projectDir, "components/terraform"));
  for (const component of components) await mustBeValid(context, terraform, component);
  await mustFindMistake(context, terraform);
  context.log(`${terraform.name}: ${components.length} components valid`);
}

/** The pinned tofu, and terraform where there is one. */
function terraforms(context: LabContext): Terraform[] {
  const terraform = findTerraform();
  if (terraform === undefined) context.log("terraform is not on the PATH: only tofu validates");
  const binaries = [context.bin("tofu"), ...(terraform === undefined ? [] : [terraform])];
  return binaries.map((binary) => {
    const name = basename(binary);
    const scratch = join(context.scratch, name);
    mkdirSync(scratch);
    const env = { HOME: scratch, TF_CLI_CONFIG_FILE: places.cliConfig, CHECKPOINT_DISABLE: "1" };
    return { name, binary, scratch, env };
  });
}

/** What the stand-ins serve is what schemas.json says, in the versions that it names. */
async function mustServe(terraform: Terraform, schemas: Schemas): Promise<void> {
  const folder = configuration(terraform, "schemas", {});
  await init(terraform, folder);
  const { provider_selections: versions } = JSON.parse(await pass(terraform, folder, "version", "-json")) as {
    provider_selections: Record<string, string>;
  };
  const { provider_schemas: answer } = JSON.parse(
    await pass(terraform, folder, "providers", "schema", "-json"),
  ) as { provider_schemas: Schemas };
  const served = Object.fromEntries(
    Object.entries(answer).map(([address, schema]) => [
      `${address.slice(address.indexOf("/") + 1)} ${versions[address]}`,
      withoutProse(schema),
    ]),
  );
  for (const [key, schema] of Object.entries(schemas)) {
    if (!isDeepStrictEqual(served[key], schema))
      throw new Error(`${terraform.name}: the stand-in does not serve ${key} as schemas.json has it`);
  }
}

/** Schemas differ between tools and releases in how they are described, and in nothing else. */
function withoutProse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "description" && key !== "description_kind")
      .map(([key, inner]) => [key, withoutProse(inner)]),
  );
}

/** A plan from a stand-in would look as if it came from the provider. It needs no cluster. */
async function mustSayWhatItIs(context: LabContext, terraform: Terraform): Promise<void> {
  const chart = join(context.projectDir, "components/terraform/karpenter-node-pools/chart");
  const folder = configuration(terraform, "plan", {
    resource: {
      helm_release: { this: { name: "objects", chart } },
      kubernetes_namespace_v1: { this: { metadata: [{ name: "keda" }] } },
    },
  });
  await init(terraform, folder);
  const plan = await pass(terraform, folder, "plan", "-input=false", "-no-color");
  for (const name of ["helm", "kubernetes"]) {
    if (!plan.includes(`Lab stand-in for hashicorp/${name}`))
      throw new Error(`${terraform.name}: the plan does not say that ${name} is a stand-in: ${plan}`);
  }
}

async function mustBeValid(context: LabContext, terraform: Terraform, component: string): Promise<void> {
  const folder = copyOf(context, terraform, component, component);
  const { valid, diagnostics } = await validate(terraform, folder);
  if (!valid || diagnostics.length > 0)
    throw new Error(`${terraform.name} validate ${component}: ${JSON.stringify(diagnostics, null, 1)}`);
}

/** A misspelt argument of a chart is found, so the schemas are really used. */
async function mustFindMistake(context: LabContext, terraform: Terraform): Promise<void> {
  const folder = copyOf(context, terraform, "keda", "keda-misspelt");
  const file = join(folder, "main.tf.json");
  const text = readFileSync(file, "utf8");
  const misspelt = text.replace('"take_ownership"', '"takes_ownership"');
  if (misspelt === text)
    throw new Error("keda has no take_ownership any more: misspell another argument in this test");
  writeFileSync(file, misspelt);
  const { diagnostics } = await validate(terraform, folder);
  if (!diagnostics.some(({ detail }) => detail?.includes("takes_ownership") === true))
    throw new Error(`${terraform.name}: takes_ownership should be refused: ${JSON.stringify(diagnostics)}`);
}

interface Validation {
  readonly valid: boolean;
  readonly diagnostics: readonly { readonly summary: string; readonly detail?: string }[];
}

async function validate(terraform: Terraform, folder: string): Promise<Validation> {
  await init(terraform, folder);
  const { stdout } = await runCommand(terraform.binary, ["validate", "-json"], folder, terraform.env);
  return JSON.parse(stdout) as Validation;
}

async function init(terraform: Terraform, folder: string): Promise<void> {
  await pass(terraform, folder, "init", "-backend=false", "-input=false", "-no-color");
}

/** @returns what the command printed. @throws when it fails. */
async function pass(terraform: Terraform, folder: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runCommand(terraform.binary, args, folder, terraform.env);
  if (code !== 0) throw new Error(`${terraform.name} ${args.join(" ")} in ${folder}: ${stderr}${stdout}`);
  return stdout;
}

/** A folder with a configuration that requires both stand-ins. */
function configuration(terraform: Terraform, name: string, content: object): string {
  const folder = join(terraform.scratch, "work", name);
  mkdirSync(folder, { recursive: true });
  const required = { helm: { source: "hashicorp/helm" }, kubernetes: { source: "hashicorp/kubernetes" } };
  const text = JSON.stringify({ terraform: { required_providers: required }, ...content });
  writeFileSync(join(folder, "main.tf.json"), text);
  return folder;
}

/** Of what is committed alone: working files of an apply would be validated too. */
function copyOf({ projectDir }: LabContext, terraform: Terraform, component: string, name: string): string {
  const source = join(projectDir, "components/terraform", component);
  const folder = join(terraform.scratch, "work", name);
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(source)) {
    const working = /^\.terraform|^backend\.tf\.json$|^providers_override\.tf\.json$|\.tfstate|\.planfile$/;
    if (!working.test(entry)) cpSync(join(source, entry), join(folder, entry), { recursive: true });
  }
  return folder;
}
