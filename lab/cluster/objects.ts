/** A Kubernetes object, or what is to become one. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly spec?: unknown;
  readonly status?: unknown;
  readonly data?: unknown;
  /** What only some kinds have: `rules`, `subjects`, `webhooks`. */
  readonly [field: string]: unknown;
}

/** The fields of metadata that the lab looks at. */
export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A kind: `{ apiVersion: "karpenter.sh/v1", kind: "NodePool" }`. */
export type Kind = Pick<KubeObject, "apiVersion" | "kind">;

/** True when the condition of the type is "True" in the object's status. */
export function hasCondition(object: KubeObject, type: string): boolean {
  const { conditions = [] } = (object.status ?? {}) as {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
  return conditions.some((condition) => condition.type === type && condition.status === "True");
}
