import { karpenter } from "../../src/components/karpenter";
import { rendered } from "../support/render";

const { main } = rendered(karpenter);
const cluster = "${var.cluster_name}";
const partition = "${data.aws_partition.current.partition}";
const region = "${var.region}";
const account = "${var.account_id}";
const policy = (id: string) => main.resource.aws_iam_policy[`controller_policy_${id}`];
const statements = (id: string) => JSON.parse(policy(id).policy).Statement;
const ec2 = (kind: string) => `arn:${partition}:ec2:${region}:*:${kind}/*`;
const created = [
  "fleet",
  "instance",
  "volume",
  "network-interface",
  "launch-template",
  "spot-instances-request",
].map(ec2);
const ownedRequest = { [`aws:RequestTag/kubernetes.io/cluster/${cluster}`]: "owned" };
const ownedResource = { [`aws:ResourceTag/kubernetes.io/cluster/${cluster}`]: "owned" };
const requested = { ...ownedRequest, "aws:RequestTag/eks:eks-cluster-name": cluster };
const poolRequest = { "aws:RequestTag/karpenter.sh/nodepool": "*" };
const poolResource = { "aws:ResourceTag/karpenter.sh/nodepool": "*" };
const classRequest = { "aws:RequestTag/karpenter.k8s.aws/ec2nodeclass": "*" };
const classResource = { "aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass": "*" };
const regionRequest = { "aws:RequestTag/topology.kubernetes.io/region": region };
const regionResource = { "aws:ResourceTag/topology.kubernetes.io/region": region };
const profiles = `arn:${partition}:iam::${account}:instance-profile/*`;

test("the controller launches, tags and ends nodes of its own cluster and no others", () => {
  expect(statements("node_lifecycle")).toEqual([
    {
      Sid: "AllowScopedEC2InstanceAccessActions",
      Effect: "Allow",
      Action: ["ec2:RunInstances", "ec2:CreateFleet"],
      Resource: [
        `arn:${partition}:ec2:${region}::image/*`,
        `arn:${partition}:ec2:${region}::snapshot/*`,
        ...["security-group", "subnet", "capacity-reservation", "placement-group"].map(ec2),
      ],
    },
    {
      Sid: "AllowScopedEC2LaunchTemplateAccessActions",
      Effect: "Allow",
      Action: ["ec2:RunInstances", "ec2:CreateFleet"],
      Resource: ec2("launch-template"),
      Condition: { StringEquals: ownedResource, StringLike: poolResource },
    },
    {
      Sid: "AllowScopedEC2InstanceActionsWithTags",
      Effect: "Allow",
      Action: ["ec2:RunInstances", "ec2:CreateFleet", "ec2:CreateLaunchTemplate"],
      Resource: created,
      Condition: { StringEquals: requested, StringLike: poolRequest },
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
        StringLike: poolRequest,
      },
    },
    {
      Sid: "AllowScopedResourceTagging",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: ec2("instance"),
      Condition: {
        StringEquals: ownedResource,
        StringLike: poolResource,
        StringEqualsIfExists: { "aws:RequestTag/eks:eks-cluster-name": cluster },
        "ForAllValues:StringEquals": {
          "aws:TagKeys": ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"],
        },
      },
    },
    {
      Sid: "AllowScopedDeletion",
      Effect: "Allow",
      Action: ["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"],
      Resource: [ec2("instance"), ec2("launch-template")],
      Condition: { StringEquals: ownedResource, StringLike: poolResource },
    },
  ]);
});

test("the controller passes the node role to EC2 alone", () => {
  expect(statements("pass_node_role")).toEqual([
    {
      Sid: "AllowPassingInstanceRole",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: `arn:${partition}:iam::${account}:role/\${local.node_role_name}`,
      Condition: { StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] } },
    },
  ]);
});

test("the controller manages instance profiles that carry its cluster's tags", () => {
  expect(statements("instance_profiles")).toEqual([
    {
      Sid: "AllowScopedInstanceProfileCreationActions",
      Effect: "Allow",
      Action: "iam:CreateInstanceProfile",
      Resource: profiles,
      Condition: { StringEquals: { ...requested, ...regionRequest }, StringLike: classRequest },
    },
    {
      Sid: "AllowScopedInstanceProfileTagActions",
      Effect: "Allow",
      Action: "iam:TagInstanceProfile",
      Resource: profiles,
      Condition: {
        StringEquals: { ...ownedResource, ...regionResource, ...requested, ...regionRequest },
        StringLike: { ...classResource, ...classRequest },
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
      Condition: { StringEquals: { ...ownedResource, ...regionResource }, StringLike: classResource },
    },
  ]);
});

test("the controller reads its cluster, its queue, zonal shifts and what EC2 offers", () => {
  const clusterArn = `arn:${partition}:eks:${region}:${account}:cluster/${cluster}`;
  expect(statements("cluster")).toEqual([
    {
      Sid: "AllowAPIServerEndpointDiscovery",
      Effect: "Allow",
      Action: "eks:DescribeCluster",
      Resource: clusterArn,
    },
  ]);
  expect(statements("interruption")).toEqual([
    {
      Sid: "AllowInterruptionQueueActions",
      Effect: "Allow",
      Action: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
      Resource: "${local.queue_arn}",
    },
  ]);
  expect(statements("zonal_shift")).toEqual([
    {
      Sid: "AllowZonalShiftStatusReadOnly",
      Effect: "Allow",
      Action: "arc-zonal-shift:GetManagedResource",
      Resource: "*",
      Condition: { StringEquals: { "arc-zonal-shift:ResourceIdentifier": clusterArn } },
    },
  ]);
  expect(statements("discovery")).toEqual([
    {
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
      Condition: { StringEquals: { "aws:RequestedRegion": region } },
    },
    {
      Sid: "AllowSSMReadActions",
      Effect: "Allow",
      Action: "ssm:GetParameter",
      Resource: `arn:${partition}:ssm:${region}::parameter/aws/service/*`,
    },
    { Sid: "AllowPricingReadActions", Effect: "Allow", Action: "pricing:GetProducts", Resource: "*" },
    {
      Sid: "AllowUnscopedInstanceProfileListAction",
      Effect: "Allow",
      Action: "iam:ListInstanceProfiles",
      Resource: "*",
    },
    {
      Sid: "AllowInstanceProfileReadActions",
      Effect: "Allow",
      Action: "iam:GetInstanceProfile",
      Resource: profiles,
    },
  ]);
});

test("a feature that is off has no policy", () => {
  const conditions = Object.fromEntries(
    [
      "node_lifecycle",
      "pass_node_role",
      "instance_profiles",
      "cluster",
      "interruption",
      "zonal_shift",
      "discovery",
    ].map((id) => [id, policy(id).count]),
  );
  const always = "${var.enabled ? 1 : 0}";
  expect(conditions).toEqual({
    node_lifecycle: always,
    pass_node_role: always,
    cluster: always,
    discovery: always,
    instance_profiles: "${var.enabled && var.instance_profiles ? 1 : 0}",
    interruption: "${var.enabled && var.interruption_queue ? 1 : 0}",
    zonal_shift: "${var.enabled && var.zonal_shift ? 1 : 0}",
  });
});

test("nodes get the four managed policies, and join by an access entry that follows the role", () => {
  const role = main.resource.aws_iam_role.node;
  expect(JSON.parse(role.assume_role_policy).Statement).toEqual([
    {
      Sid: "Nodes",
      Effect: "Allow",
      Principal: { Service: "ec2.${data.aws_partition.current.dns_suffix}" },
      Action: "sts:AssumeRole",
    },
  ]);
  const attached = main.resource.aws_iam_role_policy_attachment.node_policies.for_each.match(/policy\/\w+/g);
  expect(attached).toEqual([
    "policy/AmazonEKS_CNI_Policy",
    "policy/AmazonEKSWorkerNodePolicy",
    "policy/AmazonEC2ContainerRegistryPullOnly",
    "policy/AmazonSSMManagedInstanceCore",
  ]);
  expect(main.resource.aws_eks_access_entry.nodes).toEqual({
    cluster_name: "${var.cluster_name}",
    count: "${var.enabled && var.access_entry ? 1 : 0}",
    lifecycle: { replace_triggered_by: ["aws_iam_role.node[0].unique_id"] },
    principal_arn: "${one(aws_iam_role.node[*].arn)}",
    type: "EC2_LINUX",
  });
});

test("Pod Identity gives the role to this cluster's controller alone, and IRSA to exactly its service account", () => {
  const trust: string = main.resource.aws_iam_role.controller_role.assume_role_policy;
  expect(trust).toContain(
    'Principal = { Service = "pods.eks.amazonaws.com" }, Condition = { StringEquals = { "aws:RequestTag/eks-cluster-arn" = ' +
      'format("arn:%s:eks:%s:%s:cluster/%s", data.aws_partition.current.partition, var.region, var.account_id, var.cluster_name), ' +
      '"aws:RequestTag/kubernetes-namespace" = var.kube_namespace, "aws:RequestTag/kubernetes-service-account" = "karpenter" } }',
  );
  expect(trust).toContain('= format("system:serviceaccount:%s:%s", var.kube_namespace, "karpenter")');
  expect(trust).toContain('= "sts.amazonaws.com"');
  expect(main.resource.aws_eks_pod_identity_association.controller_association.count).toBe(
    '${var.enabled && !(var.identity == "irsa") ? 1 : 0}',
  );
});

test("only the cluster's own rules may send to its queue, and only over TLS", () => {
  const rules = ["health", "spot", "rebalance", "state", "reservation"];
  expect(JSON.parse(main.resource.aws_sqs_queue_policy.interruption_policy.policy)).toEqual({
    Version: "2012-10-17",
    Id: "EC2InterruptionPolicy",
    Statement: [
      {
        Sid: "InterruptionRules",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: "${local.queue_arn}",
        Condition: {
          ArnEquals: {
            "aws:SourceArn": rules.map(
              (id) => `arn:${partition}:events:${region}:${account}:rule/\${local.rule_prefix}-${id}`,
            ),
          },
        },
      },
      {
        Sid: "DenyHTTP",
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: "${local.queue_arn}",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
});

test("five rules match what the controller parses and nothing else, under names with the cluster in them", () => {
  const rules = main.resource.aws_cloudwatch_event_rule;
  const patterns = Object.fromEntries(
    Object.keys(rules).map((id) => [rules[id].name, JSON.parse(rules[id].event_pattern)]),
  );
  expect(patterns).toEqual({
    "${local.rule_prefix}-health": {
      source: ["aws.health"],
      "detail-type": ["AWS Health Event"],
      detail: { service: ["EC2"], eventTypeCategory: ["scheduledChange"] },
    },
    "${local.rule_prefix}-spot": {
      source: ["aws.ec2"],
      "detail-type": ["EC2 Spot Instance Interruption Warning"],
    },
    "${local.rule_prefix}-rebalance": {
      source: ["aws.ec2"],
      "detail-type": ["EC2 Instance Rebalance Recommendation"],
    },
    "${local.rule_prefix}-state": {
      source: ["aws.ec2"],
      "detail-type": ["EC2 Instance State-change Notification"],
      detail: { state: ["stopping", "stopped", "shutting-down", "terminated"] },
    },
    "${local.rule_prefix}-reservation": {
      source: ["aws.ec2"],
      "detail-type": ["EC2 Capacity Reservation Instance Interruption Warning"],
    },
  });
});

test("the controller starts after everything it needs, leaves the CRDs to their own release, and the user's values win", () => {
  const { karpenter_release, karpenter_crd_release } = main.resource.helm_release;
  expect([karpenter_crd_release.take_ownership, karpenter_release.skip_crds]).toEqual([true, true]);
  expect(karpenter_release.values[1]).toBe("${yamlencode(var.chart_values)}");
  expect(karpenter_release.depends_on).toEqual([
    "helm_release.karpenter_crd_release",
    "aws_iam_role.controller_role",
    "aws_eks_pod_identity_association.controller_association",
    ...[
      "node_lifecycle",
      "pass_node_role",
      "instance_profiles",
      "cluster",
      "interruption",
      "zonal_shift",
      "discovery",
    ].map((id) => `aws_iam_role_policy_attachment.controller_policy_${id}_attachment`),
    "aws_sqs_queue.interruption_queue",
    "aws_sqs_queue_policy.interruption_policy",
    "aws_iam_role_policy_attachment.node_policies",
    "aws_eks_access_entry.nodes",
  ]);
});

test("CRDs are neither rolled back nor removed with their release: every node would go with them", () => {
  const { karpenter_crd_release } = main.resource.helm_release;
  expect([karpenter_crd_release.atomic, karpenter_crd_release.values]).toEqual([
    false,
    [
      '${yamlencode({ additionalAnnotations = { for policy in ["keep"] : "helm.sh/resource-policy" => policy if var.keep_crds } })}',
    ],
  ]);
});

test("an alarm says that nobody reads the queue, and that somebody does again, when it is asked for", () => {
  expect(main.resource.aws_cloudwatch_metric_alarm.queue_age).toMatchObject({
    count: "${var.enabled && var.interruption_queue && var.queue_age_alarm != null ? 1 : 0}",
    namespace: "AWS/SQS",
    metric_name: "ApproximateAgeOfOldestMessage",
    dimensions: { QueueName: "${local.queue_name}" },
    statistic: "Maximum",
    period: 60,
    threshold: "${var.queue_age_alarm.threshold_seconds}",
    alarm_actions: "${var.queue_age_alarm.topic_arns}",
    ok_actions: "${var.queue_age_alarm.topic_arns}",
    treat_missing_data: "notBreaching",
  });
});

test("the service-linked role for spot is made only when it is asked for", () => {
  expect(main.resource.aws_iam_service_linked_role.spot).toEqual({
    aws_service_name: "spot.amazonaws.com",
    count: "${var.enabled && var.spot_service_linked_role ? 1 : 0}",
  });
});

test("the next component finds roles, queue and rules in the outputs", () => {
  expect(Object.keys(rendered(karpenter).outputs.output)).toEqual([
    "chart_version",
    "cluster_name",
    "controller_role_arn",
    "controller_role_name",
    "node_role_arn",
    "node_role_name",
    "queue_arn",
    "queue_name",
    "queue_url",
    "rule_names",
  ]);
});
