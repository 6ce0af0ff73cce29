import { COMMANDS } from "../../src/cli/index";
import { runCli } from "./run";

describe("eks-autoscaling", () => {
  test("without a command prints the commands and fails", async () => {
    const { code, out } = await runCli();
    expect(code).toBe(2);
    for (const name of Object.keys(COMMANDS)) expect(out).toContain(`\n  ${name} `);
  });

  test("--help prints the commands and their exit codes", async () => {
    const { code, out } = await runCli("--help");
    expect([code, out]).toEqual([
      0,
      expect.stringContaining("Exit codes: 0 done, 1 findings or stale files, 2 wrong usage"),
    ]);
  });

  test.each(["check", "list", "show", "deploy", "destroy"])(
    "%s --help prints usage, options and exit codes",
    async (name) => {
      const { code, out } = await runCli(name, "--help");
      expect(code).toBe(0);
      expect(out).toContain(`Usage: eks-autoscaling ${name}`);
      expect(out).toMatch(/Exit codes: 0 .*, 1 .*, 2 wrong usage/);
    },
  );

  test.each(["check", "list", "show", "deploy", "destroy"])(
    "says of %s what the command says of itself",
    (name) => {
      expect(COMMANDS[name]?.load().summary).toBe(COMMANDS[name]?.summary);
    },
  );

  test.each([
    [["chekc"], 'There is no command chekc; did you mean "check"?\n'],
    [
      ["constructor"],
      "There is no command constructor; use one of: synth, check, list, show, deploy, destroy\n",
    ],
    [
      ["check", "--formt", "json"],
      'eks-autoscaling check: there is no option --formt; did you mean "--format"?\n',
    ],
    [["check", "--format", "xml"], 'eks-autoscaling check: --format is text, json, sarif; it is "xml"\n'],
    [["show"], "eks-autoscaling show: -s STACK is required, such as -s dev-use1\n"],
    [["show", "-s", "dev-use1", "a", "b"], 'eks-autoscaling show: one instance at a time; "b" is too many\n'],
  ])("%j is wrong usage: exit code 2 and what to write instead", async (args, message) => {
    expect(await runCli(...args)).toEqual({ code: 2, out: "", error: message });
  });
});
