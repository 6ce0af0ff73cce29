import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import { z } from "zod";
import { type ComponentDefinition, defineComponent } from "../../src/framework/component";
import { fittedName } from "../../src/framework/expressions";
import { renderComponent } from "../../src/framework/render";

const inputs = { cluster_name: z.string().max(100), free: z.string() };
const component = (build: ComponentDefinition<typeof inputs>["build"]) =>
  defineComponent({ name: "sample", summary: "", guide: "", example: "", inputs, build });
const rendering = (build: ComponentDefinition<typeof inputs>["build"]) => () =>
  renderComponent(component(build));
const queue = (scope: Construct, id: string, config: Record<string, unknown>) => {
  const made = new SqsQueue(scope, id, {});
  for (const [key, value] of Object.entries({ count: 1, ...config })) made.addOverride(key, value);
};

test("a name that fits for the longest input passes", () => {
  expect(rendering((stack) => queue(stack, "q", { name: "${substr(x)}" }))).toThrow("no upper bound");
  expect(
    rendering((stack) => {
      stack.local("name", fittedName("var.cluster_name", 80), { maxLength: 80 });
      queue(stack, "q", { name: "${local.name}" });
    }),
  ).not.toThrow();
});

test.each<[string, ComponentDefinition<typeof inputs>["build"], string]>([
  [
    "a name that could pass its limit",
    (stack) => queue(stack, "q", { name: "${var.cluster_name}" }),
    "aws_sqs_queue.q.name can become 100 characters long, the limit is 80",
  ],
  [
    "a name of unknown length",
    (stack) => queue(stack, "q", { name: "${var.free}" }),
    "aws_sqs_queue.q.name: no upper bound is known for ${var.free}",
  ],
  [
    "a policy that could pass 6,144 characters without white space",
    (stack) =>
      new IamPolicy(stack, "p", {
        name: "p",
        policy: `${"x ".repeat(6045)}\${var.cluster_name}`,
      }).addOverride("count", 1),
    "aws_iam_policy.p.policy can become 6145 characters long, the limit is 6144",
  ],
  [
    "two resources with one Terraform name",
    (stack) => {
      queue(new Construct(stack, "a"), "b-c", {});
      queue(new Construct(stack, "a-b"), "c", {});
    },
    "aws_sqs_queue.a_b_c is declared twice, by sample/a/b-c and sample/a-b/c",
  ],
  [
    "a Go template in Terraform text",
    (stack) => stack.output("o", '"{{ .vars.stage }}"', ""),
    'output.o.value contains "{{", which Atmos would evaluate',
  ],
  [
    "a resource that stays when the instance is disabled",
    (stack) => new SqsQueue(stack, "q", {}),
    "aws_sqs_queue.q has neither count nor for_each: enabled = false would leave it behind",
  ],
])("synthesis fails for %s", (_, build, message) => {
  expect(rendering(build)).toThrow(message);
});

test("a policy of exactly 6,144 characters passes", () => {
  expect(
    rendering((stack) =>
      new IamPolicy(stack, "p", { name: "p", policy: "x".repeat(6144) }).addOverride("count", 1),
    ),
  ).not.toThrow();
});
