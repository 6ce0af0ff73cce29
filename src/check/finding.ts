/** Something in the stacks that is wrong or risky. */
export interface Finding {
  /** What kind of finding it is, the same in every release: `crd-unknown-field`, `latest-ami-in-prod`. */
  readonly id: string;
  /** Name of the stack; empty when a file could not be read as one. */
  readonly stack: string;
  /** Name of the instance; empty when the finding is about a whole stack. */
  readonly instance: string;
  readonly component: string;
  /** Where the value is written, relative to the project, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Such as `vars.node_pools.general.limits.cpu`. */
  readonly field: string;
  /** The value; undefined where something is missing. */
  readonly value: unknown;
  /** What is demanded, in one sentence. */
  readonly rule: string;
  /** What to write instead. */
  readonly fix: string;
  /** The written justification, where the stack waives the guardrail: such a finding fails nothing. */
  readonly waived?: string;
}
