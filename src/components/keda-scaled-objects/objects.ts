import { hcl, type Stack } from "./hcl";

/** API version of every object that the component makes. */
export const apiVersion = "keda.sh/v1alpha1";

/** Declares `local.objects`: the complete objects, TriggerAuthentications first. */
export function declareObjects(stack: Stack): void {
  stack.local(
    "completed_authentications",
    hcl(`merge(
      { for trigger in local.triggers : trigger.authentication => { podIdentity = { provider = "aws", roleArn = local.scaler_role_arns[trigger.authentication] } }... if trigger.implicit },
      { for authentication in local.authentications : authentication.id => merge(
        authentication.spec,
        { for arn in [try(local.scaler_role_arns[authentication.id], null)] : "podIdentity" => merge(authentication.spec.podIdentity, { roleArn = arn }) if arn != null && authentication.managed }
      )... }
    )`),
  );
  stack.local(
    "completed_workloads",
    hcl(`[for workload in local.workloads : {
      kind = workload.kind,
      namespace = workload.namespace,
      name = workload.name,
      annotations = merge([for key, annotations in var.object_annotations : annotations if local.object_ids[key] == workload.id]...),
      spec = merge(workload.spec, { for name in ["triggers"] : name => [for index, trigger in workload.triggers : ${completedTrigger()}] if length(workload.triggers) > 0 })
    }]`),
  );
  stack.local(
    "objects",
    hcl(`concat(
      [for id, specs in local.completed_authentications : {
        apiVersion = "${apiVersion}",
        kind = "TriggerAuthentication",
        metadata = { name = split("/", id)[1], namespace = split("/", id)[0] },
        spec = specs[0]
      }],
      [for workload in local.completed_workloads : {
        apiVersion = "${apiVersion}",
        kind = workload.kind,
        metadata = merge(
          { name = workload.name, namespace = workload.namespace },
          { for field in ["annotations"] : field => workload.annotations if length(workload.annotations) > 0 }
        ),
        spec = workload.spec
      }]
    )`),
  );
}

/** The trigger as written, with the region and the TriggerAuthentication that were left out. */
function completedTrigger(): string {
  const meant =
    "[for meant in local.triggers : meant if meant.kind == workload.kind && meant.key == workload.key && meant.index == index]";
  return `try(merge(
    trigger,
    { for field in ["metadata"] : field => merge(try(trigger.metadata, {}), { awsRegion = try(coalesce(tostring(trigger.metadata.awsRegion)), var.region) }) if startswith(trigger.type, "aws-") },
    { for meant in ${meant} : "authenticationRef" => { name = split("/", meant.authentication)[1] } if meant.implicit }
  ), trigger)`;
}
