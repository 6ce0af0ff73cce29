import { applyOrder } from "../../src/check/dependencies";
import { at, instances, mapping, reading, yaml } from "./repo";

/** The instances that the steps of a workflow name, in order; other steps by their command. */
function steps(workflow: string, verb: string): readonly string[] {
  const list = at(yaml(`stacks/workflows/${workflow}.yaml`), "workflows", workflow, "steps");
  return (list as readonly unknown[]).map((step) =>
    String(mapping(step).command).replace(`terraform ${verb} `, ""),
  );
}

const workloadStacks = ["dev-use1", "prod-use1"];
const byPipeline = (stack: string) =>
  applyOrder(reading.stacks)
    .filter((instance) => instance.stack === stack && instance.component !== "pipeline-access")
    .map(({ name }) => name);

test("every dependency has a name for a key and an instance that exists", () => {
  for (const { stack, name, settings, vars } of instances) {
    for (const [key, value] of Object.entries(mapping(settings.depends_on))) {
      const { component, stage = vars.stage } = mapping(value);
      const found = instances.filter(
        (other) =>
          other.name === component &&
          other.vars.stage === stage &&
          other.vars.environment === vars.environment,
      );
      expect({ stack, name, key, found: found.length }).toEqual({ stack, name, key, found: 1 });
      expect(key).toMatch(/^[a-z]/);
    }
  }
});

test("the order is state, access, karpenter, pools, keda, scaled objects, with management first", () => {
  expect(applyOrder(reading.stacks).map(({ stack, component }) => `${stack} ${component}`)).toEqual([
    "mgmt-use1 tfstate-backend",
    "mgmt-use1 pipeline-access",
    ...workloadStacks.flatMap((stack) =>
      [
        "pipeline-access",
        "karpenter",
        "karpenter-node-pools",
        "keda",
        "keda-scaled-objects",
        "keda-scaled-objects",
        "keda-scaled-objects",
      ].map((component) => `${stack} ${component}`),
    ),
  ]);
});

test.each(workloadStacks)("deploy applies all of %s that a pipeline may, in that order", (stack) => {
  expect(steps("deploy", "deploy")).toEqual(byPipeline(stack));
});

test("destroy goes the other way, and waits for the nodes before Karpenter goes", () => {
  const reverse = [...steps("deploy", "deploy")].reverse();
  const last = reverse.pop();
  expect(steps("destroy", "destroy")).toEqual([...reverse, "wait-for-drain", last]);
});

test("every workflow step that is not Terraform is a command of atmos.yaml", () => {
  const commands = (yaml("atmos.yaml").commands as readonly unknown[]).map(
    (command) => mapping(command).name,
  );
  expect(commands).toEqual(["check", "drift", "wait-for-drain"]);
  expect(steps("drift", "plan")).toEqual(["drift"]);
});
