import { check } from "../../src/check/check";
import type { Finding } from "../../src/check/finding";
import { formatJson } from "../../src/check/format-json";
import { formatSarif } from "../../src/check/format-sarif";
import { formatText } from "../../src/check/format-text";
import { type Change, withProject } from "./project";

const CHANGES: readonly Change[] = [
  { from: "replicas: 2\n        log", to: "replicas: 9\n        log" },
  { file: "stacks/catalog/node-classes.yaml", from: "httpTokens: required", to: "httpTokens: optional" },
  { from: '            limits:\n              cpu: "100"\n              memory: 400Gi\n', to: "" },
  {
    from: "      settings:\n        depends_on:\n          karpenter:",
    to: "      settings:\n        autoscaling:\n          waivers:\n            limits-missing: the quota of the account\n        depends_on:\n          karpenter:",
  },
];

const findings: readonly Finding[] = withProject(CHANGES, (directory) => check(directory));

describe("text", () => {
  test("stands by file, with the same mistake in several stacks once and waivers marked", () => {
    expect(formatText(findings)).toBe(
      [
        "stacks/catalog/node-classes.yaml",
        '    13 vars.node_classes.default.metadataOptions.httpTokens = "optional" [imds-v1]',
        "       httpTokens is required (IMDSv2)",
        "       write required, or remove the line: required is the default",
        "       in dev-use1/karpenter-node-pools and 1 more",
        "stacks/dev.yaml",
        "    23 vars.replicas = 9 [input-out-of-range]",
        "       must be at most 5",
        "       write 5 or less",
        "       in dev-use1/karpenter",
        "    39 vars.node_pools.general.limits = (missing) [limits-missing (waived)]",
        "       a node pool needs limits",
        "       waived: the quota of the account",
        "       in dev-use1/karpenter-node-pools",
        "2 findings, 1 waived",
        "",
      ].join("\n"),
    );
  });

  test("says so when there is nothing", () => {
    expect(formatText([])).toBe("no findings\n");
  });

  test("shortens long values", () => {
    const [finding] = findings;
    if (finding === undefined) throw new Error("no finding");
    const [, line] = formatText([{ ...finding, value: "x".repeat(200) }]).split("\n");
    expect(line).toContain(`= "${"x".repeat(56)}... [`);
  });
});

describe("JSON", () => {
  test("has every finding with all of its fields", () => {
    const parsed = JSON.parse(formatJson(findings)) as { findings: Record<string, unknown>[] };
    expect(parsed.findings.map(({ id }) => id)).toEqual([
      "imds-v1",
      "imds-v1",
      "input-out-of-range",
      "limits-missing",
    ]);
    expect(parsed.findings[3]).toEqual({
      id: "limits-missing",
      stack: "dev-use1",
      instance: "karpenter-node-pools",
      component: "karpenter-node-pools",
      file: "stacks/dev.yaml",
      line: 39,
      field: "vars.node_pools.general.limits",
      value: null,
      rule: "a node pool needs limits",
      fix: 'add limits, for example cpu: "100" and memory: 400Gi',
      waived: "the quota of the account",
    });
  });
});

describe("SARIF", () => {
  const sarif = JSON.parse(formatSarif(findings, "1.2.3")) as {
    version: string;
    $schema: string;
    runs: {
      tool: { driver: { name: string; version: string; rules: { id: string }[] } };
      results: {
        ruleId: string;
        ruleIndex: number;
        level: string;
        message: { text: string };
        suppressions?: { kind: string; justification: string }[];
        locations: {
          physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } };
        }[];
      }[];
    }[];
  };
  const [run] = sarif.runs;

  test("is version 2.1.0 with one run of this tool", () => {
    expect(sarif.version).toBe("2.1.0");
    expect(sarif.$schema).toMatch(/sarif-2\.1\.0\.json$/);
    expect(sarif.runs.length).toBe(1);
    expect(run?.tool.driver).toMatchObject({ name: "eks-autoscaling check", version: "1.2.3" });
  });

  test("describes the rule of every result", () => {
    for (const { ruleId, ruleIndex } of run?.results ?? []) {
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    }
  });

  test("places every result in a file of the repository, the same mistake once", () => {
    expect(
      run?.results.map(({ ruleId, locations }) => [
        ruleId,
        locations[0]?.physicalLocation.artifactLocation.uri,
        locations[0]?.physicalLocation.region.startLine,
      ]),
    ).toEqual([
      ["imds-v1", "stacks/catalog/node-classes.yaml", 13],
      ["input-out-of-range", "stacks/dev.yaml", 23],
      ["limits-missing", "stacks/dev.yaml", 39],
    ]);
  });

  test("suppresses what is waived, with the justification", () => {
    expect(run?.results.map(({ suppressions }) => suppressions)).toEqual([
      undefined,
      undefined,
      [{ kind: "inSource", justification: "the quota of the account" }],
    ]);
  });
});
