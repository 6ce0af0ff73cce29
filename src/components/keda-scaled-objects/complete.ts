/**
 * The completion in TypeScript, for `show` and `check`: what the component's locals compute, without Terraform. The
 * lab's test scaled-object-completion proves that both agree. Pure, and free of CDKTF, which takes long to load.
 */
import type { Statement } from "../../constructs/policy";
import { clusterNames, fitted, nameOf } from "../../framework/cluster-names";
import { type ScalerType, scalerStatement, scalers, scalerTrustStatements } from "../../upstream/scalers";
import { type Declared, declaredObjects } from "./completion/declared";
import { findProblems } from "./completion/find-problems";
import { type MeantTrigger, meantTriggers } from "./completion/meant-triggers";
import { optionalText, type Value } from "./completion/text";

/** The vars of an instance that decide what it makes. Names are those of the Terraform variables. */
export interface CompletionVars {
  readonly cluster_name: string;
  readonly region: string;
  readonly account_id: string;
  readonly workload_namespace?: string | undefined;
  readonly identity?: string | undefined;
  readonly operator_role_arn?: string | null | undefined;
  readonly scaled_objects?: Value | undefined;
  readonly scaled_jobs?: Value | undefined;
  readonly scaled_object_defaults?: Value | undefined;
  readonly scaled_job_defaults?: Value | undefined;
  readonly trigger_authentications?: Value | undefined;
  readonly object_annotations?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
}

/** A Kubernetes object that the component makes. */
export interface KedaObject {
  readonly apiVersion: string;
  readonly kind: "TriggerAuthentication" | "ScaledObject" | "ScaledJob";
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: unknown;
}

/** An IAM role that the component makes. */
export interface ScalerRole {
  readonly name: string;
  readonly arn: string;
  readonly trust: readonly Statement[];
  readonly statements: readonly Statement[];
}

/** Everything that an instance makes. */
export interface Completion {
  /** Complete objects, TriggerAuthentications first. */
  readonly objects: readonly KedaObject[];
  /** Roles by `<namespace>/<name>` of the TriggerAuthentication. */
  readonly roles: Readonly<Record<string, ScalerRole>>;
  /** Why Terraform would refuse the instance: place, value, rule and fix. */
  readonly problems: readonly string[];
}

const roleNameLimit = 64;

/**
 * Completes the objects of an instance.
 *
 * @param vars the instance's vars; values that only Atmos can resolve (`!terraform.state ...`) are carried as text
 * @param partition AWS partition. @default "aws"
 */
export function completeScaledObjects(vars: CompletionVars, partition = "aws"): Completion {
  const declared = declaredObjects(vars);
  const triggers = meantTriggers(vars, declared, partition);
  const roles = scalerRoles(vars, declared, triggers, partition);
  return {
    objects: [...authentications(declared, triggers, roles), ...workloads(vars, declared, triggers)],
    roles,
    problems: findProblems(vars, declared, triggers, roles),
  };
}

function scalerRoles(
  vars: CompletionVars,
  declared: Declared,
  triggers: readonly MeantTrigger[],
  partition: string,
): Record<string, ScalerRole> {
  const iam = `arn:${partition}:iam::${vars.account_id}:role`;
  const operatorRoleArn =
    optionalText(vars.operator_role_arn) ?? `${iam}/${nameOf(vars.cluster_name, clusterNames.kedaOperator)}`;
  const ids = sortedSet(triggers.flatMap(({ authentication }) => authentication ?? []));
  return Object.fromEntries(
    ids.map((id) => {
      const used = triggers.filter(({ authentication }) => authentication === id);
      const name = fitted([vars.cluster_name, ...id.split("/")].join("."), roleNameLimit);
      const role: ScalerRole = {
        name,
        arn: `${iam}/keda/${vars.cluster_name}/${name}`,
        trust: scalerTrustStatements({
          operatorRoleArn,
          sessionTags: (vars.identity ?? "pod-identity") === "pod-identity",
          externalId: declared.authentications.find((one) => one.id === id)?.externalId,
        }),
        statements: statements(used),
      };
      return [id, role];
    }),
  );
}

function statements(triggers: readonly MeantTrigger[]): Statement[] {
  return (Object.keys(scalers) as ScalerType[]).flatMap((type) => {
    const used = triggers.filter((trigger) => trigger.type === type);
    return used.length === 0
      ? []
      : [
          scalerStatement(
            type,
            used.flatMap(({ arns }) => arns),
          ),
        ];
  });
}

function authentications(
  declared: Declared,
  triggers: readonly MeantTrigger[],
  roles: Readonly<Record<string, ScalerRole>>,
): KedaObject[] {
  const specs = new Map<string, unknown>();
  for (const { implicit, authentication } of triggers) {
    if (!implicit || authentication === undefined) continue;
    specs.set(authentication, { podIdentity: { provider: "aws", roleArn: roles[authentication]?.arn } });
  }
  for (const { id, spec, managed, podIdentity } of declared.authentications) {
    const arn = roles[id]?.arn;
    specs.set(
      id,
      arn === undefined || !managed ? spec : { ...spec, podIdentity: { ...podIdentity, roleArn: arn } },
    );
  }
  return sortedSet(specs.keys()).map((id) => {
    const [namespace = "", name = ""] = id.split("/");
    return { ...kind("TriggerAuthentication"), metadata: { name, namespace }, spec: specs.get(id) };
  });
}

function workloads(
  vars: CompletionVars,
  declared: Declared,
  triggers: readonly MeantTrigger[],
): KedaObject[] {
  return declared.workloads.map((workload) => {
    const annotations = Object.assign(
      {},
      ...Object.entries(vars.object_annotations ?? {})
        .filter(([key]) => declared.idOf(key) === workload.id)
        .map(([, values]) => values),
    ) as Record<string, string>;
    const own = triggers.filter((trigger) => trigger.workload === workload);
    return {
      ...kind(workload.kind),
      metadata: {
        name: workload.name,
        namespace: workload.namespace,
        ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      },
      spec:
        workload.triggers.length === 0
          ? workload.spec
          : { ...workload.spec, triggers: own.map(({ completed }) => completed) },
    };
  });
}

function kind<Kind extends KedaObject["kind"]>(name: Kind): { apiVersion: string; kind: Kind } {
  return { apiVersion: "keda.sh/v1alpha1", kind: name };
}

/** Terraform's order of keys. */
function sortedSet(values: Iterable<string>): string[] {
  return [...new Set(values)].sort();
}
