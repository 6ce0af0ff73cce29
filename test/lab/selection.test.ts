import { join } from "node:path";
import { select } from "../../lab/selection";

const project = join(__dirname, "../..");
const names = (only: readonly string[] | undefined, stack: string | undefined): string[] =>
  select(project, { only, stack }).instances.map((instance) => `${instance.name} in ${instance.stack}`);

describe("what the lab applies", () => {
  test("a component is applied in every stack that has it, mgmt before the accounts that depend on it", () => {
    expect(names(["tfstate-backend", "pipeline-access"], undefined)).toStrictEqual([
      "tfstate-backend in mgmt-use1",
      "pipeline-access in mgmt-use1",
      "pipeline-access in dev-use1",
      "pipeline-access in prod-use1",
    ]);
  });

  test("-s restricts it to one stack", () => {
    expect(names(["pipeline-access"], "dev-use1")).toStrictEqual(["pipeline-access in dev-use1"]);
  });

  test("without --only, what needs a cluster is left out and named", () => {
    const { instances, leftOut } = select(project, { only: undefined, stack: "dev-use1" });
    expect([instances.map(({ name }) => name), leftOut.map(({ name }) => name)]).toStrictEqual([
      ["pipeline-access"],
      ["karpenter", "karpenter-node-pools", "keda", "queue-workers", "metric-services", "table-workers"],
    ]);
  });

  test("state lives in the account of tfstate-backend", () => {
    const { managementAccount, accounts } = select(project, { only: undefined, stack: undefined });
    expect([managementAccount, accounts]).toStrictEqual([
      "111111111111",
      ["111111111111", "222222222222", "333333333333"],
    ]);
  });

  test.each([
    [
      ["karpentre"],
      undefined,
      "--only karpentre: no such component. There are karpenter, karpenter-node-pools, keda, keda-scaled-objects, " +
        "metric-services, pipeline-access, queue-workers, table-workers, tfstate-backend",
    ],
    [undefined, "dev", "-s dev: no such stack. There are dev-use1, mgmt-use1, prod-use1"],
    [["keda"], "dev-use1", "--only: the lab has no cluster yet, which these need: keda in dev-use1"],
  ])("--only %s -s %s is refused with what there is", (only, stack, message) => {
    expect(() => select(project, { only, stack })).toThrow(new Error(message));
  });
});
