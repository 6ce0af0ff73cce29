import { z } from "zod";
import type { CrdKind } from "../upstream/crds";

/** What the documentation of an input says besides its type. */
export interface InputNotes {
  /** One or two sentences: what it is, its unit, what happens when it is left out. */
  readonly description: string;
  /** Why the default is what it is. */
  readonly reason?: string;
  /** The upstream field or document it comes from. */
  readonly source?: string;
  /** Terraform type where the one derived from the schema does not fit, for example `any` for verbatim specs. */
  readonly terraformType?: string;
  /** Rules that the type cannot say, for example about another input: Terraform conditions and the words for "must". */
  readonly rules?: readonly { readonly condition: string; readonly message: string }[];
  /** Kind of the pinned CRD whose spec the values of this map are. */
  readonly crd?: CrdKind;
}

/**
 * Declares an input. Everything about it (Terraform variable, JSON Schema, README row, TypeScript type) comes from
 * this one declaration.
 */
export function input<T extends z.ZodType>(schema: T, notes: InputNotes): T {
  return schema.meta({ ...notes }) as T;
}

/**
 * A map from object name to the verbatim spec of a custom resource.
 *
 * @param kind the CRD; its pinned schema checks the specs
 * @param namespaced whether keys may be `<namespace>/<name>`
 */
export function specs(kind: CrdKind, namespaced: boolean, notes: InputNotes) {
  const name = "[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?";
  const key = namespaced ? new RegExp(`^(${name}/)?${name}$`) : new RegExp(`^${name}$`);
  return input(z.record(z.string().regex(key), z.record(z.string(), z.unknown())).default({}), {
    ...notes,
    terraformType: "any",
    crd: kind,
  });
}
