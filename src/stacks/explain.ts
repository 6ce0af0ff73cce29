import { BackendNotMap } from "./backend";
import { MergeConflict } from "./merge";
import { TemplateGap } from "./name-template";
import { kindOf } from "./problem";
import type { SectionReader } from "./sections";
import type { ValuePath } from "./types";

/**
 * What went wrong while an instance was resolved, as a problem with a place; other errors as they are.
 *
 * @param scope path of the instance.
 * @param merging the section that was being merged; empty when the conflict names it.
 * @throws StackError or the error itself, always.
 */
export function explain(error: unknown, scope: ValuePath, merging: string, read: SectionReader): never {
  if (error instanceof MergeConflict) {
    const path = merging === "" ? error.path : [merging, ...error.path];
    const rule = `a list cannot replace ${kindOf(error.replaced)} that the instance inherits (at ${path.join(".")})`;
    return read.fail([...scope, ...path], error.list, rule, "Use the same kind of value in both.");
  }
  if (error instanceof BackendNotMap) {
    const rule = `must be a map, not ${kindOf(error.value)}`;
    return read.fail(
      [...scope, error.section, error.type],
      error.value,
      rule,
      "Write the backend's settings.",
    );
  }
  if (error instanceof TemplateGap) {
    const fix = `Set ${error.path.join(".")} in the stack, or change stacks.name_template.`;
    return read.fail([...scope, ...error.path], error.value, error.rule, fix);
  }
  throw error;
}
