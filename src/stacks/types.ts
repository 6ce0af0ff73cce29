/** A resolved section (`vars`, `settings`, ...). Shared between instances and never changed in place. */
export type Section = Readonly<Record<string, unknown>>;

/** A path into an instance, first element the section: `["vars", "node_pools", "general", 0]`. */
export type ValuePath = readonly (string | number)[];

/**
 * A component in a stack, as `atmos describe stacks` of Atmos 1.190.0 resolves it (templates and YAML
 * functions unprocessed, see `isOpaque`).
 *
 * Sections that several instances resolve to the same value may be the same object: compare by identity to
 * avoid doing work twice, never write to them.
 */
export interface Instance {
  /** Stack name, from `stacks.name_template`. */
  readonly stack: string;
  /** Instance name: the key below `components.terraform`. */
  readonly name: string;
  /** Folder below `components.terraform.base_path`: `metadata.component`, else the instance name. */
  readonly component: string;
  /** The stack manifest that declares the instance, relative to the project folder, with forward slashes. */
  readonly file: string;
  /** `metadata.type: abstract`: a base to inherit from, never applied. */
  readonly abstract: boolean;
  /** False when `metadata.enabled` is false. `vars.enabled` is the component's own business. */
  readonly enabled: boolean;
  readonly vars: Section;
  readonly settings: Section;
  readonly env: Section;
  /** Not inherited: Atmos 1.190 takes it from the instance alone. */
  readonly metadata: Section;
  readonly providers: Section;
  readonly hooks: Section;
  /** The `overrides` in force for this instance. */
  readonly overrides: Section;
  /** `s3`, `gcs`, ...; empty when no backend is configured. */
  readonly backendType: string;
  /** The section of `backend` that belongs to `backendType`. */
  readonly backend: Section;
  readonly remoteStateBackendType: string;
  readonly remoteStateBackend: Section;
  /** Binary that Atmos runs: `tofu`, `terraform`. */
  readonly command: string;
  /** Terraform workspace in which `atmos terraform` works (`describe stacks` 1.190 leaves out the instance). */
  readonly workspace: string;
  /** Instances this one inherits from, nearest first (Atmos: `inheritance`). */
  readonly inherits: readonly string[];
}

/** A stack: the instances of one stack manifest that resolve to one stack name. */
export interface Stack {
  readonly name: string;
  /** The stack manifest, relative to the project folder, with forward slashes. */
  readonly file: string;
  /** What can be applied, by instance name. */
  readonly instances: ReadonlyMap<string, Instance>;
  /** Abstract instances, by name: what the others inherit from. */
  readonly abstracts: ReadonlyMap<string, Instance>;
}

/** Something the reader cannot resolve, or that Atmos would refuse. */
export interface StackProblem {
  /** Relative to the project folder, with forward slashes. */
  readonly file: string;
  /** First line is 1. */
  readonly line: number;
  /** First column is 1; present for syntax errors. */
  readonly column?: number;
  /** Path of the field, dots between keys; empty for the file as a whole. */
  readonly field: string;
  /** The value as written, shortened. */
  readonly value: string;
  readonly rule: string;
  readonly fix: string;
}

/** Where a value is written. */
export interface Place {
  readonly file: string;
  /** First line is 1. */
  readonly line: number;
}

/** One layer that sets a value, in the order in which Atmos merges them: a later one wins. */
export interface Layer extends Place {
  /** The value as that layer writes it. */
  readonly value: unknown;
}

/** What `readStacks` found. A manifest with a problem contributes no stack, so that nothing rests on a guess. */
export interface StackReading {
  /** Ordered by name. */
  readonly stacks: readonly Stack[];
  readonly problems: readonly StackProblem[];
}
