import { loadAll } from "js-yaml";
import { GOOD_PROJECT } from "../check/project";
import { runCli } from "./run";

const show = (...args: readonly string[]) => runCli("show", "--project", GOOD_PROJECT, ...args);

/** Text of a part of the output, by its title. */
function part(out: string, title: string): string {
  const [, text] = new RegExp(`^# ${title}\\n([\\s\\S]*?)(?=\\n# |$(?![\\s\\S]))`, "m").exec(out) ?? [];
  return text ?? "";
}

test("show prints node pools and classes with what the component fills in", async () => {
  const { code, out } = await show("-s", "dev-use1", "karpenter-node-pools");
  expect(code).toBe(0);
  const objects = loadAll(part(out, "Kubernetes objects"));
  expect(objects).toMatchObject([
    {
      apiVersion: "karpenter.k8s.aws/v1",
      kind: "EC2NodeClass",
      metadata: { name: "default" },
      spec: {
        role: "acme-dev-karpenter-node",
        subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": "acme-dev" } }],
        tags: { Namespace: "acme", Stage: "dev", Environment: "use1", ManagedBy: "terraform" },
      },
    },
    { kind: "NodePool", metadata: { name: "batch" } },
    {
      apiVersion: "karpenter.sh/v1",
      kind: "NodePool",
      metadata: { name: "general" },
      spec: {
        template: {
          spec: { nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "default" } },
        },
      },
    },
  ]);
});

test("show prints the IAM roles that follow from triggers", async () => {
  const { out } = await show("-s", "dev-use1", "keda-scaled-objects");
  const [roles] = loadAll(part(out, "IAM roles")) as Record<string, { arn: string; statements: unknown }>[];
  const statements = Object.entries(roles ?? {}).map(([key, role]) => [key, role.statements]);
  expect(Object.fromEntries(statements)).toMatchObject({
    "orders/worker-queue": [
      {
        Action: ["sqs:GetQueueAttributes"],
        Resource: ["arn:aws:sqs:us-east-1:222222222222:acme-dev-orders"],
      },
    ],
    "shop/web-requests": [{ Action: ["cloudwatch:GetMetricData"], Resource: ["*"] }],
    "billing/invoices-0": [
      {
        Action: ["dynamodb:Query"],
        Resource: [
          "arn:aws:dynamodb:us-east-1:222222222222:table/acme-dev-invoices",
          "arn:aws:dynamodb:us-east-1:222222222222:table/acme-dev-invoices/index/by-status",
        ],
      },
    ],
    "media/media": [{ Resource: ["arn:aws:sqs:us-east-1:222222222222:acme-dev-media"] }],
  });
});

test("show without an instance prints all of the stack", async () => {
  const { out } = await show("-s", "dev-use1");
  expect(out.match(/^# dev-use1 .*$/gm)).toEqual([
    "# dev-use1 karpenter",
    "# dev-use1 karpenter-node-pools",
    "# dev-use1 keda",
    "# dev-use1 keda-scaled-objects",
  ]);
});

test("show of an instance that does not exist says which one was meant", async () => {
  expect(await show("-s", "dev-use1", "karpentr")).toEqual({
    code: 2,
    out: "",
    error: 'eks-autoscaling show: dev-use1 has no instance karpentr; did you mean "karpenter"?\n',
  });
});

test("show of a stack that does not exist fails and says which ones there are", async () => {
  const { code, out, error } = await show("-s", "dev-use2");
  expect([code, out]).toEqual([1, ""]);
  expect(error).toContain("dev-use1, mgmt-use1, prod-use1");
});
