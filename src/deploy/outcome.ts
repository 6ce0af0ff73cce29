import type { Changes } from "./changes";
import type { Job } from "./job";

/** What became of an instance. */
export type Outcome =
  | { readonly kind: "done"; readonly changes: Changes }
  | { readonly kind: "unchanged" }
  | {
      readonly kind: "failed";
      /** What was tried and how it ended, one line. */
      readonly reason: string;
      /** What it printed. */
      readonly output: string;
    }
  | { readonly kind: "skipped"; readonly cause: string }
  | { readonly kind: "interrupted" };

/** An instance with what became of it. */
export interface Result {
  readonly job: Job;
  readonly outcome: Outcome;
  readonly log: string;
  /** State that could not be written to the backend. */
  readonly rescued?: string;
}
