import { ChartObjects, chartFiles } from "../../constructs/chart-objects";
import { defineComponent } from "../../framework/component";
import { clusterInputs } from "../../framework/context";
import { address, countWhen, interpolate } from "../../framework/expressions";
import { clusterName, clusterNames } from "../../framework/names";
import type { ComponentStack } from "../../framework/stack";
import { example, guide } from "./guide";
import { inputs } from "./inputs";

type Stack = ComponentStack<Extract<keyof typeof inputs, string>>;

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

/** Declares `local.objects`: the specs as written, with what only the cluster knows filled in. */
function declareObjects(stack: Stack): void {
  const derived = clusterName(stack, "derived_node_role_name", clusterNames.karpenterNode);
  stack.local("node_role_name", `coalesce(var.node_role_name, ${derived})`, { maxLength: 64 });
  stack.local("discovery_terms", "[{ tags = { (var.discovery_tag) = var.cluster_name } }]");
  stack.local(
    "completed_node_classes",
    "{ for name, spec in var.node_classes : name => merge(" +
      "{ subnetSelectorTerms = local.discovery_terms, securityGroupSelectorTerms = local.discovery_terms }, " +
      '{ for field in ["role"] : field => local.node_role_name if try(spec.instanceProfile, null) == null }, ' +
      "spec, { tags = merge(local.tags, try(spec.tags, {})) }) }",
  );
  stack.local(
    "completed_node_pools",
    "{ for name, spec in var.node_pools : name => merge(spec, " +
      "{ template = merge(try(spec.template, {}), { spec = merge(try(spec.template.spec, {}), { nodeClassRef = merge(" +
      '{ group = "karpenter.k8s.aws", kind = "EC2NodeClass", name = contains(keys(var.node_classes), name) ? name : "default" }, ' +
      "try(spec.template.spec.nodeClassRef, {})) }) }) }, " +
      // The API server turns numbers into strings, which every later plan would show as a change.
      '{ for field in ["limits"] : field => { for key, value in spec.limits : key => tostring(value) } if try(spec.limits, null) != null }) }',
  );
  stack.local(
    "objects",
    "concat(" +
      '[for name, spec in local.completed_node_classes : { apiVersion = "karpenter.k8s.aws/v1", kind = "EC2NodeClass", metadata = { name = name }, spec = spec }], ' +
      '[for name, spec in local.completed_node_pools : { apiVersion = "karpenter.sh/v1", kind = "NodePool", metadata = { name = name }, spec = spec }])',
  );
}

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
