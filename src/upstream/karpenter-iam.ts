import type { Statement } from "../constructs/policy";

/** What the statements name. Text that may contain `${...}`. */
export interface KarpenterNames {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly clusterName: string;
  readonly nodeRoleArn: string;
  readonly queueArn: string;
}

/** A feature of the controller that needs a policy of its own. */
export type KarpenterFeature = "interruption" | "zonalShift" | "instanceProfiles";

/** One managed policy of the controller. */
export interface KarpenterPolicy {
  /** Last part of the policy's name. */
  readonly id: string;
  /** The feature that needs it. @default - every controller needs it */
  readonly feature?: KarpenterFeature;
  readonly statements: readonly Statement[];
}

/**
 * The controller's 18 statements by Sid, from the CloudFormation template of Karpenter 1.14.1 (the same since 1.13.0).
 *
 * Upstream has six policies. Its IAMIntegration is two here, because a node class with a ready-made instance profile
 * needs PassRole but none of the actions on profiles. The statement's comment says what changed since 1.0.
 */
export function karpenterPolicies(names: KarpenterNames): readonly KarpenterPolicy[] {
  return [
    { id: "node-lifecycle", statements: nodeLifecycle(names) },
    { id: "pass-node-role", statements: passNodeRole(names) },
    { id: "instance-profiles", feature: "instanceProfiles", statements: instanceProfiles(names) },
    { id: "cluster", statements: cluster(names) },
    { id: "interruption", feature: "interruption", statements: interruption(names) },
    { id: "zonal-shift", feature: "zonalShift", statements: zonalShift(names) },
    { id: "discovery", statements: discovery(names) },
  ];
}

const owned = (cluster: string, tag: "RequestTag" | "ResourceTag") => ({
  [`aws:${tag}/kubernetes.io/cluster/${cluster}`]: "owned",
});
/** `*` as a tag's value: any node pool or node class, but one of Karpenter's. */
const anyNodePool = (tag: "RequestTag" | "ResourceTag") => ({ [`aws:${tag}/karpenter.sh/nodepool`]: "*" });
const anyNodeClass = (tag: "RequestTag" | "ResourceTag") => ({
  [`aws:${tag}/karpenter.k8s.aws/ec2nodeclass`]: "*",
});

/** What launches nodes. Ids of EC2 resources are not known beforehand, hence `*`; the tags say which ones. */
function nodeLifecycle({ partition, region, clusterName }: KarpenterNames): Statement[] {
  const ec2 = (resource: string) => `arn:${partition}:ec2:${region}:*:${resource}`;
  const created = [
    "fleet",
    "instance",
    "volume",
    "network-interface",
    "launch-template",
    "spot-instances-request",
  ].map((kind) => ec2(`${kind}/*`));
  const requested = {
    ...owned(clusterName, "RequestTag"),
    "aws:RequestTag/eks:eks-cluster-name": clusterName,
  };
  return [
    {
      // 1.3.0: capacity-reservation. 1.11.0: placement-group.
      Sid: "AllowScopedEC2InstanceAccessActions",
      Effect: "Allow",
      Action: ["ec2:RunInstances", "ec2:CreateFleet"],
      Resource: [
        `arn:${partition}:ec2:${region}::image/*`,
        `arn:${partition}:ec2:${region}::snapshot/*`,
        ...["security-group", "subnet", "capacity-reservation", "placement-group"].map((kind) =>
          ec2(`${kind}/*`),
        ),
      ],
    },
    {
      Sid: "AllowScopedEC2LaunchTemplateAccessActions",
      Effect: "Allow",
      Action: ["ec2:RunInstances", "ec2:CreateFleet"],
      Resource: ec2("launch-template/*"),
      Condition: { StringEquals: owned(clusterName, "ResourceTag"), StringLike: anyNodePool("ResourceTag") },
    },
    {
      Sid: "AllowScopedEC2InstanceActionsWithTags",
      Effect: "Allow",
      Action: ["ec2:RunInstances", "ec2:CreateFleet", "ec2:CreateLaunchTemplate"],
      Resource: created,
      Condition: { StringEquals: requested, StringLike: anyNodePool("RequestTag") },
    },
    {
      Sid: "AllowScopedResourceCreationTagging",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: created,
      Condition: {
        StringEquals: {
          ...requested,
          "ec2:CreateAction": ["RunInstances", "CreateFleet", "CreateLaunchTemplate"],
        },
        StringLike: anyNodePool("RequestTag"),
      },
    },
    {
      Sid: "AllowScopedResourceTagging",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: ec2("instance/*"),
      Condition: {
        StringEquals: owned(clusterName, "ResourceTag"),
        StringLike: anyNodePool("ResourceTag"),
        StringEqualsIfExists: { "aws:RequestTag/eks:eks-cluster-name": clusterName },
        "ForAllValues:StringEquals": {
          "aws:TagKeys": ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"],
        },
      },
    },
    {
      Sid: "AllowScopedDeletion",
      Effect: "Allow",
      Action: ["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"],
      Resource: [ec2("instance/*"), ec2("launch-template/*")],
      Condition: { StringEquals: owned(clusterName, "ResourceTag"), StringLike: anyNodePool("ResourceTag") },
    },
  ];
}

function passNodeRole({ nodeRoleArn }: KarpenterNames): Statement[] {
  return [
    {
      // 1.1.0: the Chinese partition's service name too.
      Sid: "AllowPassingInstanceRole",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: nodeRoleArn,
      Condition: { StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] } },
    },
  ];
}

/** Karpenter names its instance profiles itself, hence `*`; the tags say which ones are this cluster's. */
function instanceProfiles({ partition, region, accountId, clusterName }: KarpenterNames): Statement[] {
  const profiles = `arn:${partition}:iam::${accountId}:instance-profile/*`;
  const inRegion = (tag: "RequestTag" | "ResourceTag") => ({
    ...owned(clusterName, tag),
    [`aws:${tag}/topology.kubernetes.io/region`]: region,
  });
  const requested = { ...inRegion("RequestTag"), "aws:RequestTag/eks:eks-cluster-name": clusterName };
  return [
    {
      Sid: "AllowScopedInstanceProfileCreationActions",
      Effect: "Allow",
      Action: "iam:CreateInstanceProfile",
      Resource: profiles,
      Condition: { StringEquals: requested, StringLike: anyNodeClass("RequestTag") },
    },
    {
      Sid: "AllowScopedInstanceProfileTagActions",
      Effect: "Allow",
      Action: "iam:TagInstanceProfile",
      Resource: profiles,
      Condition: {
        StringEquals: { ...inRegion("ResourceTag"), ...requested },
        StringLike: { ...anyNodeClass("ResourceTag"), ...anyNodeClass("RequestTag") },
      },
    },
    {
      Sid: "AllowScopedInstanceProfileActions",
      Effect: "Allow",
      Action: [
        "iam:AddRoleToInstanceProfile",
        "iam:RemoveRoleFromInstanceProfile",
        "iam:DeleteInstanceProfile",
      ],
      Resource: profiles,
      Condition: { StringEquals: inRegion("ResourceTag"), StringLike: anyNodeClass("ResourceTag") },
    },
  ];
}

function cluster({ partition, region, accountId, clusterName }: KarpenterNames): Statement[] {
  return [
    {
      Sid: "AllowAPIServerEndpointDiscovery",
      Effect: "Allow",
      Action: "eks:DescribeCluster",
      Resource: `arn:${partition}:eks:${region}:${accountId}:cluster/${clusterName}`,
    },
  ];
}

function interruption({ queueArn }: KarpenterNames): Statement[] {
  return [
    {
      Sid: "AllowInterruptionQueueActions",
      Effect: "Allow",
      Action: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
      Resource: queueArn,
    },
  ];
}

function zonalShift({ partition, region, accountId, clusterName }: KarpenterNames): Statement[] {
  return [
    {
      // 1.12.0. 1.13.0: the action has no resource scope, so the condition names the cluster.
      Sid: "AllowZonalShiftStatusReadOnly",
      Effect: "Allow",
      Action: "arc-zonal-shift:GetManagedResource",
      Resource: "*",
      Condition: {
        StringEquals: {
          "arc-zonal-shift:ResourceIdentifier": `arn:${partition}:eks:${region}:${accountId}:cluster/${clusterName}`,
        },
      },
    },
  ];
}

/** Reads of what EC2, SSM, Pricing and IAM offer. Describe and list actions have no resource scope, hence `*`. */
function discovery({ partition, region, accountId }: KarpenterNames): Statement[] {
  return [
    {
      // 1.3.0: capacity reservations. 1.11.0: placement groups. 1.12.0: instance status.
      Sid: "AllowRegionalReadActions",
      Effect: "Allow",
      Action: [
        ...[
          "CapacityReservations",
          "Images",
          "Instances",
          "InstanceStatus",
          "InstanceTypeOfferings",
          "InstanceTypes",
        ],
        ...["LaunchTemplates", "PlacementGroups", "SecurityGroups", "SpotPriceHistory", "Subnets"],
      ].map((what) => `ec2:Describe${what}`),
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": region } },
    },
    {
      Sid: "AllowSSMReadActions",
      Effect: "Allow",
      Action: "ssm:GetParameter",
      // AWS's own public parameters: the ids of images.
      Resource: `arn:${partition}:ssm:${region}::parameter/aws/service/*`,
    },
    { Sid: "AllowPricingReadActions", Effect: "Allow", Action: "pricing:GetProducts", Resource: "*" },
    {
      // 1.7.0.
      Sid: "AllowUnscopedInstanceProfileListAction",
      Effect: "Allow",
      Action: "iam:ListInstanceProfiles",
      Resource: "*",
    },
    {
      Sid: "AllowInstanceProfileReadActions",
      Effect: "Allow",
      Action: "iam:GetInstanceProfile",
      Resource: `arn:${partition}:iam::${accountId}:instance-profile/*`,
    },
  ];
}
