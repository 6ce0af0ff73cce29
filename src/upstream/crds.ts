import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The kinds whose specs users write verbatim. */
export type CrdKind =
  | "NodePool"
  | "EC2NodeClass"
  | "ScaledObject"
  | "ScaledJob"
  | "TriggerAuthentication"
  | "ClusterTriggerAuthentication";

/** The keywords of JSON Schema, and of Kubernetes beside it, that the derived schemas use. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly default?: unknown;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  /** CEL rules without those about a change (`oldSelf`). */
  readonly "x-kubernetes-validations"?: readonly string[];
  /** `set`: no item twice. `map`: no two items with the same keys. */
  readonly "x-kubernetes-list-type"?: "set" | "map";
  readonly "x-kubernetes-list-map-keys"?: readonly string[];
  readonly [keyword: string]: unknown;
}

/** One custom resource definition, derived by scripts/derive-crds.ts. */
export interface Crd {
  readonly kind: CrdKind;
  /** Such as `karpenter.sh/v1`. */
  readonly apiVersion: string;
  /** The version of Karpenter or KEDA that it was derived from, such as `1.14.1`. */
  readonly version: string;
  readonly scope: "Cluster" | "Namespaced";
  /** JSON Schema of `.spec`. */
  readonly schema: Schema;
}

/** One place for sources and for the compiled output, which holds no JSON: both are two folders below the package. */
const FOLDER = join(__dirname, "../../src/upstream/crds");

const FILES: Readonly<Record<CrdKind, string>> = {
  NodePool: "node-pool",
  EC2NodeClass: "ec2-node-class",
  ScaledObject: "scaled-object",
  ScaledJob: "scaled-job",
  TriggerAuthentication: "trigger-authentication",
  ClusterTriggerAuthentication: "cluster-trigger-authentication",
};

const loaded = new Map<CrdKind, Crd>();

/** The definition of a kind; its file is read on first use, since most stacks use few kinds. */
export function crd(kind: CrdKind): Crd {
  let found = loaded.get(kind);
  if (found === undefined) {
    found = JSON.parse(readFileSync(join(FOLDER, `${FILES[kind]}.json`), "utf8")) as Crd;
    loaded.set(kind, found);
  }
  return found;
}
