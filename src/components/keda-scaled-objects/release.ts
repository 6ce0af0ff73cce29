import { ChartObjects } from "../../constructs/chart-objects";
import { address, countWhen, interpolate } from "../../framework/expressions";
import { hcl, type Stack } from "./hcl";
import { apiVersion } from "./objects";

/**
 * The objects as one release. Helm installs kinds that it does not know in alphabetical order, so a ScaledObject comes
 * before its TriggerAuthentication; KEDA then reports it as not ready, and tries again at once (controller-runtime,
 * rate limiter). Removed in the same order, a ScaledObject is gone before the TriggerAuthentication that it needs.
 *
 * @param dependsOn what the triggers read with
 */
export function buildRelease(stack: Stack, dependsOn: readonly string[]): void {
  const chart = new ChartObjects(stack, "scaled", {
    name: interpolate("var.release_name"),
    namespace: interpolate("var.workload_namespace"),
    objects: "local.objects",
    count: countWhen("var.enabled"),
    dependsOn,
  });
  const { release } = chart.objects;
  release.addOverride("lifecycle.precondition", [
    {
      condition: interpolate("length(local.problems) == 0"),
      error_message: interpolate('join("\\n", local.problems)'),
    },
  ]);
  for (const [kind, name] of [
    ["ScaledObject", "scaled_objects"],
    ["ScaledJob", "scaled_jobs"],
  ] as const) {
    stack.addOverride(`check.${name}_ready`, readiness(kind, name, address(release)));
    stack.output(
      `${kind === "ScaledObject" ? "scaled_object" : "scaled_job"}_names`,
      `[for workload in local.workloads : workload.id if workload.kind == "${kind}" && var.enabled]`,
      `${kind}s of this instance, as \`<namespace>/<name>\`.`,
    );
  }
}

/**
 * A check that warns about objects that KEDA reports as not ready. An API server that cannot be reached, and CRDs that
 * are not there, are warnings too: errors of data sources inside a check never stop a plan.
 */
function readiness(kind: string, name: string, release: string): object {
  const objects = `try(data.kubernetes_resources.${name}.objects, [])`;
  const failing =
    hcl(`[for object in ${objects} : format("%s/%s: %s", object.metadata.namespace, object.metadata.name,
    join(", ", [for condition in try(object.status.conditions, []) : try(condition.message, "no message") if condition.type == "Ready"]))
    if contains([for workload in local.workloads : workload.id if workload.kind == "${kind}" && var.enabled], format("%s/%s", object.metadata.namespace, object.metadata.name))
    && anytrue([for condition in try(object.status.conditions, []) : condition.type == "Ready" && condition.status == "False"])]`);
  return {
    data: { kubernetes_resources: { [name]: { api_version: apiVersion, kind, depends_on: [release] } } },
    assert: {
      condition: interpolate(`length(${failing}) == 0`),
      error_message: `KEDA cannot scale \${join("; ", ${failing})}. Look at the events: kubectl describe ${kind.toLowerCase()}.`,
    },
  };
}
