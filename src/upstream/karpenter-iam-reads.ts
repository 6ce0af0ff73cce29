import {
  clusterArn,
  instanceProfileArns,
  type KarpenterNames,
  type KarpenterStatement,
} from "./karpenter-iam-names";

/** EKSIntegrationPolicy: finds the cluster's endpoint. */
export function cluster(names: KarpenterNames): readonly KarpenterStatement[] {
  return [
    {
      since: ["1.0.0"],
      statement: {
        Sid: "AllowAPIServerEndpointDiscovery",
        Effect: "Allow",
        Action: "eks:DescribeCluster",
        Resource: clusterArn(names),
      },
    },
  ];
}

/** InterruptionPolicy: reads its queue and removes what it has read. */
export function interruption(names: KarpenterNames): readonly KarpenterStatement[] {
  return [
    {
      since: ["1.0.0"],
      statement: {
        Sid: "AllowInterruptionQueueActions",
        Effect: "Allow",
        Action: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
        Resource: names.queueArn,
      },
    },
  ];
}

/** ZonalShiftPolicy: sees whether a zone is shifted away. */
export function zonalShift(names: KarpenterNames): readonly KarpenterStatement[] {
  return [
    {
      // `*`: the action knows no resources; 1.13.0 names the cluster by condition key instead of by ARN.
      since: ["1.12.0", "1.13.0"],
      statement: {
        Sid: "AllowZonalShiftStatusReadOnly",
        Effect: "Allow",
        Action: "arc-zonal-shift:GetManagedResource",
        Resource: "*",
        Condition: { StringEquals: { "arc-zonal-shift:ResourceIdentifier": clusterArn(names) } },
      },
    },
  ];
}

/** ResourceDiscoveryPolicy: finds images, types, prices, subnets, groups and what it launched. */
export function discovery(names: KarpenterNames): readonly KarpenterStatement[] {
  return [
    {
      // `*`: EC2's Describe actions know no resources; the condition keeps them to the cluster's region.
      // 1.1.0 dropped DescribeAvailabilityZones; 1.3.0: capacity reservations; 1.11.0: placement groups;
      // 1.13.0: DescribeInstanceStatus, which 1.12.0 had put into a statement of its own.
      since: ["1.0.0", "1.1.0", "1.3.0", "1.11.0", "1.13.0"],
      statement: {
        Sid: "AllowRegionalReadActions",
        Effect: "Allow",
        Action: [
          "ec2:DescribeCapacityReservations",
          "ec2:DescribeImages",
          "ec2:DescribeInstances",
          "ec2:DescribeInstanceStatus",
          "ec2:DescribeInstanceTypeOfferings",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeLaunchTemplates",
          "ec2:DescribePlacementGroups",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSpotPriceHistory",
          "ec2:DescribeSubnets",
        ],
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": names.region } },
      },
    },
    {
      since: ["1.0.0"],
      statement: {
        Sid: "AllowSSMReadActions",
        Effect: "Allow",
        Action: "ssm:GetParameter",
        Resource: `arn:${names.partition}:ssm:${names.region}::parameter/aws/service/*`,
      },
    },
    {
      // `*`: the price list belongs to no account.
      since: ["1.0.0"],
      statement: {
        Sid: "AllowPricingReadActions",
        Effect: "Allow",
        Action: "pricing:GetProducts",
        Resource: "*",
      },
    },
    {
      // `*`: the action knows no resources. Karpenter removes the profiles of node classes that are gone.
      since: ["1.7.0"],
      statement: {
        Sid: "AllowUnscopedInstanceProfileListAction",
        Effect: "Allow",
        Action: "iam:ListInstanceProfiles",
        Resource: "*",
      },
    },
    {
      since: ["1.0.0"],
      statement: {
        Sid: "AllowInstanceProfileReadActions",
        Effect: "Allow",
        Action: "iam:GetInstanceProfile",
        Resource: instanceProfileArns(names),
      },
    },
  ];
}
