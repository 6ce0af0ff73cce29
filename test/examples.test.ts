import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const project = join(__dirname, "..");

test("somebody else's CDKTF app gets the roles, policies, rules and queue from the constructs", () => {
  const out = mkdtempSync(join(tmpdir(), "example-"));
  try {
    execFileSync(join(project, "node_modules/.bin/tsx"), [join(project, "examples/cdktf-app/main.ts")], {
      cwd: project,
      env: { ...process.env, CDKTF_OUTDIR: out },
      stdio: "pipe",
    });
    const { resource } = JSON.parse(readFileSync(join(out, "stacks/autoscaling/cdk.tf.json"), "utf8"));
    const made = Object.fromEntries(
      Object.entries(resource).map(([type, byId]) => [type, Object.keys(byId as object).length]),
    );
    expect(made).toEqual({
      aws_cloudwatch_event_rule: 5,
      aws_cloudwatch_event_target: 5,
      aws_eks_pod_identity_association: 1,
      aws_iam_policy: 7,
      aws_iam_role: 2,
      aws_iam_role_policy: 1,
      aws_iam_role_policy_attachment: 7,
      aws_sqs_queue: 1,
      aws_sqs_queue_policy: 1,
    });
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}, 60_000);
