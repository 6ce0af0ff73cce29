import { App, TerraformStack } from "cdktf";
import { load } from "js-yaml";
import { ChartObjects, chartFiles } from "../../src/constructs/chart-objects";
import { marker } from "../../src/framework/generated";
import type { Json } from "../support/render";

test("the chart is one that Helm accepts: version 2 of the format, a name, a version", () => {
  expect(load(chartFiles("karpenter-node-pools")["chart/Chart.yaml"] ?? "")).toEqual({
    apiVersion: "v2",
    name: "karpenter-node-pools",
    description: "The objects of this component, as its stack declares them.",
    type: "application",
    version: "1.0.0",
  });
});

test("it installs each object as it is, and nothing by default", () => {
  const files = chartFiles("own", "objects");
  expect(Object.keys(files)).toEqual([
    "objects/Chart.yaml",
    "objects/values.yaml",
    "objects/templates/objects.yaml",
  ]);
  expect(files["objects/templates/objects.yaml"]).toBe(
    `{{- /* ${marker} */ -}}\n{{- range .Values.objects }}\n---\n{{ toYaml . }}\n{{- end }}\n`,
  );
  expect(load(files["objects/values.yaml"] ?? "")).toEqual({ objects: [] });
});

test("every file carries the marker, so that the writer may remove it", () => {
  expect(Object.values(chartFiles("own")).filter((text) => !text.includes(marker))).toEqual([]);
});

test("the release takes the chart from the folder of the component, and the objects as values", () => {
  const stack = new TerraformStack(new App(), "own");
  new ChartObjects(stack, "pools", {
    name: "pools",
    namespace: "kube-system",
    objects: "local.objects",
    timeout: 900,
  });
  expect(Object.values((stack.toTerraform() as Json).resource.helm_release)[0]).toMatchObject({
    chart: "${path.module}/chart",
    timeout: 900,
    values: ["${yamlencode({ objects = local.objects })}"],
  });
});
