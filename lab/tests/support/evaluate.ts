import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Which locals of which component to evaluate, and with which binary. */
export interface Evaluation {
  /** OpenTofu or Terraform. */
  readonly binary: string;
  readonly projectDir: string;
  /** Name of the component. */
  readonly component: string;
  /** A folder of the evaluation's own. */
  readonly scratch: string;
  /** The expression to evaluate, such as `local.objects`. */
  readonly expression: string;
  /** What stands for references that only AWS can answer, by the reference. @default none */
  readonly known?: Readonly<Record<string, string>>;
  /** Variables of each case, in order. */
  readonly cases: readonly Readonly<Record<string, unknown>>[];
}

/**
 * What an expression of a component is for each case. The component's variables, with their validations, and those
 * locals that read nothing from AWS become a module without providers, called once per case.
 */
export function evaluate(evaluation: Evaluation): readonly unknown[] {
  const { projectDir, component, scratch, expression, cases } = evaluation;
  const known = (text: string, quote = (value: string) => value) =>
    Object.entries(evaluation.known ?? {}).reduce((all, [from, to]) => all.replaceAll(from, quote(to)), text);
  const read = (name: string) =>
    known(
      readFileSync(join(projectDir, "components/terraform", component, `${name}.tf.json`), "utf8"),
      (to) => JSON.stringify(to).slice(1, -1),
    );
  const main = JSON.parse(read("main")) as { locals: Record<string, unknown> };
  const own = Object.entries(main.locals).filter(([, value]) => !/\bdata\./.test(JSON.stringify(value)));
  const module = join(scratch, "case");
  mkdirSync(module, { recursive: true });
  writeFileSync(join(module, "variables.tf.json"), read("variables"));
  writeFileSync(
    join(module, "main.tf.json"),
    JSON.stringify({
      locals: Object.fromEntries(own),
      // As text: a tuple's items may have any type.
      output: { value: { value: `\${jsonencode(${known(expression)})}` } },
    }),
  );
  writeFileSync(
    join(scratch, "main.tf.json"),
    JSON.stringify({
      module: Object.fromEntries(
        cases.map((vars, index) => [`case_${index}`, { source: "./case", ...escaped(vars) }]),
      ),
      output: { cases: { value: cases.map((_, index) => `\${module.case_${index}.value}`) } },
    }),
  );
  return run(evaluation.binary, scratch).map((text) => JSON.parse(text) as unknown);
}

function run(binary: string, scratch: string): readonly string[] {
  const config = join(scratch, "tofu.rc");
  writeFileSync(config, "");
  const tofu = (...args: string[]) =>
    execFileSync(binary, [`-chdir=${scratch}`, ...args], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: { ...process.env, TF_CLI_CONFIG_FILE: config, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" },
    });
  tofu("init", "-input=false", "-no-color");
  tofu("apply", "-auto-approve", "-input=false", "-no-color");
  return JSON.parse(tofu("output", "-json", "cases")) as string[];
}

/** Text of the cases is data, not a template. */
function escaped(value: unknown): object {
  return JSON.parse(
    JSON.stringify(value)
      .replaceAll("${", () => "$${")
      .replaceAll("%{", () => "%%{"),
  ) as object;
}
