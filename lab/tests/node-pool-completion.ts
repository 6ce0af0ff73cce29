import { deepStrictEqual } from "node:assert/strict";
import { nodePoolCases, context as surroundings } from "../../test/components/karpenter-node-pools-cases";
import type { LabTest } from "../lab-test";
import { evaluate } from "./support/evaluate";

/** The cases of the unit test, which asks the same of the TypeScript twin. */
export const test: LabTest = {
  title: "Terraform completes node pools and node classes as TypeScript does",
  quick: true,
  run: async ({ projectDir, bin, log, scratch }) => {
    const evaluated = evaluate({
      binary: bin("tofu"),
      projectDir,
      component: "karpenter-node-pools",
      scratch,
      expression: "local.objects",
      cases: nodePoolCases.map(({ vars }) => ({ ...surroundings, ...vars })),
    });
    for (const [index, { title, vars, specs }] of nodePoolCases.entries()) {
      const kinds: readonly (readonly [string, string, object])[] = [
        ["karpenter.k8s.aws/v1", "EC2NodeClass", vars.node_classes ?? {}],
        ["karpenter.sh/v1", "NodePool", vars.node_pools ?? {}],
      ];
      const heads = kinds.flatMap(([apiVersion, kind, map]) =>
        Object.keys(map)
          .sort()
          .map((name) => ({ apiVersion, kind, metadata: { name } })),
      );
      const expected = heads.map((head, place) => ({ ...head, spec: specs[place] }));
      deepStrictEqual(evaluated[index], expected, title);
    }
    log(`${nodePoolCases.length} instances completed alike`);
  },
};
