import { evaluateRule, type Verdict } from "../../src/check/cel";
import { compile } from "../../src/check/cel/parse";
import { wordRule } from "../../src/check/schema/rule-wording";
import { isOpaque } from "../../src/stacks/opaque";
import { type CrdKind, crd } from "../../src/upstream/crds";

const ROWS: readonly (readonly [rule: string, self: unknown, verdict: Verdict])[] = [
  ["self.all(x, has(x.schedule) == has(x.duration))", [{ nodes: "1" }], "holds"],
  ["self.all(x, has(x.schedule) == has(x.duration))", [{ nodes: "1", schedule: "@daily" }], "broken"],
  ["self.all(x, has(x.schedule) == has(x.duration))", [{ schedule: "{{ .x }}", duration: "1h" }], "holds"],
  ["self.all(x, x.values.size() == 1)", [{ key: "a" }], "broken"],
  ["self.all(x, x == 1 || x.size() == 1)", [1, 2], "broken"],
  ["self.exists(x, x.size() == 1) || true", [2], "holds"],
  ["true || self.nothing", {}, "holds"],
  ["self.nothing || true", {}, "holds"],
  ["self.nothing && false", {}, "broken"],
  ["self.value == 'a'", { value: "!terraform.state a b" }, "unknown"],
  ["self.value == 'a' && self.other == 1", { value: "{{ .x }}", other: 2 }, "broken"],
  ["self.all(x, x != 'a')", ["{{ .x }}", "a"], "broken"],
  ["self.all(x, x != 'a')", ["{{ .x }}", "b"], "unknown"],
  ["self.all(k, k != 'a' && self[k] != '')", { b: "c" }, "holds"],
  ["self.all(k, k != 'a' && self[k] != '')", { b: "" }, "broken"],
  ["self in ['a', 'b'] || !self.find('^([^/]+)').endsWith('karpenter.sh')", "karpenter.sh/x", "broken"],
  ["self in ['a', 'b'] || !self.find('^([^/]+)').endsWith('karpenter.sh')", "acme.example/x", "holds"],
  ["self.split('@')[1] == 'latest'", "al2023@latest", "holds"],
  ["self.split('@')[1] == 'latest'", "al2023", "broken"],
  [
    "self.filter(x, has(x.root) ? x.root == true : false).size() <= 1",
    [{ root: true }, { root: true }],
    "broken",
  ],
  ["int(self) >= 0", "-1", "broken"],
  ["int(self) >= 0", "many", "broken"],
  ["!has(self.min) || self.min <= (has(self.max) ? self.max : 100)", { min: 101 }, "broken"],
  ["!has(self.min) || self.min <= (has(self.max) ? self.max : 100)", { min: 101, max: 200 }, "holds"],
  ["'nodes' in self && size(self) == 1", { nodes: "3" }, "holds"],
  ['self.matches("^a\\\\.b$")', "a.b", "holds"],
];

describe("a rule of a CRD", () => {
  test.each(ROWS)("%s on %j: %s", (rule, self, verdict) => {
    expect(evaluateRule(rule, self, isOpaque)).toBe(verdict);
  });

  test.each(["self.", "self.unknownMethod(1)", "unknownFunction(self)", "self == 'open", "self ? 1"])(
    "%s is refused when it is compiled",
    (rule) => {
      expect(() => compile(rule)).toThrow(/^CEL: /);
    },
  );
});

const KINDS: readonly CrdKind[] = [
  "NodePool",
  "EC2NodeClass",
  "ScaledObject",
  "ScaledJob",
  "TriggerAuthentication",
  "ClusterTriggerAuthentication",
];

function rulesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "x-kubernetes-validations" in value ? (value["x-kubernetes-validations"] as string[]) : [];
  return [...own, ...Object.values(value).flatMap(rulesIn)].filter((rule) => typeof rule === "string");
}

describe("the rules of the pinned CRDs", () => {
  const rules = [...new Set(KINDS.flatMap((kind) => rulesIn(crd(kind).schema)))];

  test("are there", () => {
    expect(rules.length).toBeGreaterThan(50);
  });

  test.each(rules)("%s compiles and has words of its own", (rule) => {
    compile(rule);
    expect(wordRule(rule).id).not.toBe("rule");
  });
});
