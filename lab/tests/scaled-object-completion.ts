import { deepStrictEqual } from "node:assert/strict";
import { type Completion, completeScaledObjects } from "../../src/components/keda-scaled-objects/complete";
import { completionCases } from "../../test/components/keda-scaled-objects-cases";
import type { LabTest } from "../lab-test";
import { evaluate } from "./support/evaluate";

/** What the component's locals make of a case. */
interface Evaluated extends Pick<Completion, "objects" | "problems"> {
  readonly names: Record<string, string>;
  readonly arns: Record<string, string>;
  readonly trust: Record<string, string>;
  readonly policies: Record<string, string>;
}

/**
 * Terraform and TypeScript complete scaled objects in the same way. The component's variables and locals are copied
 * into a module without providers, called once per case, and compared with `completeScaledObjects`.
 */
export const test: LabTest = {
  title: "Terraform and TypeScript complete scaled objects in the same way",
  quick: true,
  run: async (context) => {
    const evaluated = evaluate({
      binary: context.bin("tofu"),
      projectDir: context.projectDir,
      component: "keda-scaled-objects",
      scratch: context.scratch,
      expression:
        "{ objects = local.objects, problems = local.problems, names = local.scaler_role_names, " +
        "arns = local.scaler_role_arns, trust = local.scaler_trust, policies = local.scaler_policies }",
      known: { "data.aws_partition.current.partition": '"aws"' },
      cases: completionCases.map(({ vars }) => ({
        namespace: "acme",
        stage: "dev",
        environment: "use1",
        ...vars,
      })),
    }) as readonly Evaluated[];
    for (const [index, { title, vars }] of completionCases.entries()) {
      const expected = completeScaledObjects(vars);
      const actual = evaluated[index];
      if (actual === undefined) throw new Error(`Terraform evaluated no case "${title}"`);
      deepStrictEqual(actual.objects, JSON.parse(JSON.stringify(expected.objects)), title);
      deepStrictEqual(rolesOf(actual), JSON.parse(JSON.stringify(expected.roles)), title);
      deepStrictEqual(actual.problems, expected.problems, title);
    }
    context.log(`${completionCases.length} instances completed alike`);
  },
};

function rolesOf(actual: Evaluated): Completion["roles"] {
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
