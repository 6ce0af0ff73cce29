import { isOpaque } from "../../../stacks/opaque";
import { type ScalerType, scalerResources, scalers } from "../../../upstream/scalers";
import type { CompletionVars } from "../complete";
import { ownKeys, patterns } from "../rules";
import type { Declared, DeclaredWorkload } from "./declared";
import { field, isMapping, optionalText } from "./text";

/** A trigger and what it means. */
export interface MeantTrigger {
  readonly workload: DeclaredWorkload;
  /** Where it is, for people. */
  readonly place: string;
  readonly type: string;
  readonly region: string;
  readonly queueURL: string | undefined;
  readonly queueURLFromEnv: string | undefined;
  readonly queueName: string | undefined;
  readonly queueRegion: string;
  readonly tableName: string | undefined;
  readonly table: string | undefined;
  readonly indexName: string | undefined;
  /** Whether the component makes a TriggerAuthentication for it. */
  readonly implicit: boolean;
  /** `<namespace>/<name>` of the TriggerAuthentication whose role is made here; undefined when none is. */
  readonly authentication: string | undefined;
  /** What its role may read. */
  readonly arns: readonly string[];
  /** The trigger with what was left out. */
  readonly completed: unknown;
}

/** What each trigger means. The twin of the locals written_triggers, triggers and trigger_resources. */
export function meantTriggers(
  vars: CompletionVars,
  declared: Declared,
  partition: string,
): readonly MeantTrigger[] {
  const managed = new Set(declared.authentications.filter((one) => one.managed).map(({ id }) => id));
  return declared.workloads.flatMap((workload) =>
    workload.triggers.map((trigger, index) => {
      const type = optionalText(field(trigger, "type")) ?? "";
      const metadata = (key: string) => optionalText(field(trigger, "metadata", key));
      const region = metadata("awsRegion") ?? vars.region;
      const queue = queueOf(metadata("queueURL"), region, vars, partition);
      const table = tableOf(metadata("tableName"), region, vars, partition);
      const implicit =
        Object.hasOwn(scalers, type) &&
        (field(trigger, "authenticationRef") ?? null) === null &&
        ownKeys.every((key) => metadata(key) === undefined);
      const authentication = implicit
        ? `${workload.id}-${labelOf(trigger, index)}`
        : referenced(workload, trigger, type, managed);
      return {
        workload,
        place: `${workload.kind} ${workload.id}, trigger ${index} (${type})`,
        type,
        region,
        queueURL: metadata("queueURL"),
        queueURLFromEnv: metadata("queueURLFromEnv"),
        queueName: queue.name,
        queueRegion: queue.region,
        tableName: metadata("tableName"),
        table,
        indexName: metadata("indexName"),
        implicit,
        authentication,
        arns: authentication === undefined ? [] : arnsOf(type, queue.arn, table, metadata("indexName")),
        completed: complete(trigger, type, region, implicit ? authentication : undefined),
      };
    }),
  );
}

/** The TriggerAuthentication that a trigger names, when its role is made here. */
function referenced(
  workload: DeclaredWorkload,
  trigger: unknown,
  type: string,
  managed: ReadonlySet<string>,
): string | undefined {
  const kind = optionalText(field(trigger, "authenticationRef", "kind")) ?? "TriggerAuthentication";
  const name = optionalText(field(trigger, "authenticationRef", "name"));
  if (!Object.hasOwn(scalers, type) || kind !== "TriggerAuthentication" || name === undefined)
    return undefined;
  const id = `${workload.namespace}/${name}`;
  return managed.has(id) ? id : undefined;
}

/** The trigger's name made fit for a Kubernetes name, else its position. */
function labelOf(trigger: unknown, index: number): string {
  const name = (optionalText(field(trigger, "name")) ?? "")
    .toLowerCase()
    .replace(new RegExp(patterns.notInNames, "g"), "-")
    .replace(/^-+|-+$/g, "");
  return name === "" ? String(index) : name;
}

interface Queue {
  readonly name: string | undefined;
  readonly region: string;
  readonly arn: string | undefined;
}

function queueOf(url: string | undefined, region: string, vars: CompletionVars, partition: string): Queue {
  const parts = new RegExp(patterns.queueUrl).exec(url ?? "");
  const name = parts?.[2] ?? new RegExp(patterns.queueName).exec(url ?? "")?.[1];
  const ownArn =
    name === undefined
      ? undefined
      : `arn:${partition}:sqs:${region}:${parts?.[1] ?? vars.account_id}:${name}`;
  return {
    name,
    region: new RegExp(patterns.queueRegion).exec(url ?? "")?.[1] ?? region,
    arn: url !== undefined && isOpaque(url) ? url : ownArn,
  };
}

function tableOf(
  name: string | undefined,
  region: string,
  vars: CompletionVars,
  partition: string,
): string | undefined {
  if (name === undefined || isOpaque(name) || new RegExp(patterns.tableArn).test(name)) return name;
  return new RegExp(patterns.tableName).test(name)
    ? `arn:${partition}:dynamodb:${region}:${vars.account_id}:table/${name}`
    : undefined;
}

function arnsOf(
  type: string,
  queueArn: string | undefined,
  tableArn: string | undefined,
  indexName: string | undefined,
): readonly string[] {
  switch (type as ScalerType) {
    case "aws-sqs-queue":
      return queueArn === undefined ? [] : scalerResources({ type: "aws-sqs-queue", queueArn });
    case "aws-cloudwatch":
      return scalerResources({ type: "aws-cloudwatch" });
    case "aws-dynamodb":
      if (tableArn === undefined) return [];
      return scalerResources({
        type: "aws-dynamodb",
        tableArn,
        ...(indexName === undefined ? {} : { indexName }),
      });
  }
}

function complete(
  trigger: unknown,
  type: string,
  region: string,
  authentication: string | undefined,
): unknown {
  if (!isMapping(trigger)) return trigger;
  const metadata = field(trigger, "metadata") ?? {};
  const isAws = type.startsWith("aws-");
  if (isAws && !isMapping(metadata)) return trigger;
  return {
    ...trigger,
    ...(isAws && isMapping(metadata) ? { metadata: { ...metadata, awsRegion: region } } : {}),
    ...(authentication === undefined
      ? {}
      : { authenticationRef: { name: authentication.slice(authentication.indexOf("/") + 1) } }),
  };
}
