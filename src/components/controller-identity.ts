import { WorkloadIdentity } from "../constructs/workload-identity";
import { interpolate } from "../framework/expressions";
import type { ComponentStack } from "../framework/stack";

/** A controller that runs in the cluster and calls AWS. */
export interface Controller {
  /** Expression of the role's name. */
  readonly roleName: string;
  /** Text: description of the role. */
  readonly description: string;
  /** Name of its service account. */
  readonly serviceAccount: string;
}

/**
 * The identity of a component's controller, from the inputs that every such component has: the context, the cluster,
 * `kube_namespace`, `identity`, `oidc_provider_arn` and `permissions_boundary_arn`.
 */
export function controllerIdentity(
  stack: ComponentStack<never>,
  id: string,
  controller: Controller,
): WorkloadIdentity {
  return new WorkloadIdentity(stack, id, {
    roleName: interpolate(controller.roleName),
    description: controller.description,
    clusterName: "var.cluster_name",
    accountId: "var.account_id",
    region: "var.region",
    partition: "data.aws_partition.current.partition",
    namespace: "var.kube_namespace",
    serviceAccount: `"${controller.serviceAccount}"`,
    irsa: 'var.identity == "irsa"',
    oidcProviderArn: "var.oidc_provider_arn",
    permissionsBoundary: "var.permissions_boundary_arn",
    enabled: "var.enabled",
  });
}
