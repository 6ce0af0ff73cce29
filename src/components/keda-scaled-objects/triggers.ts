import { quoted } from "../../framework/expressions";
import { anyResource, scalers } from "../../upstream/scalers";
import { deepMerge, hcl, optionalText, type Stack } from "./hcl";
import { ownKeys, patterns } from "./rules";

/**
 * Locals about objects and triggers: `scalers`, `object_ids`, `workloads`, `authentications`, `triggers`.
 *
 * Specs are verbatim values of any shape, so every look into one is a `try`, and what it finds is text or null.
 */
export function declareTriggers(stack: Stack): void {
  stack.local("scalers", scalersExpression());
  stack.local(
    "object_ids",
    hcl(`{
      for key in distinct(concat(keys(var.scaled_objects), keys(var.scaled_jobs), keys(var.trigger_authentications), keys(var.object_annotations))) :
      key => length(split("/", key)) > 1 ? key : join("/", [var.workload_namespace, key])
    }`),
  );
  stack.local(
    "specs",
    hcl(`{
      ScaledObject = { for key, spec in var.scaled_objects : key => ${deepMerge("var.scaled_object_defaults", "spec")} },
      ScaledJob = { for key, spec in var.scaled_jobs : key => ${deepMerge("var.scaled_job_defaults", "spec")} }
    }`),
  );
  stack.local(
    "workloads",
    hcl(`flatten([for kind in ["ScaledObject", "ScaledJob"] : [for key, spec in local.specs[kind] : {
      kind = kind,
      key = key,
      id = local.object_ids[key],
      namespace = split("/", local.object_ids[key])[0],
      name = split("/", local.object_ids[key])[1],
      spec = spec,
      triggers = try(slice(spec.triggers, 0, length(spec.triggers)), [])
    }]])`),
  );
  stack.local(
    "authentications",
    hcl(`[for key, spec in var.trigger_authentications : {
      id = local.object_ids[key],
      key = key,
      spec = spec,
      external_id = ${optionalText("spec.podIdentity.externalID")},
      managed = ${optionalText("spec.podIdentity.provider")} == "aws" &&
        ${optionalText("spec.podIdentity.roleArn")} == null &&
        ${optionalText("spec.podIdentity.identityOwner")} != "workload"
    }]`),
  );
  stack.local(
    "managed_authentications",
    "toset([for authentication in local.authentications : authentication.id if authentication.managed])",
  );
  declareTriggerLocals(stack);
}

/** Three steps, because a `for` cannot name an intermediate value: what is written, what it means, what it needs. */
function declareTriggerLocals(stack: Stack): void {
  const written = ["queueURL", "queueURLFromEnv", "tableName", "indexName"] as const;
  stack.local(
    "written_triggers",
    hcl(`flatten([for workload in local.workloads : [for index, trigger in workload.triggers : {
      kind = workload.kind,
      key = workload.key,
      id = workload.id,
      namespace = workload.namespace,
      name = workload.name,
      index = index,
      type = try(coalesce(tostring(trigger.type)), ""),
      label = try(coalesce(trim(replace(lower(trigger.name), ${quoted(`/${patterns.notInNames}/`)}, "-"), "-")), tostring(index)),
      region = try(coalesce(tostring(trigger.metadata.awsRegion)), var.region),
      ${written.map((key) => `${key} = ${optionalText(`trigger.metadata.${key}`)}`).join(",\n")},
      own_keys = ${ownKeys.map((key) => `${optionalText(`trigger.metadata.${key}`)} != null`).join(" || ")},
      referenced = try(trigger.authenticationRef, null) != null,
      reference = ${optionalText("trigger.authenticationRef.name")},
      reference_kind = try(coalesce(tostring(trigger.authenticationRef.kind)), "TriggerAuthentication")
    }]])`),
  );
  stack.local(
    "triggers",
    hcl(`[for trigger in local.written_triggers : merge(trigger, {
      place = "\${trigger.kind} \${trigger.id}, trigger \${trigger.index} (\${trigger.type})",
      implicit = contains(keys(local.scalers), trigger.type) && !trigger.referenced && !trigger.own_keys,
      authentication = contains(keys(local.scalers), trigger.type) ? (
        trigger.referenced ? (
          trigger.reference_kind == "TriggerAuthentication" &&
          try(contains(local.managed_authentications, "\${trigger.namespace}/\${trigger.reference}"), false)
          ? "\${trigger.namespace}/\${trigger.reference}" : null
        ) : trigger.own_keys ? null : "\${trigger.namespace}/\${trigger.name}-\${trigger.label}"
      ) : null,
      queue_account = try(regex(${quoted(patterns.queueUrl)}, trigger.queueURL)[0], var.account_id),
      queue_name = try(regex(${quoted(patterns.queueUrl)}, trigger.queueURL)[1], regex(${quoted(patterns.queueName)}, trigger.queueURL)[0], null),
      queue_region = try(regex(${quoted(patterns.queueRegion)}, trigger.queueURL)[0], trigger.region),
      table = can(regex(${quoted(patterns.tableArn)}, trigger.tableName)) ? trigger.tableName :
        can(regex(${quoted(patterns.tableName)}, trigger.tableName)) ?
        "arn:\${data.aws_partition.current.partition}:dynamodb:\${trigger.region}:\${var.account_id}:table/\${trigger.tableName}" : null
    })]`),
  );
  stack.local(
    "trigger_resources",
    hcl(`[for trigger in local.triggers : {
      authentication = trigger.authentication,
      type = trigger.type,
      arns = trigger.type == "aws-sqs-queue" ? compact([
          trigger.queue_name == null ? null : "arn:\${data.aws_partition.current.partition}:sqs:\${trigger.region}:\${trigger.queue_account}:\${coalesce(trigger.queue_name, "none")}"
        ]) : trigger.type == "aws-dynamodb" ? compact([
          trigger.table,
          trigger.table == null || trigger.indexName == null ? null : "\${coalesce(trigger.table, "none")}/index/\${coalesce(trigger.indexName, "none")}"
        ]) : [${quoted(anyResource)}]
    } if trigger.authentication != null]`),
  );
}

/** The scalers of src/upstream/scalers.ts, as HCL. */
function scalersExpression(): string {
  const entries = Object.entries(scalers).map(
    ([type, { sid, actions }]) =>
      `${quoted(type)} = { sid = ${quoted(sid)}, actions = [${actions.map(quoted).join(", ")}] }`,
  );
  return `{ ${entries.join(", ")} }`;
}
