import { quoted } from "../../framework/expressions";
import { hcl, type Stack } from "./hcl";
import { inlinePolicyLimit, patterns, problems } from "./rules";

/**
 * Declares `local.problems`: one sentence for everything that only the resolved inputs show to be wrong. The release
 * has a precondition that the list is empty. `findProblems` in complete.ts is its twin.
 */
export function declareProblems(stack: Stack): void {
  declareClashes(stack);
  stack.local(
    "problems",
    hcl(`concat(
      local.clashes,
      flatten([for trigger in local.triggers : concat(${triggerProblems().join(",\n")}) if trigger.authentication != null]),
      [for authentication in local.authentications : ${sentence(problems.externalId("${authentication.id}"))}
        if authentication.managed && authentication.external_id != null && !can(regex(${quoted(patterns.externalId)}, authentication.external_id))],
      [for id, policy in local.scaler_policies : ${sentence(problems.policyTooLong("${id}", "${length(policy)}"))} if length(policy) > ${inlinePolicyLimit}]
    )`),
  );
}

/** Keys that mean one object, TriggerAuthentications that two would make, annotations of nothing. */
function declareClashes(stack: Stack): void {
  stack.local(
    "declared_keys",
    hcl(`{ for object in concat(
      [for workload in local.workloads : { name = "\${workload.kind} \${workload.id}", key = workload.key }],
      [for authentication in local.authentications : { name = "TriggerAuthentication \${authentication.id}", key = authentication.key }]
    ) : object.name => object.key... }`),
  );
  stack.local(
    "authentication_places",
    hcl(`{ for maker in concat(
      [for authentication in local.authentications : { id = authentication.id, place = "trigger_authentications" }],
      [for trigger in local.triggers : { id = trigger.authentication, place = trigger.place } if trigger.implicit]
    ) : maker.id => maker.place... }`),
  );
  stack.local(
    "clashes",
    hcl(`concat(
      [for name, keys in local.declared_keys : ${sentence(problems.declaredTwice("${name}", '${join(" and ", keys)}'))} if length(keys) > 1],
      [for id, places in local.authentication_places : ${sentence(problems.authenticationTwice("${id}", '${join(" and ", distinct(places))}'))}
        if length(distinct(places)) > 1],
      [for key in keys(var.object_annotations) : ${sentence(problems.annotatesNothing("${key}"))}
        if !contains([for workload in local.workloads : workload.id], local.object_ids[key])]
    )`),
  );
}

/** What is wrong with a trigger whose role is made here. */
function triggerProblems(): string[] {
  const place = "${trigger.place}";
  const isQueue = 'trigger.type == "aws-sqs-queue"';
  const isTable = 'trigger.type == "aws-dynamodb"';
  const rule = (text: string, condition: string) => `[for _ in [0] : ${sentence(text)} if ${condition}]`;
  return [
    rule(
      problems.region(place, "${trigger.region}"),
      `!can(regex(${quoted(patterns.region)}, trigger.region))`,
    ),
    rule(
      problems.queueMissing(place),
      `${isQueue} && trigger.queueURL == null && trigger.queueURLFromEnv == null`,
    ),
    rule(
      problems.queueFromEnv(place),
      `${isQueue} && trigger.queueURL == null && trigger.queueURLFromEnv != null`,
    ),
    rule(
      problems.queueInvalid(place, '${trigger.queueURL == null ? "" : trigger.queueURL}'),
      `${isQueue} && trigger.queueURL != null && trigger.queue_name == null`,
    ),
    rule(
      problems.queueRegion(place, "${trigger.queue_region}", "${trigger.region}"),
      `${isQueue} && trigger.queue_region != trigger.region`,
    ),
    rule(problems.tableMissing(place), `${isTable} && trigger.tableName == null`),
    rule(
      problems.tableInvalid(place, '${trigger.tableName == null ? "" : trigger.tableName}'),
      `${isTable} && trigger.tableName != null && trigger.table == null`,
    ),
    rule(
      problems.indexInvalid(place, '${trigger.indexName == null ? "" : trigger.indexName}'),
      `${isTable} && trigger.indexName != null && !can(regex(${quoted(patterns.index)}, trigger.indexName))`,
    ),
  ];
}

/** A sentence with `${...}` in it, as an HCL string. The expressions keep their quotes. */
function sentence(text: string): string {
  return `"${text}"`;
}
