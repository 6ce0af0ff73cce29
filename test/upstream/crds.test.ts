import { type CrdKind, crd, type Schema } from "../../src/upstream/crds";

const ROWS: readonly (readonly [kind: CrdKind, apiVersion: string, version: string, scope: string])[] = [
  ["NodePool", "karpenter.sh/v1", "1.14.1", "Cluster"],
  ["EC2NodeClass", "karpenter.k8s.aws/v1", "1.14.1", "Cluster"],
  ["ScaledObject", "keda.sh/v1alpha1", "2.20.2", "Namespaced"],
  ["ScaledJob", "keda.sh/v1alpha1", "2.20.2", "Namespaced"],
  ["TriggerAuthentication", "keda.sh/v1alpha1", "2.20.2", "Namespaced"],
  ["ClusterTriggerAuthentication", "keda.sh/v1alpha1", "2.20.2", "Cluster"],
];

function schemasIn(value: unknown): Schema[] {
  if (typeof value !== "object" || value === null) return [];
  return [value as Schema, ...Object.values(value).flatMap(schemasIn)];
}

describe.each(ROWS)("the definition of %s", (kind, apiVersion, version, scope) => {
  const definition = crd(kind);

  test("is the one of the pinned version", () => {
    expect(definition).toMatchObject({ kind, apiVersion, version, scope });
  });

  test("carries no prose", () => {
    const keys = new Set(schemasIn(definition.schema).flatMap((schema) => Object.keys(schema)));
    expect(keys.has("title")).toBe(false);
    // `description` may be a field of the object, but never text.
    expect(schemasIn(definition.schema).filter((schema) => typeof schema.description === "string")).toEqual(
      [],
    );
  });

  test("has patterns that the validator can compile", () => {
    for (const { pattern } of schemasIn(definition.schema)) {
      if (typeof pattern === "string") expect(() => new RegExp(pattern, "u")).not.toThrow();
    }
  });

  test("resolves every reference", () => {
    const references = schemasIn(definition.schema)
      .map((schema) => schema.$ref)
      .filter((reference) => reference !== undefined);
    const names = Object.keys(definition.schema.$defs ?? {}).map((name) => `#/$defs/${name}`);
    expect(references.filter((reference) => !names.includes(reference))).toEqual([]);
  });
});

test("a node pool's schema says what the API server refuses", () => {
  const { schema } = crd("NodePool");
  expect(schema.required).toEqual(["template"]);
  expect(schema.additionalProperties).toBe(false);
  expect(schema.properties?.weight).toMatchObject({ type: "integer", minimum: 1, maximum: 100 });
  expect(schema.properties?.disruption?.properties?.consolidationPolicy?.enum).toEqual([
    "WhenEmpty",
    "WhenEmptyOrUnderutilized",
    "Balanced",
  ]);
});
