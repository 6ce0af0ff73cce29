import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { IamServiceLinkedRole } from "@cdktf/provider-aws/lib/iam-service-linked-role";
import { policyText } from "../../constructs/policy";
import { address, attribute, countWhen, interpolate } from "../../framework/expressions";
import type { Stack } from "./stack";

/** AWS managed policies of every node (Karpenter 1.14, CloudFormation template: KarpenterNodeRole). */
const managedPolicies = [
  "AmazonEKS_CNI_Policy",
  "AmazonEKSWorkerNodePolicy",
  "AmazonEC2ContainerRegistryPullOnly",
  "AmazonSSMManagedInstanceCore",
];

/** The role of the nodes, and what a controller needs that launches nodes with it. */
export interface NodeRole {
  readonly role: IamRole;
  /** Addresses of the policies and the access entry: a node without them never joins. */
  readonly dependencies: readonly string[];
}

/** The role of the nodes, its policies, and the access entry with which they join. */
export function buildNodeRole(stack: Stack, name: string): NodeRole {
  const role = new IamRole(stack, "node", {
    name: interpolate(name),
    description: "Nodes that Karpenter launches in ${var.cluster_name}",
    permissionsBoundary: interpolate("var.permissions_boundary_arn"),
    assumeRolePolicy: policyText([
      {
        Sid: "Nodes",
        Effect: "Allow",
        Principal: { Service: "ec2.${data.aws_partition.current.dns_suffix}" },
        Action: "sts:AssumeRole",
      },
    ]),
  });
  role.addOverride("count", countWhen("var.enabled"));
  const managed = managedPolicies.map(
    (policy) => `"arn:\${data.aws_partition.current.partition}:iam::aws:policy/${policy}"`,
  );
  const policies = new IamRolePolicyAttachment(stack, "node-policies", {
    role: interpolate(attribute(role, "name")),
    policyArn: interpolate("each.value"),
  });
  policies.addOverride(
    "for_each",
    interpolate(
      `toset([for arn in concat([${managed.join(", ")}], var.node_role_policy_arns) : arn if var.enabled])`,
    ),
  );
  const entry = buildAccessEntry(stack, role);
  new IamServiceLinkedRole(stack, "spot", { awsServiceName: "spot.amazonaws.com" }).addOverride(
    "count",
    countWhen("var.enabled && var.spot_service_linked_role"),
  );
  return { role, dependencies: [address(policies), address(entry)] };
}

/** EKS binds an entry to the role's id: a role made again under the same name needs a new entry (terraform-aws-eks #3329). */
function buildAccessEntry(stack: Stack, role: IamRole): EksAccessEntry {
  const entry = new EksAccessEntry(stack, "nodes", {
    clusterName: interpolate("var.cluster_name"),
    principalArn: interpolate(attribute(role, "arn")),
    type: "EC2_LINUX",
  });
  entry.addOverride("count", countWhen("var.enabled && var.access_entry"));
  entry.addOverride("lifecycle", { replace_triggered_by: [`${address(role)}[0].unique_id`] });
  return entry;
}
