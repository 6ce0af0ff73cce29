import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { LabContext, LabTest } from "../lab-test";
import { type MirroredProvider, writeProviderMirror } from "./support/provider-mirror";
import { runCommand } from "./support/run-command";

/** Upstream's version of the pin in lab/tools/terraform-provider-aws, which itself has no tag. */
const AWS_PROVIDER_VERSION = "6.34.0";

/** A tool with its own mirror. */
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
    for (const terraform of await terraforms(context, schemas)) {
      await mustServe(terraform, schemas);
      await mustRefuseToPlan(terraform);
      const components = readdirSync(join(context.projectDir, "components/terraform"));
      for (const component of components) await mustBeValid(context, terraform, component);
      await mustFindMistake(context, terraform);
      context.log(`${terraform.name}: ${components.length} components valid`);
    }
  },
};

/** The pinned tofu, and terraform where there is one. */
async function terraforms(context: LabContext, schemas: Schemas): Promise<Terraform[]> {
  const names = ["tofu"];
  if (await runs("terraform", context.scratch)) names.push("terraform");
  else context.log("terraform is not on the PATH: only tofu validates");
  const standIns = Object.keys(schemas).map((key): MirroredProvider => {
    const [, type, version] = /^hashicorp\/(\S+) (\S+)$/.exec(key) ?? [];
    if (type === undefined || version === undefined)
      throw new Error(`lab/providers/schemas.json: "${key}" is not "hashicorp/<type> <version>"`);
    return { type, version, binary: context.bin("schema-standin") };
  });
  const aws = { type: "aws", version: AWS_PROVIDER_VERSION, binary: context.bin("terraform-provider-aws") };
  return names.map((name) => {
    const binary = name === "tofu" ? context.bin(name) : name;
    const scratch = join(context.scratch, name);
    const config = writeProviderMirror(binary, scratch, [aws, ...standIns]);
    const env = { HOME: scratch, TF_CLI_CONFIG_FILE: config, CHECKPOINT_DISABLE: "1" };
    return { name, binary, scratch, env };
  });
}

async function runs(name: string, folder: string): Promise<boolean> {
  try {
    return (await runCommand(name, ["version"], folder, { CHECKPOINT_DISABLE: "1" })).code === 0;
  } catch {
    return false;
  }
}

/** What the stand-ins serve is what schemas.json says. */
async function mustServe(terraform: Terraform, schemas: Schemas): Promise<void> {
  const folder = configuration(terraform, "schemas", {});
  await init(terraform, folder);
  const answer = JSON.parse(await pass(terraform, folder, "providers", "schema", "-json")) as {
    provider_schemas: Schemas;
  };
  const served = Object.fromEntries(
    Object.entries(answer.provider_schemas).map(([address, schema]) => [
      address.slice(address.indexOf("/") + 1),
      withoutProse(schema),
    ]),
  );
  for (const [key, schema] of Object.entries(schemas)) {
    const source = key.split(" ")[0] ?? "";
    if (!isDeepStrictEqual(served[source], schema))
      throw new Error(`${terraform.name}: the stand-in does not serve ${source} as in schemas.json`);
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

/** A plan from a stand-in would look as if it came from the provider. */
async function mustRefuseToPlan(terraform: Terraform): Promise<void> {
  const folder = configuration(terraform, "plan", {
    resource: { helm_release: { this: { name: "keda", chart: "keda" } } },
  });
  await init(terraform, folder);
  const plan = await runCommand(
    terraform.binary,
    ["plan", "-input=false", "-no-color"],
    folder,
    terraform.env,
  );
  if (plan.code === 0 || !plan.stderr.includes("This is a stand-in for the helm provider"))
    throw new Error(`${terraform.name}: the stand-in should refuse to plan: ${plan.stdout}${plan.stderr}`);
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
