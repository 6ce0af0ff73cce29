import { join } from "node:path";
import type { Change } from "../../../../test/check/project";
import { projectDir } from "../../../paths";

/** A wrong input and the finding that `check` must give for it, as the unit test lists them. */
export interface BadInput {
  readonly title: string;
  readonly change: Change;
  readonly id: string;
  readonly field: string;
}

/**
 * The table of test/check/bad-inputs.test.ts. It is part of that test, so the test's file is loaded with a `test.each`
 * that takes the table and runs nothing.
 */
export async function badInputs(): Promise<readonly BadInput[]> {
  const rows: BadInput[] = [];
  const each = (table: readonly BadInput[]) => {
    rows.push(...table);
    return () => {};
  };
  Object.assign(globalThis, {
    describe: (_title: string, body: () => void) => body(),
    test: Object.assign(() => {}, { each }),
  });
  await import(join(projectDir, "test/check/bad-inputs.test.ts"));
  return rows;
}
