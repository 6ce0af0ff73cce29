import { ChartObjects, chartFiles } from "../../constructs/chart-objects";
import { defineComponent } from "../../framework/component";
import { clusterInputs } from "../../framework/context";
import { address, countWhen, interpolate } from "../../framework/expressions";
import { example, guide } from "./guide";
import { inputs } from "./inputs";
import { declareObjects, type Stack } from "./objects";

/** Any number of NodePools and EC2NodeClasses, as their stacks spell them. */
export const karpenterNodePools = defineComponent({
  name: "karpenter-node-pools",
  summary: "What Karpenter may launch: any number of NodePools and EC2NodeClasses.",
  guide,
  example,
  providers: ["aws", "helm", "kubernetes"],
  inputs: { ...clusterInputs, ...inputs },
  files: chartFiles("karpenter-node-pools"),
  build(stack) {
    declareObjects(stack);
    const release = new ChartObjects(stack, "node_pools", {
      name: "${var.release_name}",
      namespace: "${var.kube_namespace}",
      objects: "local.objects",
      count: countWhen("var.enabled"),
    });
    release.objects.release.addOverride("timeout", interpolate("var.drain_timeout_seconds"));
    checkReadiness(stack, address(release.objects.release));
    stack.output(
      "node_pool_names",
      "[for name in keys(var.node_pools) : name if var.enabled]",
      "The node pools.",
    );
    stack.output(
      "node_class_names",
      "[for name in keys(var.node_classes) : name if var.enabled]",
      "The node classes.",
    );
  },
});

/**
 * Warns about node pools that are not ready. `try` around it, because an API that cannot be reached or a status that is
 * not there yet would otherwise be an error that stops the run.
 */
function checkReadiness(stack: Stack, release: string): void {
  const found = "data.kubernetes_resources.node_pools.objects";
  const ready = `try(anytrue([for pool in ${found} : anytrue([for condition in pool.status.conditions : condition.type == "Ready" && condition.status == "True"]) if pool.metadata.name == name]), false)`;
  stack.addOverride("check.node_pools_ready", {
    data: {
      kubernetes_resources: {
        node_pools: { api_version: "karpenter.sh/v1", kind: "NodePool", depends_on: [release] },
      },
    },
    assert: {
      condition: interpolate(`!var.enabled || alltrue([for name in keys(var.node_pools) : ${ready}])`),
      error_message: `Not ready: \${join(", ", [for name in keys(var.node_pools) : name if !${ready}])}. Look with: kubectl describe nodepools,ec2nodeclasses`,
    },
  });
}
