import { EventEmitter } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { replaceInFile } from "./replace-in-file";
import { type Call, runVerb, type Stage, withStage } from "./stub-atmos";
import { runs, untilWithin } from "./waiting";

const AUTO = ["--auto-approve"];
const DEV = ["-s", "dev-use1"];

/** True when two labels were worked on at one time. */
function overlap(calls: readonly Call[], left: string, right: string): boolean {
  const span = (label: string): readonly [number, number] => {
    const times = calls.filter((call) => call.label === label).map((call) => call.time);
    return [Math.min(...times), Math.max(...times)];
  };
  const [leftBegan, leftEnded] = span(left);
  const [rightBegan, rightEnded] = span(right);
  return leftBegan < rightEnded && rightBegan < leftEnded;
}

const leftOvers = (stage: Stage): readonly string[] =>
  readdirSync(join(stage.project, ".eks-autoscaling/work"));

describe("deploy", () => {
  test("applies a stack in the order of its dependencies", () =>
    withStage({}, async (stage) => {
      const { code, out } = await runVerb(stage, "deploy", [...DEV, ...AUTO, "--parallel", "1"]);
      expect(code).toBe(0);
      expect(stage.began("deploy").slice(0, 4)).toEqual([
        "dev-use1/pipeline-access",
        "dev-use1/karpenter",
        "dev-use1/karpenter-node-pools",
        "dev-use1/keda",
      ]);
      expect([...stage.began("deploy").slice(4)].sort()).toEqual([
        "dev-use1/metric-services",
        "dev-use1/queue-workers",
        "dev-use1/table-workers",
      ]);
      expect(out).toContain(
        "has to be there already, in a stack that was not named: mgmt-use1/pipeline-access\n",
      );
      expect(out).toContain("7 instances: 7 applied (14 created)\n");
    }));

  test("applies dev and prod at the same time, management before both, each in a copy of its own", () =>
    withStage({ sleep: { "dev-use1/karpenter": 400, "prod-use1/karpenter": 400 } }, async (stage) => {
      const { code } = await runVerb(stage, "deploy", ["-c", "karpenter", ...AUTO, "--parallel", "2"]);
      const calls = stage.calls();
      expect(code).toBe(0);
      expect(stage.began("deploy").slice(0, 2)).toEqual([
        "mgmt-use1/tfstate-backend",
        "mgmt-use1/pipeline-access",
      ]);
      expect(overlap(calls, "dev-use1/karpenter", "prod-use1/karpenter")).toBe(true);
      expect(new Set(calls.map((call) => call.components)).size).toBe(6);
      expect(leftOvers(stage)).toEqual([]);
    }));

  test("never runs more at the same time than --parallel says", () =>
    withStage({ sleep: { "dev-use1/queue-workers": 100, "dev-use1/table-workers": 100 } }, async (stage) => {
      await runVerb(stage, "deploy", [...DEV, ...AUTO, "--parallel", "2"]);
      let [now, most] = [0, 0];
      for (const call of stage.calls()) {
        now += call.event === "begin" ? 1 : -1;
        most = Math.max(most, now);
      }
      expect(most).toBe(2);
    }));

  test("a component comes with what it needs, and with nothing else", () =>
    withStage({}, async (stage) => {
      await runVerb(stage, "deploy", [...DEV, "-c", "karpenter-node-pools", ...AUTO]);
      expect(stage.began("deploy")).toEqual([
        "dev-use1/pipeline-access",
        "dev-use1/karpenter",
        "dev-use1/karpenter-node-pools",
      ]);
    }));

  test("a failure stops what comes after it, lets the rest finish, and says what to run next", () =>
    withStage(
      { fail: { "dev-use1/karpenter": "Error: no such role\n\n  with aws_iam_role.node" } },
      async (stage) => {
        const args = ["-c", "karpenter-node-pools", ...AUTO, "--parallel", "2"];
        const { code, out } = await runVerb(stage, "deploy", args);
        expect(code).toBe(1);
        expect(stage.began("deploy")).not.toContain("dev-use1/karpenter-node-pools");
        expect(stage.began("deploy")).toContain("prod-use1/karpenter-node-pools");
        const [log = ""] = /\.eks-autoscaling\/logs\/\S+\/dev-use1-karpenter\.log/.exec(out) ?? [];
        expect(readFileSync(join(stage.project, log), "utf8")).toContain("Error: no such role");
        const end = out.slice(out.indexOf("8 instances"));
        expect(end.replace(/logs\/\S+?(?=\/dev|\n)/g, "logs/RUN")).toBe(
          [
            "8 instances: 6 applied (12 created), 1 failed, 1 skipped",
            "",
            "Failed:",
            "  dev-use1/karpenter: the apply ended with 1",
            "    log: .eks-autoscaling/logs/RUN/dev-use1-karpenter.log",
            "    | Error: no such role",
            "    |   with aws_iam_role.node",
            "",
            "Skipped:",
            "  dev-use1/karpenter-node-pools: comes after dev-use1/karpenter, which failed",
            "",
            "Run next:",
            "  atmos terraform plan karpenter -s dev-use1",
            `  npx eks-autoscaling deploy ${args.join(" ")} --project ${stage.project}`,
            "",
            "Logs: .eks-autoscaling/logs/RUN",
            "",
          ].join("\n"),
        );
      },
    ));

  test("a state bucket that is not there is answered with the command that makes it", () =>
    withStage(
      {
        fail: {
          "mgmt-use1/tfstate-backend":
            'Error: Failed to get existing workspaces: S3 bucket "b" does not exist.',
        },
      },
      async (stage) => {
        const { out } = await runVerb(stage, "deploy", ["-s", "mgmt-use1", ...AUTO]);
        expect(out).toContain("  atmos workflow bootstrap -f bootstrap -s mgmt-use1   # once, when");
      },
    ));

  test("a state that is locked is answered with the command that unlocks it", () =>
    withStage(
      {
        fail: {
          "dev-use1/keda":
            "│ Error: Error acquiring the state lock\n│ Lock Info:\n│   ID:        1234-abcd\n",
        },
      },
      async (stage) => {
        const { out } = await runVerb(stage, "deploy", [...DEV, "-c", "keda", ...AUTO]);
        expect(out).toContain(
          "  atmos terraform force-unlock keda -s dev-use1 -- -force 1234-abcd   # when nobody applies it\n",
        );
      },
    ));

  test("what an interrupted apply has made without writing it down is answered with its import", () =>
    withStage(
      {
        fail: {
          "dev-use1/keda":
            "╷\n│ Error: creating IAM Role: EntityAlreadyExists: taken\n│ \n│   with aws_iam_role.operator[0],\n│   on main.tf.json line 5\n╵",
        },
      },
      async (stage) => {
        const { out } = await runVerb(stage, "deploy", [...DEV, "-c", "keda", ...AUTO]);
        expect(out).toContain(
          "  atmos terraform import keda -s dev-use1 'aws_iam_role.operator[0]' ID   # it exists",
        );
      },
    ));

  test("state that could not be written to the backend is kept, and its way back is printed", () =>
    withStage(
      { errored: true, fail: { "dev-use1/keda": "Error: Failed to persist state to backend" } },
      async (stage) => {
        const { out } = await runVerb(stage, "deploy", [...DEV, "-c", "keda", ...AUTO]);
        const [, file = ""] = /atmos terraform state push keda -s dev-use1 -- (\S+)/.exec(out) ?? [];
        expect(readFileSync(file, "utf8")).toBe("{}");
        expect(leftOvers(stage)).toEqual([]);
      },
    ));

  test("with a finding in the chosen stacks it prints the finding and runs nothing", () =>
    withStage({}, async (stage) => {
      replaceInFile(
        join(stage.project, "stacks/dev/us-east-1.yaml"),
        'queueLength: "20"',
        'queueLenght: "20"',
      );
      const dev = await runVerb(stage, "deploy", [...DEV, ...AUTO]);
      expect([dev.code, dev.out]).toEqual([1, expect.stringContaining('did you mean "queueLength"?')]);
      expect(stage.calls()).toEqual([]);
      expect((await runVerb(stage, "deploy", ["-s", "prod-use1", ...AUTO])).code).toBe(0);
    }));

  test("a manifest that cannot be read is named with its line, whether all stacks are chosen or that one", () =>
    withStage({}, async (stage) => {
      replaceInFile(join(stage.project, "stacks/dev/us-east-1.yaml"), "components:", "components: [");
      for (const chosen of [[], DEV]) {
        const { code, out } = await runVerb(stage, "deploy", [...chosen, ...AUTO]);
        expect([code, out]).toEqual([1, expect.stringMatching(/stacks\/dev\/us-east-1\.yaml\n +\d+ /)]);
      }
      expect(stage.calls()).toEqual([]);
    }));

  test("--dry-run prints steps and commands, and runs and writes nothing", () =>
    withStage({}, async (stage) => {
      const { code, out } = await runVerb(stage, "deploy", [
        ...DEV,
        "-c",
        "karpenter",
        "--dry-run",
        "--parallel",
        "2",
      ]);
      expect([code, out]).toEqual([
        0,
        [
          "has to be there already, in a stack that was not named: mgmt-use1/pipeline-access",
          "step 1",
          "  atmos terraform deploy pipeline-access -s dev-use1",
          "step 2",
          "  atmos terraform deploy karpenter -s dev-use1   # after dev-use1/pipeline-access",
          "",
          "2 instances in 2 steps, at most 1 at the same time. Nothing was run.",
          "",
        ].join("\n"),
      ]);
      expect([stage.calls(), existsSync(join(stage.project, ".eks-autoscaling"))]).toEqual([[], false]);
    }));

  test.each([
    [["-s", "dev-use"], 'there is no stack dev-use; did you mean "dev-use1"?'],
    [[...DEV, "-c", "kedda"], 'there is no component or instance kedda in dev-use1; did you mean "keda"?'],
    [["--parallel", "0"], '--parallel is a number from 1 to 99; it is "0"'],
    [
      DEV,
      "without a terminal nobody can be asked: add --auto-approve, or --dry-run to see what it would run",
    ],
  ])("%j is wrong usage", (args, message) =>
    withStage({}, async (stage) => {
      await expect(runVerb(stage, "deploy", args)).rejects.toThrow(message);
      expect(stage.calls()).toEqual([]);
    }),
  );

  test("without atmos on the PATH it says so", () =>
    withStage({}, async (stage) => {
      await expect(
        runVerb({ ...stage, env: { PATH: "/nowhere" } }, "deploy", [...DEV, ...AUTO]),
      ).rejects.toThrow("atmos is not on the PATH");
    }));

  test("an instance that is switched off is applied before what it needs, if that is switched off too", () =>
    withStage({}, async (stage) => {
      const file = join(stage.project, "stacks/dev/us-east-1.yaml");
      replaceInFile(
        file,
        "        # A minute without new nodes is no outage here.",
        "        enabled: false",
      );
      replaceInFile(
        file,
        "      vars:\n        node_classes:",
        "      vars:\n        enabled: false\n        node_classes:",
      );
      const { out } = await runVerb(stage, "deploy", [...DEV, "--dry-run"]);
      expect(out).toContain(
        "  atmos terraform deploy karpenter -s dev-use1   # after dev-use1/pipeline-access, dev-use1/karpenter-node-pools",
      );
    }));
});

describe("deploy on a terminal", () => {
  test("shows every plan, asks once, and applies the plans that were shown", () =>
    withStage(
      {
        plans: {
          "dev-use1/karpenter": "  # a.b must be replaced\n\nPlan: 3 to add, 1 to change, 1 to destroy.",
        },
      },
      async (stage) => {
        const { code, out } = await runVerb(stage, "deploy", [...DEV, "-c", "karpenter"], { answer: "yes" });
        expect(code).toBe(0);
        expect(out).toContain("  dev-use1/karpenter        2 to create, 1 to change, 1 to replace\n");
        expect(out).toContain("Together: 4 to create, 1 to change, 1 to replace\n");
        // karpenter comes after something that has changed: its plan is made again.
        expect([...stage.began("plan")].sort()).toEqual([
          "dev-use1/karpenter",
          "dev-use1/karpenter",
          "dev-use1/pipeline-access",
        ]);
        expect(
          stage
            .calls()
            .filter((call) => call.event === "begin" && call.what === "apply")
            .map((call) => call.rest[0]),
        ).toEqual(["--from-plan", "--from-plan"]);
      },
    ));

  test("any other answer than yes changes nothing", () =>
    withStage({}, async (stage) => {
      const { code, out } = await runVerb(stage, "deploy", DEV, { answer: "y" });
      expect([code, out]).toEqual([1, expect.stringContaining("Nothing was changed.\n")]);
      expect(stage.began("apply")).toEqual([]);
    }));

  test("without changes nobody is asked", () =>
    withStage(
      { plans: { "mgmt-use1/tfstate-backend": "No changes.", "mgmt-use1/pipeline-access": "No changes." } },
      async (stage) => {
        const { code, out } = await runVerb(stage, "deploy", ["-s", "mgmt-use1"], { answer: "no" });
        expect(code).toBe(0);
        expect(out).not.toContain("Apply this?");
        expect(out).toContain("2 instances: 2 without changes\n");
      },
    ));

  test("what cannot be planned before the roles exist is planned when they do", () =>
    withStage({ fail: { "dev-use1/karpenter:plan": "Error: the role does not exist" } }, async (stage) => {
      const signals = new EventEmitter();
      const run = runVerb(stage, "deploy", [...DEV, "-c", "karpenter"], { answer: "yes", signals });
      await untilWithin(200, () => stage.began("apply").length > 0);
      stage.behave({});
      const { code, out } = await run;
      expect(out).toContain("planned when dev-use1/pipeline-access is applied\n");
      expect(code).toBe(0);
    }));

  test("a plan that was made again and destroys more than was shown is not applied", () =>
    withStage({ sleep: { "dev-use1/pipeline-access:apply": 300 } }, async (stage) => {
      const run = runVerb(stage, "deploy", [...DEV, "-c", "karpenter"], { answer: "yes" });
      await untilWithin(200, () => stage.began("apply").length > 0);
      stage.behave({ plans: { "dev-use1/karpenter": "Plan: 0 to add, 0 to change, 4 to destroy." } });
      const { code, out } = await run;
      expect([code, stage.began("apply")]).toEqual([1, ["dev-use1/pipeline-access"]]);
      expect(out).toContain("its new plan destroys or replaces 4, and 0 were shown");
    }));
});

describe("destroy", () => {
  test("goes the other way and keeps the state bucket and the pipelines' roles", () =>
    withStage({}, async (stage) => {
      const { out } = await runVerb(stage, "destroy", [...DEV, ...AUTO, "--parallel", "1"]);
      const order = stage.began("destroy");
      expect([...order.slice(0, 3)].sort()).toEqual([
        "dev-use1/metric-services",
        "dev-use1/queue-workers",
        "dev-use1/table-workers",
      ]);
      expect(order.slice(3)).toEqual([
        "dev-use1/keda",
        "dev-use1/karpenter-node-pools",
        "dev-use1/karpenter",
      ]);
      expect(out).toContain("kept, name them with -c to destroy them too: dev-use1/pipeline-access\n");
      expect(out).toContain("6 instances: 6 destroyed (12 destroyed)\n");
    }));

  test("node pools that could not be drained keep Karpenter", () =>
    withStage({ fail: { "dev-use1/karpenter-node-pools": "Error: timed out waiting" } }, async (stage) => {
      const { code, out } = await runVerb(stage, "destroy", [...DEV, "-c", "karpenter", ...AUTO]);
      expect(code).toBe(1);
      expect(stage.began("destroy")).not.toContain("dev-use1/karpenter");
      expect(out).toContain("dev-use1/karpenter: comes after dev-use1/karpenter-node-pools, which failed");
    }));

  test("a component takes with it what needs it, but never what has to be named", () =>
    withStage({}, async (stage) => {
      await expect(runVerb(stage, "destroy", ["-c", "tfstate-backend", ...AUTO])).rejects.toThrow(
        "add -c pipeline-access",
      );
      await runVerb(stage, "destroy", [...DEV, "-c", "keda", ...AUTO, "--parallel", "1"]);
      expect(stage.began("destroy").at(-1)).toBe("dev-use1/keda");
      expect(stage.began("destroy")).toHaveLength(4);
    }));

  test("shows what would be destroyed and asks, on a terminal", () =>
    withStage({ plans: { "dev-use1/keda": "Plan: 0 to add, 0 to change, 5 to destroy." } }, async (stage) => {
      const { code, out } = await runVerb(stage, "destroy", [...DEV, "-c", "keda"], { answer: "no" });
      expect([code, stage.began("destroy"), stage.began("plan-destroy")]).toEqual([
        1,
        [],
        expect.arrayContaining(["dev-use1/keda"]),
      ]);
      expect(out).toContain("5 to destroy\n");
    }));
});

describe("Ctrl-C", () => {
  const SLOW = { sleep: { "dev-use1/pipeline-access": 20_000, "prod-use1/pipeline-access": 20_000 } };
  const ARGS = ["-c", "karpenter", ...AUTO, "--parallel", "2"];

  test("reaches everything that runs once, waits for it, and starts nothing new", () =>
    withStage(SLOW, async (stage) => {
      const signals = new EventEmitter();
      const run = runVerb(stage, "deploy", ARGS, { signals });
      await untilWithin(200, () => stage.began("deploy").length === 4);
      signals.emit("SIGINT");
      const { code, out } = await run;
      const calls = stage.calls();
      expect(code).toBe(130);
      expect(
        calls
          .filter((call) => call.event === "SIGINT")
          .map((call) => call.label)
          .sort(),
      ).toEqual(["dev-use1/pipeline-access", "prod-use1/pipeline-access"]);
      expect(calls.filter((call) => runs(call.pid))).toEqual([]);
      expect([stage.began("deploy").length, leftOvers(stage)]).toEqual([4, []]);
      expect(out).toContain("6 instances: 2 applied (4 created), 4 interrupted\n");
    }));

  test("twice kills what does not stop", () =>
    withStage({ ...SLOW, stubborn: true }, async (stage) => {
      const signals = new EventEmitter();
      const run = runVerb(stage, "deploy", ARGS, { signals });
      await untilWithin(200, () => stage.began("deploy").length === 4);
      signals.emit("SIGINT");
      await untilWithin(200, () => stage.calls().filter((call) => call.event === "SIGINT").length === 2);
      signals.emit("SIGINT");
      const { code, out } = await run;
      expect([code, stage.calls().filter((call) => runs(call.pid))]).toEqual([130, []]);
      expect(out).toContain("They were killed: their states may still be locked.");
    }));
});
