import { GOOD_PROJECT, withProject } from "../check/project";
import { runCli } from "./run";

test("check of a good project prints that there is nothing and succeeds", async () => {
  expect(await runCli("check", "--project", GOOD_PROJECT)).toEqual({
    code: 0,
    out: "no findings\n",
    error: "",
  });
});

test.each([
  ["text", /1 finding\n$/],
  ["json", /"id": "input-out-of-range"/],
  ["sarif", /"ruleId": "input-out-of-range"/],
])("check --format %s fails on a finding", async (format, pattern) => {
  const change = { from: "replicas: 2\n        log", to: "replicas: 9\n        log" };
  const outcome = await withProject([change], (directory) =>
    runCli("check", "--format", format, "--project", directory),
  );
  expect(outcome.code).toBe(1);
  expect(outcome.out).toMatch(pattern);
});

test("check of another stack than the wrong one succeeds", async () => {
  const change = { from: "replicas: 2\n        log", to: "replicas: 9\n        log" };
  const { code } = await withProject([change], (directory) =>
    runCli("check", "-s", "prod-use1", "--project", directory),
  );
  expect(code).toBe(0);
});

test("check succeeds when every finding is waived", async () => {
  const changes = [
    { from: '              cpu: "100"\n', to: "              cpu: 100\n" },
    {
      from: "      settings:\n        depends_on:\n          karpenter:",
      to: "      settings:\n        autoscaling:\n          waivers:\n            limits-not-text: tooling of ours writes numbers\n        depends_on:\n          karpenter:",
    },
  ];
  const { code, out } = await withProject(changes, (directory) => runCli("check", "--project", directory));
  expect(code).toBe(0);
  expect(out).toContain("waived: tooling of ours writes numbers");
});
