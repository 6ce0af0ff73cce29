import { isOpaque } from "../../../stacks/opaque";
import type { CompletionVars, ScalerRole } from "../complete";
import { inlinePolicyLimit, patterns, problems } from "../rules";
import type { Declared } from "./declared";
import type { MeantTrigger } from "./meant-triggers";

/**
 * Why Terraform would refuse the instance. The twin of the local `problems`, in its order. A value that only Atmos can
 * resolve is not judged.
 */
export function findProblems(
  vars: CompletionVars,
  declared: Declared,
  triggers: readonly MeantTrigger[],
  roles: Readonly<Record<string, ScalerRole>>,
): string[] {
  return [
    ...clashes(vars, declared, triggers),
    ...triggers.filter(({ authentication }) => authentication !== undefined).flatMap(triggerProblems),
    ...declared.authentications
      .filter(
        ({ managed, externalId }) => managed && externalId !== undefined && !fits("externalId", externalId),
      )
      .map(({ id }) => problems.externalId(id)),
    ...Object.entries(roles)
      .map(([id, { statements }]) => ({ id, length: policyLength(statements) }))
      .filter(({ length }) => length > inlinePolicyLimit)
      .map(({ id, length }) => problems.policyTooLong(id, String(length))),
  ];
}

function clashes(vars: CompletionVars, declared: Declared, triggers: readonly MeantTrigger[]): string[] {
  const keys = grouped([
    ...declared.workloads.map(({ kind, id, key }) => [`${kind} ${id}`, key] as const),
    ...declared.authentications.map(({ id, key }) => [`TriggerAuthentication ${id}`, key] as const),
  ]);
  const makers = grouped([
    ...declared.authentications.map(({ id }) => [id, "trigger_authentications"] as const),
    ...triggers.flatMap(({ implicit, authentication, place }) =>
      implicit && authentication !== undefined ? [[authentication, place] as const] : [],
    ),
  ]);
  return [
    ...keys
      .filter(([, all]) => all.length > 1)
      .map(([name, all]) => problems.declaredTwice(name, all.join(" and "))),
    ...makers
      .map(([id, places]) => [id, [...new Set(places)]] as const)
      .filter(([, places]) => places.length > 1)
      .map(([id, places]) => problems.authenticationTwice(id, places.join(" and "))),
    ...Object.keys(vars.object_annotations ?? {})
      .sort()
      .filter((key) => !declared.workloads.some(({ id }) => id === declared.idOf(key)))
      .map(problems.annotatesNothing),
  ];
}

function triggerProblems(trigger: MeantTrigger): string[] {
  const { place, type, region, queueURL, queueURLFromEnv, tableName, indexName } = trigger;
  const found: string[] = [];
  if (!fits("region", region)) found.push(problems.region(place, region));
  if (type === "aws-sqs-queue") {
    if (queueURL === undefined) {
      found.push(queueURLFromEnv === undefined ? problems.queueMissing(place) : problems.queueFromEnv(place));
    } else if (trigger.queueName === undefined && !isOpaque(queueURL)) {
      found.push(problems.queueInvalid(place, queueURL));
    }
    if (trigger.queueRegion !== region && !isOpaque(region)) {
      found.push(problems.queueRegion(place, trigger.queueRegion, region));
    }
  }
  if (type === "aws-dynamodb") {
    if (tableName === undefined) found.push(problems.tableMissing(place));
    else if (trigger.table === undefined && !isOpaque(tableName)) {
      found.push(problems.tableInvalid(place, tableName));
    }
    if (indexName !== undefined && !fits("index", indexName)) {
      found.push(problems.indexInvalid(place, indexName));
    }
  }
  return found;
}

function fits(pattern: keyof typeof patterns, value: string): boolean {
  return isOpaque(value) || new RegExp(patterns[pattern]).test(value);
}

function policyLength(statements: ScalerRole["statements"]): number {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements }).length;
}

/** Values by key, in Terraform's order of keys. */
function grouped(pairs: readonly (readonly [string, string])[]): [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
