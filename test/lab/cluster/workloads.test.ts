import { join } from "node:path";
import { manifestsIn } from "../../../lab/cluster/manifests";
import { created } from "../../../src/cli/created";
import { readStacks } from "../../../src/stacks";

const project = join(__dirname, "../../..");

interface Deployment {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly containers: readonly [{ readonly resources: { readonly requests: unknown } }];
      };
    };
  };
}

const instances = readStacks(project).stacks.flatMap(({ instances }) => [...instances.values()]);
const deployments = manifestsIn(join(project, "lab/cluster/workloads")).filter(
  ({ kind }) => kind === "Deployment",
) as unknown as readonly Deployment[];
const nameOf = ({ metadata: { name, namespace } }: Deployment): string => `${namespace}/${name}`;

describe("the lab's workloads", () => {
  test("are the targets of the scaled objects in this repository's stacks, and nothing else", () => {
    const objects = instances.flatMap((instance) => created(instance).objects) as readonly {
      readonly kind: string;
      readonly metadata: { readonly namespace: string };
      readonly spec: { readonly scaleTargetRef: { readonly name: string } };
    }[];
    const targets = objects
      .filter(({ kind }) => kind === "ScaledObject")
      .map(({ metadata, spec }) => `${metadata.namespace}/${spec.scaleTargetRef.name}`);
    expect(deployments.map(nameOf).sort()).toEqual([...new Set(targets)].sort());
  });

  test("request what the stacks say they request", () => {
    const requests = instances.flatMap(({ settings }) =>
      Object.entries((settings.autoscaling as { readonly requests?: object } | undefined)?.requests ?? {}),
    );
    expect(requests.length).toBeGreaterThanOrEqual(deployments.length);
    const own = new Map(
      deployments.map((one) => [nameOf(one), one.spec.template.spec.containers[0].resources.requests]),
    );
    for (const [workload, request] of requests)
      expect([workload, own.get(workload)]).toEqual([workload, request]);
  });
});
