import {
  clusterTag,
  type KarpenterNames,
  type KarpenterStatement,
  nodePool,
  requestTag,
  resourceTag,
} from "./karpenter-iam-names";

/** NodeLifecyclePolicy: launches, tags and terminates instances, nothing that another cluster owns. */
export function nodeLifecycle(names: KarpenterNames): readonly KarpenterStatement[] {
  const ec2 = (resource: string) => `arn:${names.partition}:ec2:${names.region}:${resource}`;
  const launched = ["fleet", "instance", "volume", "network-interface", "launch-template"]
    .concat("spot-instances-request")
    .map((type) => ec2(`*:${type}/*`));
  const ownedByCluster = {
    StringEquals: { [resourceTag(clusterTag(names))]: "owned" },
    StringLike: { [resourceTag(nodePool)]: "*" },
  };
  const taggedForCluster = {
    [requestTag(clusterTag(names))]: "owned",
    [requestTag("eks:eks-cluster-name")]: names.clusterName,
  };
  return [
    {
      // 1.3.0: capacity-reservation; 1.11.0: placement-group. Nothing that a node may be launched from is tagged by
      // Karpenter, so there is no condition; `image` and `snapshot` have no account because AWS owns most of them.
      since: ["1.0.0", "1.3.0", "1.11.0"],
      statement: {
        Sid: "AllowScopedEC2InstanceAccessActions",
        Effect: "Allow",
        Action: ["ec2:RunInstances", "ec2:CreateFleet"],
        Resource: [
          ec2(":image/*"),
          ec2(":snapshot/*"),
          ec2("*:security-group/*"),
          ec2("*:subnet/*"),
          ec2("*:capacity-reservation/*"),
          ec2("*:placement-group/*"),
        ],
      },
    },
    {
      since: ["1.0.0"],
      statement: {
        Sid: "AllowScopedEC2LaunchTemplateAccessActions",
        Effect: "Allow",
        Action: ["ec2:RunInstances", "ec2:CreateFleet"],
        Resource: ec2("*:launch-template/*"),
        Condition: ownedByCluster,
      },
    },
    {
      // 1.3.0 added capacity-reservation, 1.9.0 dropped it again.
      since: ["1.0.0", "1.3.0", "1.9.0"],
      statement: {
        Sid: "AllowScopedEC2InstanceActionsWithTags",
        Effect: "Allow",
        Action: ["ec2:RunInstances", "ec2:CreateFleet", "ec2:CreateLaunchTemplate"],
        Resource: launched,
        Condition: { StringEquals: taggedForCluster, StringLike: { [requestTag(nodePool)]: "*" } },
      },
    },
    {
      since: ["1.0.0"],
      statement: {
        Sid: "AllowScopedResourceCreationTagging",
        Effect: "Allow",
        Action: "ec2:CreateTags",
        Resource: launched,
        Condition: {
          StringEquals: {
            ...taggedForCluster,
            "ec2:CreateAction": ["RunInstances", "CreateFleet", "CreateLaunchTemplate"],
          },
          StringLike: { [requestTag(nodePool)]: "*" },
        },
      },
    },
    {
      since: ["1.0.0"],
      statement: {
        Sid: "AllowScopedResourceTagging",
        Effect: "Allow",
        Action: "ec2:CreateTags",
        Resource: ec2("*:instance/*"),
        Condition: {
          ...ownedByCluster,
          StringEqualsIfExists: { [requestTag("eks:eks-cluster-name")]: names.clusterName },
          "ForAllValues:StringEquals": {
            "aws:TagKeys": ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"],
          },
        },
      },
    },
    {
      since: ["1.0.0"],
      statement: {
        Sid: "AllowScopedDeletion",
        Effect: "Allow",
        Action: ["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"],
        Resource: [ec2("*:instance/*"), ec2("*:launch-template/*")],
        Condition: ownedByCluster,
      },
    },
  ];
}
