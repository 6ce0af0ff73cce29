import type { Instance } from "../../stacks/types";
import type { ProjectGuardrail } from "../guardrail";
import { type Mapping, mapping, type Path, text } from "../path";
import { stageOf } from "../view";

/** The S3 backend of an instance and its place: a resolved instance has it directly, or below `s3`. */
function s3Backend(instance: Instance): { readonly section: Mapping; readonly path: Path } {
  const below = instance.backend.s3;
  return below === undefined
    ? { section: instance.backend, path: ["backend"] }
    : { section: mapping(below), path: ["backend", "s3"] };
}

/** Account of the role that reads and writes state, or undefined when there is none. */
function stateAccount(instance: Instance): string | undefined {
  const role = text(mapping(s3Backend(instance).section.assume_role).role_arn);
  return /^arn:[a-z-]+:iam::(\d{12}):/.exec(role ?? "")?.[1];
}

export const backendAccount: ProjectGuardrail = {
  id: "backend-account",
  scope: "project",
  title: "All state is in the management account",
  reason:
    "State in another account is not found by the next run, which then creates everything a second time.",
  source: "design: state belongs to the management account",
  *check(views) {
    const all = views.flatMap((view) => view.instances);
    const management = all.find((instance) => stageOf(instance) === "mgmt");
    const first = all.find((instance) => stateAccount(instance) !== undefined);
    if (first === undefined) return;
    const expected = text(management?.vars.account_id) ?? stateAccount(first);
    const reference = management ?? first;
    const bucket = text(s3Backend(reference).section.bucket);
    for (const instance of all) {
      const { section, path } = s3Backend(instance);
      const account = stateAccount(instance);
      if (account !== undefined && account !== expected) {
        yield {
          instance,
          path: [...path, "assume_role", "role_arn"],
          value: mapping(section.assume_role).role_arn,
          rule: `the state role is in the management account (${expected})`,
          fix: `write the role of account ${expected}`,
        };
      }
      const own = text(section.bucket);
      if (own !== undefined && bucket !== undefined && own !== bucket) {
        yield {
          instance,
          path: [...path, "bucket"],
          value: own,
          rule: `all stacks keep their state in one bucket (${bucket} in ${reference.stack})`,
          fix: `write ${bucket}`,
        };
      }
    }
  },
};
