/** What a lab test is given. */
export interface LabContext {
  /** Folder of the project. */
  readonly projectDir: string;
  /** Path of a pinned tool: `atmos`, `tofu`. */
  readonly bin: (tool: string) => string;
  readonly log: (line: string) => void;
  /** A folder of the test's own, empty at the start. */
  readonly scratch: string;
}

/** A test of the lab: every file in lab/tests exports one as `test`. */
export interface LabTest {
  /** A sentence that says what holds. */
  readonly title: string;
  /** True when it needs no running lab and little time. */
  readonly quick: boolean;
  /** @throws when it does not hold. */
  readonly run: (context: LabContext) => Promise<void>;
}
