import { load } from "js-yaml";
import { applyPatch } from "../../../lab/charts/json-patch";
import { kedaValues, valuesSchema } from "../../../lab/charts/keda-values";
import { fill, part, template } from "../../../lab/charts/template";

describe("a template of the lab's KEDA chart", () => {
  test("has Helm's actions where they were put, whole values as JSON and parts of texts as they are", () => {
    const object = {
      replicas: fill(".Values.replicas"),
      args: [`--level=${part(".Values.level")}`],
      name: "x",
    };
    expect(template(object, ".Values.enabled")).toBe(
      [
        "{{- if .Values.enabled }}",
        "replicas: {{ .Values.replicas | toJson }}",
        "args:",
        "  - --level={{ .Values.level }}",
        "name: x",
        "{{- end }}",
        "",
      ].join("\n"),
    );
  });

  test("is refused when what it holds would run as one of Helm's actions", () => {
    expect(() => template({ description: "like {{ this }}" })).toThrow("a template would run what it holds");
  });

  test("without actions is the object itself", () => {
    const object = { kind: "Service", spec: { ports: [{ port: 443 }] } };
    expect(load(template(object))).toEqual(object);
  });
});

describe("the patches of KEDA's kustomization", () => {
  test("add to objects and lists, and remove", () => {
    const object = { spec: { required: ["name"], old: 1 } };
    applyPatch(object, [
      { op: "add", path: "/spec/required/-", value: "port" },
      { op: "add", path: "/spec/minimum", value: 0 },
      { op: "remove", path: "/spec/old" },
    ]);
    expect(object).toEqual({ spec: { required: ["name", "port"], minimum: 0 } });
  });

  test.each([
    ["of a place that is not there", { op: "add", path: "/spec/a/b", value: 1 }, "/spec/a/b is not there"],
    [
      "that removes what is not there",
      { op: "remove", path: "/spec/a" },
      "remove of /spec/a is not known here",
    ],
    ["of another kind", { op: "move", path: "/spec" }, "move of /spec is not known here"],
  ])("are refused when there is one %s", (_, step, message) => {
    expect(() => applyPatch({ spec: {} }, [step])).toThrow(message);
  });
});

test("The schema of the values knows the chart's values alone, and leaves Kubernetes' own fields to its API server", () => {
  const { properties, additionalProperties } = valuesSchema(kedaValues) as {
    readonly properties: Record<string, unknown>;
    readonly additionalProperties: boolean;
  };
  expect(additionalProperties).toBe(false);
  expect(properties.webhooks).toMatchObject({
    additionalProperties: false,
    properties: { replicaCount: { type: "integer" }, failurePolicy: { type: "string" } },
  });
  expect(properties.resources).toMatchObject({ properties: { operator: { type: "object" } } });
  expect(properties.tolerations).toEqual({ type: "array" });
});
