/** API group and kind of a node class. */
export const nodeClassKind = { group: "karpenter.k8s.aws", kind: "EC2NodeClass" } as const;

/**
 * Tags that Karpenter refuses on a node class, as a regular expression: it sets them itself
 * (EC2NodeClass 1.14.1, spec.tags). The context's tags leave them out; a spec's own are upstream's business.
 */
export const forbiddenTags =
  "^(|eks:eks-cluster-name|karpenter[.]sh/(nodepool|nodeclaim)|karpenter[.]k8s[.]aws/ec2nodeclass|kubernetes[.]io/cluster/.*)$";

/**
 * IMDSv2 that pods cannot reach: they get their rights from identities of their own, not from the node's role. The
 * defaults of the CRD, written out so that a plan shows them.
 */
export const metadataOptions = {
  httpEndpoint: "enabled",
  httpProtocolIPv6: "disabled",
  httpPutResponseHopLimit: 1,
  httpTokens: "required",
} as const;

/**
 * Volumes of the AMI families whose device names are fixed, for a spec without `blockDeviceMappings`: Karpenter's own
 * (pkg/providers/amifamily, DefaultBlockDeviceMappings), written out so that a plan shows them.
 */
export const volumes = {
  al2023: [volume("/dev/xvda", "20Gi")],
  // The first holds the system, the second images, logs and emptyDir volumes.
  bottlerocket: [volume("/dev/xvda", "4Gi"), volume("/dev/xvdb", "20Gi")],
} as const;

function volume(deviceName: string, volumeSize: string) {
  return { deviceName, ebs: { encrypted: true, volumeSize, volumeType: "gp3" } };
}
