import { deepStrictEqual } from "node:assert/strict";
import { nodePoolObjects } from "../../src/components/karpenter-node-pools/objects-of";
import { nodePoolCases, context as surroundings } from "../../test/components/karpenter-node-pools-cases";
import type { LabTest } from "../lab-test";
import { evaluate } from "./support/evaluate";

/** The cases of the unit test, and a cluster whose role name has to be cut. */
export const test: LabTest = {
  title: "Terraform completes node pools and node classes as TypeScript does",
  quick: true,
  run: async ({ projectDir, bin, log, scratch }) => {
    const cases = [
      ...nodePoolCases.map(({ vars }) => ({ ...surroundings, ...vars })),
      { ...surroundings, cluster_name: "c".repeat(100), node_classes: { default: {} } },
    ];
    const evaluated = evaluate({
      binary: bin("tofu"),
      projectDir,
      component: "karpenter-node-pools",
      scratch,
      expression: "local.objects",
      cases,
    });
    for (const [index, vars] of cases.entries()) {
      deepStrictEqual(evaluated[index], nodePoolObjects(vars), nodePoolCases[index]?.title ?? "a long name");
    }
    log(`${cases.length} instances completed alike`);
  },
};
