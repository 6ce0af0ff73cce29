import { clusterNames } from "../../framework/cluster-names";
import { clusterName } from "../../framework/names";
import type { ComponentStack } from "../../framework/stack";
import { literal } from "../../framework/terraform-type";
import { forbiddenTags, metadataOptions, nodeClassKind, volumes } from "./defaults";
import type { inputs } from "./inputs";

/** The stack of this component. */
export type Stack = ComponentStack<Extract<keyof typeof inputs, string>>;

/**
 * Declares `local.objects`: the specs as written, with what only the cluster knows and the secure defaults filled in.
 * `complete.ts` does the same in TypeScript; the lab compares them.
 *
 * A spec that is not of the shape that its kind has goes through as it is: the API server says better what is wrong.
 */
export function declareObjects(stack: Stack): void {
  const derived = clusterName(stack, "derived_node_role_name", clusterNames.karpenterNode);
  stack.local("node_role_name", `coalesce(var.node_role_name, ${derived})`, { maxLength: 64 });
  stack.local("discovery_terms", "[{ tags = { (var.discovery_tag) = var.cluster_name } }]");
  stack.local(
    "instance_tags",
    `{ for key, value in local.tags : key => value if !can(regex("${forbiddenTags}", key)) }`,
  );
  stack.local("default_volumes", literal(volumes));
  stack.local("completed_node_classes", nodeClassesExpression());
  stack.local("completed_node_pools", nodePoolsExpression());
  stack.local(
    "objects",
    "concat(" +
      '[for name, spec in local.completed_node_classes : { apiVersion = "karpenter.k8s.aws/v1", kind = "EC2NodeClass", metadata = { name = name }, spec = spec }], ' +
      '[for name, spec in local.completed_node_pools : { apiVersion = "karpenter.sh/v1", kind = "NodePool", metadata = { name = name }, spec = spec }])',
  );
}

/** The fields that the spec sets. Null takes an inherited value back, as YAML merges cannot remove a key. */
const written = "{ for key, value in spec : key => value if value != null }";

function nodeClassesExpression(): string {
  // An alias is always the only term (EC2NodeClass, amiSelectorTerms).
  const family = 'lower(try(coalesce(spec.amiFamily), split("@", spec.amiSelectorTerms[0].alias)[0], ""))';
  return (
    "{ for name, spec in var.node_classes : name => try(merge(" +
    "{ subnetSelectorTerms = local.discovery_terms, securityGroupSelectorTerms = local.discovery_terms }, " +
    '{ for field in ["role"] : field => local.node_role_name if try(spec.instanceProfile, null) == null }, ' +
    `{ for family, mappings in local.default_volumes : "blockDeviceMappings" => mappings if family == ${family} }, ` +
    `${written}, ` +
    `{ tags = merge(local.instance_tags, try(spec.tags, null)), metadataOptions = merge(${literal(metadataOptions)}, try(spec.metadataOptions, null)) }, ` +
    // keys() refuses what is no mapping, also null: such an entry stays as it is.
    '{ for field in ["blockDeviceMappings"] : field => [for mapping in spec.blockDeviceMappings : ' +
    "try(merge(mapping, { ebs = merge({ encrypted = true }, { for key in keys(mapping.ebs) : key => mapping.ebs[key] }) }), mapping)] " +
    "if can(slice(spec.blockDeviceMappings, 0, 0)) }" +
    "), spec) }"
  );
}

function nodePoolsExpression(): string {
  const reference = `{ group = "${nodeClassKind.group}", kind = "${nodeClassKind.kind}", name = contains(keys(var.node_classes), name) ? name : "default" }`;
  return (
    `{ for name, spec in var.node_pools : name => try(merge(${written}, ` +
    "{ template = merge(try(spec.template, null), { spec = merge(try(spec.template.spec, null), " +
    `{ nodeClassRef = merge(${reference}, try(spec.template.spec.nodeClassRef, null)) }) }) }, ` +
    // The API server turns numbers into strings, which every later plan would show as a change.
    '{ for field in ["limits"] : field => { for key in keys(spec.limits) : key => tostring(spec.limits[key]) } if can(keys(spec.limits)) }' +
    "), spec) }"
  );
}
