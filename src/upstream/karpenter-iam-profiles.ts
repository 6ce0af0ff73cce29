import {
  clusterTag,
  instanceProfileArns,
  type KarpenterNames,
  type KarpenterStatement,
  nodeClass,
  requestTag,
  resourceTag,
  topologyRegion,
} from "./karpenter-iam-names";

/** First part of IAMIntegrationPolicy: hands the node role, and no other, to EC2. */
export function passNodeRole(names: KarpenterNames): readonly KarpenterStatement[] {
  return [
    {
      // 1.1.0: the service's name in China.
      since: ["1.0.0", "1.1.0"],
      statement: {
        Sid: "AllowPassingInstanceRole",
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: names.nodeRoleArn,
        Condition: {
          StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] },
        },
      },
    },
  ];
}

/** Second part of IAMIntegrationPolicy: makes an instance profile for each node class, and removes its own. */
export function instanceProfiles(names: KarpenterNames): readonly KarpenterStatement[] {
  const profiles = instanceProfileArns(names);
  const existing = {
    [resourceTag(clusterTag(names))]: "owned",
    [resourceTag(topologyRegion)]: names.region,
  };
  const asked = {
    [requestTag(clusterTag(names))]: "owned",
    [requestTag("eks:eks-cluster-name")]: names.clusterName,
    [requestTag(topologyRegion)]: names.region,
  };
  return [
    {
      since: ["1.0.0"],
      statement: {
        Sid: "AllowScopedInstanceProfileCreationActions",
        Effect: "Allow",
        Action: "iam:CreateInstanceProfile",
        Resource: profiles,
        Condition: { StringEquals: asked, StringLike: { [requestTag(nodeClass)]: "*" } },
      },
    },
    {
      since: ["1.0.0"],
      statement: {
        Sid: "AllowScopedInstanceProfileTagActions",
        Effect: "Allow",
        Action: "iam:TagInstanceProfile",
        Resource: profiles,
        Condition: {
          StringEquals: { ...existing, ...asked },
          StringLike: { [resourceTag(nodeClass)]: "*", [requestTag(nodeClass)]: "*" },
        },
      },
    },
    {
      since: ["1.0.0"],
      statement: {
        Sid: "AllowScopedInstanceProfileActions",
        Effect: "Allow",
        Action: [
          "iam:AddRoleToInstanceProfile",
          "iam:RemoveRoleFromInstanceProfile",
          "iam:DeleteInstanceProfile",
        ],
        Resource: profiles,
        Condition: { StringEquals: existing, StringLike: { [resourceTag(nodeClass)]: "*" } },
      },
    },
  ];
}
