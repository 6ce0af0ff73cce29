import { z } from "zod";
import { input, specs } from "../../framework/input";

/** Inputs of `karpenter-node-pools`, besides the context and the cluster. */
export const inputs = {
  node_pools: specs("NodePool", false, {
    description:
      "NodePool specs by name, as Karpenter documents them. `template.spec.nodeClassRef` may be left out: it is the node class of the pool's name, else `default`.",
    source: "karpenter.sh/v1 NodePool.spec",
  }),
  node_classes: specs("EC2NodeClass", false, {
    description:
      "EC2NodeClass specs by name. `role`, `subnetSelectorTerms` and `securityGroupSelectorTerms` may be left out; the context's tags are added to `tags`.",
    source: "karpenter.k8s.aws/v1 EC2NodeClass.spec",
  }),
  node_role_name: input(
    z
      .string()
      .regex(/^[A-Za-z0-9+=,.@_-]+$/)
      .max(64)
      .nullable()
      .default(null),
    {
      description:
        "Role of the nodes. Null is the role that the `karpenter` component makes for this cluster.",
      reason: "both components derive the name from cluster_name",
    },
  ),
  discovery_tag: input(z.string().min(1).max(128).default("karpenter.sh/discovery"), {
    description:
      "Tag by which subnets and security groups are found when a node class names none. Its value is the cluster's name.",
    reason: "Karpenter's own examples use it",
    source: "Karpenter 1.14, getting started",
  }),
  drain_timeout_seconds: input(z.number().int().min(60).max(7200).default(900), {
    description:
      "Seconds that a destroy waits for the node classes, which go when their last node is drained and gone.",
    reason: "most nodes drain in minutes; a pool with a long terminationGracePeriod needs more",
  }),
  kube_namespace: input(
    z
      .string()
      .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/)
      .max(63)
      .default("kube-system"),
    {
      description: "Kubernetes namespace of the Helm release. Node pools and node classes have none.",
      reason: "the controller's release is there too",
    },
  ),
  release_name: input(
    z
      .string()
      .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/)
      .max(53)
      .default("karpenter-node-pools"),
    {
      description: "Name of the Helm release. Two instances in one cluster need two names.",
      reason: "most clusters have one instance",
      source: "Helm: release names have at most 53 characters",
    },
  ),
};
