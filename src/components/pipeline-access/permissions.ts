import type { Statement } from "../../constructs/policy";

const partition = "${data.aws_partition.current.partition}";
const account = "${var.account_id}";
const prefix = "${local.managed_prefix}";
const iam = (resource: string) => `arn:${partition}:iam::${account}:${resource}`;
/** Any region: the apply role serves all clusters of the account, and the names say which. */
const regional = (service: string, resource: string) =>
  `arn:${partition}:${service}:*:${account}:${resource}`;

/** Roles of the components: named after the cluster, or below KEDA's path for scaler roles. */
const roles = [iam(`role/${prefix}*`), iam(`role/keda/${prefix}*`)];

/**
 * What a plan reads. `*` because reads of configuration cannot be limited usefully: a plan has to see what is missing.
 * No data is readable with it: no objects, messages, items, parameters or secrets.
 */
export const readStatements: readonly Statement[] = [
  {
    Sid: "ReadConfiguration",
    Effect: "Allow",
    Action: [
      ...[
        "GetInstanceProfile",
        "GetOpenIDConnectProvider",
        "GetPolicy",
        "GetPolicyVersion",
        "GetRole",
        "GetRolePolicy",
      ],
      ...[
        "ListAttachedRolePolicies",
        "ListEntitiesForPolicy",
        "ListInstanceProfilesForRole",
        "ListOpenIDConnectProviders",
      ],
      ...["ListPolicyTags", "ListPolicyVersions", "ListRolePolicies", "ListRoleTags"],
    ]
      .map((action) => `iam:${action}`)
      .concat(["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListQueueTags"])
      .concat(["events:DescribeRule", "events:ListTagsForResource", "events:ListTargetsByRule"])
      .concat(["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"])
      .concat(
        [
          ...[
            "DescribeAccessEntry",
            "DescribeCluster",
            "DescribePodIdentityAssociation",
            "ListAssociatedAccessPolicies",
          ],
          ...["ListClusters", "ListPodIdentityAssociations", "ListTagsForResource"],
        ].map((action) => `eks:${action}`),
      )
      .concat([
        "kms:DescribeKey",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:ListAliases",
        "kms:ListResourceTags",
      ]),
    Resource: "*",
  },
  {
    Sid: "ReadStateBucketConfiguration",
    Effect: "Allow",
    Action: [
      ...[
        "GetAccelerateConfiguration",
        "GetBucketAcl",
        "GetBucketCORS",
        "GetBucketLogging",
        "GetBucketObjectLockConfiguration",
      ],
      ...[
        "GetBucketOwnershipControls",
        "GetBucketPolicy",
        "GetBucketPublicAccessBlock",
        "GetBucketRequestPayment",
      ],
      ...["GetBucketTagging", "GetBucketVersioning", "GetBucketWebsite", "GetEncryptionConfiguration"],
      ...["GetLifecycleConfiguration", "GetReplicationConfiguration", "ListBucket"],
    ].map((action) => `s3:${action}`),
    Resource: `arn:${partition}:s3:::${prefix}tfstate`,
  },
];

/** What an apply changes: only things whose names start with the managed prefix. `*` stands at the end of such names. */
export const changeStatements: readonly Statement[] = [
  {
    Sid: "ManageRoles",
    Effect: "Allow",
    Action: [
      ...["DeleteRole", "DeleteRolePolicy", "DetachRolePolicy", "TagRole", "UntagRole"],
      ...["UpdateAssumeRolePolicy", "UpdateRole", "UpdateRoleDescription"],
    ].map((action) => `iam:${action}`),
    Resource: roles,
  },
  {
    Sid: "AttachKnownPolicies",
    Effect: "Allow",
    Action: "iam:AttachRolePolicy",
    Resource: roles,
    Condition: {
      ArnLike: {
        "iam:PolicyARN": [
          iam(`policy/${prefix}*`),
          // The node role's policies (Karpenter 1.14, getting started: KarpenterNodeRole).
          ...[
            "AmazonEKS_CNI_Policy",
            "AmazonEKSWorkerNodePolicy",
            "AmazonEC2ContainerRegistryPullOnly",
            "AmazonSSMManagedInstanceCore",
          ].map((name) => `arn:${partition}:iam::aws:policy/${name}`),
        ],
      },
    },
  },
  {
    Sid: "ManagePolicies",
    Effect: "Allow",
    Action: [
      "CreatePolicy",
      "CreatePolicyVersion",
      "DeletePolicy",
      "DeletePolicyVersion",
      "TagPolicy",
      "UntagPolicy",
    ].map((action) => `iam:${action}`),
    Resource: iam(`policy/${prefix}*`),
  },
  {
    Sid: "PassRolesToPodIdentity",
    Effect: "Allow",
    Action: "iam:PassRole",
    Resource: iam(`role/${prefix}*`),
    Condition: { StringEquals: { "iam:PassedToService": "pods.eks.amazonaws.com" } },
  },
  {
    Sid: "CreateSpotServiceLinkedRole",
    Effect: "Allow",
    Action: "iam:CreateServiceLinkedRole",
    // IAM appends the service's own suffix to the role name.
    Resource: iam("role/aws-service-role/spot.amazonaws.com/*"),
    Condition: { StringEquals: { "iam:AWSServiceName": "spot.amazonaws.com" } },
  },
  {
    Sid: "ManageQueues",
    Effect: "Allow",
    Action: ["CreateQueue", "DeleteQueue", "SetQueueAttributes", "TagQueue", "UntagQueue"].map(
      (action) => `sqs:${action}`,
    ),
    Resource: regional("sqs", `${prefix}*`),
  },
  {
    Sid: "ManageRules",
    Effect: "Allow",
    Action: ["DeleteRule", "PutRule", "PutTargets", "RemoveTargets", "TagResource", "UntagResource"].map(
      (action) => `events:${action}`,
    ),
    Resource: regional("events", `rule/${prefix}*`),
  },
  {
    Sid: "ManageAlarms",
    Effect: "Allow",
    Action: ["DeleteAlarms", "PutMetricAlarm", "TagResource", "UntagResource"].map(
      (action) => `cloudwatch:${action}`,
    ),
    Resource: regional("cloudwatch", `alarm:${prefix}*`),
  },
  {
    Sid: "ManageClusterAccess",
    Effect: "Allow",
    // Not AssociateAccessPolicy: this role cannot give anybody, itself included, more rights in the cluster.
    Action: [
      ...[
        "CreateAccessEntry",
        "CreatePodIdentityAssociation",
        "DeleteAccessEntry",
        "DeletePodIdentityAssociation",
      ],
      ...["TagResource", "UntagResource", "UpdateAccessEntry", "UpdatePodIdentityAssociation"],
    ].map((action) => `eks:${action}`),
    Resource: [
      regional("eks", `cluster/${prefix}*`),
      regional("eks", `access-entry/${prefix}*/*`),
      regional("eks", `podidentityassociation/${prefix}*/*`),
    ],
  },
  {
    Sid: "NeverTouchPipelineRoles",
    Effect: "Deny",
    // iam:* because a denial has to cover what IAM will add: a pipeline that can change its own roles has no limits.
    Action: "iam:*",
    Resource: [
      iam("role/${var.namespace}-${var.stage}-pipeline-*"),
      iam("policy/${var.namespace}-${var.stage}-pipeline-*"),
    ],
  },
];

const grants = ["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"];

/** Creating roles and writing their policies, without a boundary and with one. */
export function grantStatement(bounded: boolean): Statement {
  return {
    Sid: bounded ? "GrantWithinBoundary" : "Grant",
    Effect: "Allow",
    Action: grants,
    Resource: roles,
    ...(bounded
      ? { Condition: { StringEquals: { "iam:PermissionsBoundary": "${var.permissions_boundary_arn}" } } }
      : {}),
  };
}
