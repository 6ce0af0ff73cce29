import { deepStrictEqual } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Completion, completeScaledObjects } from "../../src/components/keda-scaled-objects/complete";
import { type CompletionCase, completionCases } from "../../test/components/keda-scaled-objects-cases";
import type { LabTest } from "../lab-test";

const folder = "components/terraform/keda-scaled-objects";

/** What the component's locals make of every case, by its title. */
type Evaluated = Record<
  string,
  Pick<Completion, "objects" | "problems"> & {
    readonly names: Record<string, string>;
    readonly arns: Record<string, string>;
    readonly trust: Record<string, string>;
    readonly policies: Record<string, string>;
  }
>;

/**
 * Terraform and TypeScript complete scaled objects in the same way. The component's variables and locals are copied
 * into a module without providers, called once per case, and compared with `completeScaledObjects`.
 */
export const test: LabTest = {
  title: "Terraform and TypeScript complete scaled objects in the same way",
  quick: true,
  run: async (context) => {
    writeModule(context.projectDir, context.scratch);
    const evaluated = evaluate(context.bin("tofu"), context.scratch, completionCases);
    for (const { title, vars } of completionCases) {
      const expected = completeScaledObjects(vars);
      const actual = evaluated[title];
      if (actual === undefined) throw new Error(`Terraform evaluated no case "${title}"`);
      deepStrictEqual(actual.objects, JSON.parse(JSON.stringify(expected.objects)), title);
      deepStrictEqual(rolesOf(actual), JSON.parse(JSON.stringify(expected.roles)), title);
      deepStrictEqual(actual.problems, expected.problems, title);
    }
    context.log(`${completionCases.length} instances completed alike`);
  },
};

/** The variables and those locals that read nothing from AWS. */
function writeModule(projectDir: string, scratch: string): void {
  const read = (name: string) =>
    readFileSync(join(projectDir, folder, `${name}.tf.json`), "utf8").replaceAll(
      "data.aws_partition.current.partition",
      "local.partition",
    );
  const main = JSON.parse(read("main")) as { locals: Record<string, unknown> };
  const own = Object.entries(main.locals).filter(([, value]) => !/\bdata\./.test(JSON.stringify(value)));
  const module = join(scratch, "case");
  mkdirSync(module, { recursive: true });
  writeFileSync(join(module, "variables.tf.json"), read("variables"));
  writeFileSync(
    join(module, "main.tf.json"),
    JSON.stringify({ locals: { ...Object.fromEntries(own), partition: "aws" }, output: outputs }, null, 1),
  );
}

const outputs = Object.fromEntries(
  Object.entries({
    objects: "objects",
    problems: "problems",
    names: "scaler_role_names",
    arns: "scaler_role_arns",
    trust: "scaler_trust",
    policies: "scaler_policies",
  }).map(([name, local]) => [name, { value: `\${local.${local}}` }]),
);

function evaluate(binary: string, scratch: string, cases: readonly CompletionCase[]): Evaluated {
  const modules = cases.map(({ vars }, index) => [
    `case_${index}`,
    { source: "./case", namespace: "acme", stage: "dev", environment: "use1", ...escaped(vars) },
  ]);
  const values = cases.map(({ title }, index) => `${JSON.stringify(title)} = module.case_${index}`);
  writeFileSync(
    join(scratch, "main.tf.json"),
    JSON.stringify({
      module: Object.fromEntries(modules),
      output: { cases: { value: `\${{ ${values.join(", ")} }}` } },
    }),
  );
  const config = join(scratch, "tofu.rc");
  writeFileSync(config, "");
  const run = (...args: string[]) =>
    execFileSync(binary, [`-chdir=${scratch}`, ...args], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: { ...process.env, TF_CLI_CONFIG_FILE: config, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" },
    });
  run("init", "-input=false", "-no-color");
  run("apply", "-auto-approve", "-input=false", "-no-color");
  return JSON.parse(run("output", "-json", "cases")) as Evaluated;
}

/** Text of the cases is data, not a template. */
function escaped(value: unknown): object {
  return JSON.parse(JSON.stringify(value).replaceAll("${", () => "$${")) as object;
}

function rolesOf(actual: Evaluated[string]): Completion["roles"] {
  const statements = (text: string | undefined) =>
    (JSON.parse(text ?? "{}") as { Statement: Completion["roles"][string]["statements"] }).Statement;
  return Object.fromEntries(
    Object.entries(actual.names).map(([id, name]) => [
      id,
      {
        name,
        arn: actual.arns[id] ?? "",
        trust: statements(actual.trust[id]),
        statements: statements(actual.policies[id]),
      },
    ]),
  );
}
