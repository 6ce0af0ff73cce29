import { App, TerraformStack } from "cdktf";
import { ChartRelease, type ChartReleaseProps } from "../../src/constructs/chart-release";
import type { Json } from "../support/render";

function synth(props: Partial<ChartReleaseProps>): Json {
  const stack = new TerraformStack(new App(), "own");
  new ChartRelease(stack, "chart", { name: "keda", chart: "keda", namespace: "keda", ...props });
  const { "//": _, ...release } = Object.values<Json>((stack.toTerraform() as Json).resource.helm_release)[0];
  return release;
}

test("by itself a release waits, goes back when an upgrade fails, and keeps ten revisions", () => {
  expect(synth({})).toEqual({
    name: "keda",
    chart: "keda",
    namespace: "keda",
    atomic: true,
    create_namespace: false,
    max_history: 10,
    skip_crds: false,
    take_ownership: false,
    timeout: 600,
    values: [],
    wait: true,
  });
});

test("later values win over earlier ones, so the user's come last", () => {
  expect(synth({ values: ["{ replicas = 2 }", "var.chart_values"] }).values).toEqual([
    "${yamlencode({ replicas = 2 })}",
    "${yamlencode(var.chart_values)}",
  ]);
});

test("every choice reaches the release", () => {
  expect(
    synth({
      repository: "https://charts.example",
      version: "1.2.3",
      createNamespace: true,
      atomic: false,
      skipCrds: true,
      takeOwnership: true,
      wait: false,
      timeout: 60,
      count: "${var.enabled ? 1 : 0}",
      dependsOn: ["aws_iam_role.operator"],
    }),
  ).toMatchObject({
    repository: "https://charts.example",
    version: "1.2.3",
    create_namespace: true,
    atomic: false,
    skip_crds: true,
    take_ownership: true,
    wait: false,
    timeout: 60,
    count: "${var.enabled ? 1 : 0}",
    depends_on: ["aws_iam_role.operator"],
  });
});
