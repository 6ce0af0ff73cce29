import type { Manifests } from "./manifest";
import type { Project } from "./project";
import type { Instance, Section } from "./types";

/** What is needed to find the layers of an instance again. */
export interface Origin {
  readonly project: Project;
  readonly manifests: Manifests;
}

/** The fields of an instance. */
type Fields = { -readonly [Key in keyof Instance]: Instance[Key] };

/** An instance that remembers where it comes from; its fields are plain data. */
export class ResolvedInstance implements Instance {
  readonly stack: string;
  readonly name: string;
  readonly component: string;
  readonly file: string;
  readonly abstract: boolean;
  readonly enabled: boolean;
  readonly vars: Section;
  readonly settings: Section;
  readonly env: Section;
  readonly metadata: Section;
  readonly providers: Section;
  readonly hooks: Section;
  readonly overrides: Section;
  readonly backendType: string;
  readonly backend: Section;
  readonly remoteStateBackendType: string;
  readonly remoteStateBackend: Section;
  readonly command: string;
  readonly workspace: string;
  readonly inherits: readonly string[];
  readonly #origin: Origin;

  constructor(fields: Fields, origin: Origin) {
    this.stack = fields.stack;
    this.name = fields.name;
    this.component = fields.component;
    this.file = fields.file;
    this.abstract = fields.abstract;
    this.enabled = fields.enabled;
    this.vars = fields.vars;
    this.settings = fields.settings;
    this.env = fields.env;
    this.metadata = fields.metadata;
    this.providers = fields.providers;
    this.hooks = fields.hooks;
    this.overrides = fields.overrides;
    this.backendType = fields.backendType;
    this.backend = fields.backend;
    this.remoteStateBackendType = fields.remoteStateBackendType;
    this.remoteStateBackend = fields.remoteStateBackend;
    this.command = fields.command;
    this.workspace = fields.workspace;
    this.inherits = fields.inherits;
    this.#origin = origin;
  }

  /** undefined for instances that `readStacks` did not make. */
  static originOf(instance: Instance): Origin | undefined {
    return instance instanceof ResolvedInstance ? instance.#origin : undefined;
  }
}
