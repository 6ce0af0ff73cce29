import type { Instance } from "../stacks/types";

/** What is done with the instances. */
export type Verb = "deploy" | "destroy";

/** One instance to apply or to destroy. */
export interface Job {
  readonly instance: Instance;
  /** `<stack>/<instance>`: how it is called in everything that is printed. */
  readonly label: string;
  /** Labels of the jobs that have to be done before this one. */
  readonly after: readonly string[];
}

/** How an instance is called in everything that is printed: `dev-use1/karpenter`. */
export const labelOf = (instance: Instance): string => `${instance.stack}/${instance.name}`;

/** The label as a name of a file or folder. */
export const fileNameOf = (instance: Instance): string =>
  `${instance.stack}-${instance.name}`.replaceAll(/[^\w.-]/g, "-");
