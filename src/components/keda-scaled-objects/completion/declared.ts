import type { CompletionVars } from "../complete";
import { deepMerge, field, isMapping, optionalText, type Value } from "./text";

/** A ScaledObject or ScaledJob as written. */
export interface DeclaredWorkload {
  readonly kind: "ScaledObject" | "ScaledJob";
  readonly key: string;
  /** `<namespace>/<name>`. */
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly spec: Value;
  readonly triggers: readonly unknown[];
}

/** A TriggerAuthentication as written. */
export interface DeclaredAuthentication {
  readonly key: string;
  readonly id: string;
  readonly spec: Value;
  readonly podIdentity: Value;
  /** Whether the component makes its role: provider aws, no role of its own, not the workload's identity. */
  readonly managed: boolean;
  readonly externalId: string | undefined;
}

/** What an instance declares, in Terraform's order of keys. */
export interface Declared {
  readonly workloads: readonly DeclaredWorkload[];
  readonly authentications: readonly DeclaredAuthentication[];
  /** `<namespace>/<name>` of a key. */
  readonly idOf: (key: string) => string;
}

/** Sorts out what an instance declares. The twin of the locals object_ids, workloads and authentications. */
export function declaredObjects(vars: CompletionVars): Declared {
  const idOf = (key: string) => (key.includes("/") ? key : `${vars.workload_namespace ?? "default"}/${key}`);
  const workloads = (kind: DeclaredWorkload["kind"], specs: Value | undefined, defaults: Value | undefined) =>
    entries(specs).map(([key, own]) => {
      const spec = deepMerge(defaults ?? {}, own);
      const [namespace = "", name = ""] = idOf(key).split("/");
      const triggers = field(spec, "triggers");
      return {
        kind,
        key,
        id: idOf(key),
        namespace,
        name,
        spec,
        triggers: Array.isArray(triggers) ? (triggers as unknown[]) : [],
      };
    });
  return {
    workloads: [
      ...workloads("ScaledObject", vars.scaled_objects, vars.scaled_object_defaults),
      ...workloads("ScaledJob", vars.scaled_jobs, vars.scaled_job_defaults),
    ],
    authentications: entries(vars.trigger_authentications).map(([key, spec]) => {
      const podIdentity = field(spec, "podIdentity");
      return {
        key,
        id: idOf(key),
        spec,
        podIdentity: isMapping(podIdentity) ? podIdentity : {},
        managed:
          field(podIdentity, "provider") === "aws" &&
          optionalText(field(podIdentity, "roleArn")) === undefined &&
          field(podIdentity, "identityOwner") !== "workload",
        externalId: optionalText(field(podIdentity, "externalID")),
      };
    }),
    idOf,
  };
}

function entries(specs: Value | undefined): [string, Value][] {
  return Object.entries(specs ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, spec]) => [key, isMapping(spec) ? spec : {}]);
}
