/** What a user has to know, for the README. */
export const guide = `
It makes what Karpenter needs and installs it. What Karpenter may launch is the business of \`karpenter-node-pools\`.

**Before.** The cluster runs the EKS Pod Identity agent add-on (or set \`identity: irsa\`), has as many nodes of its own
as \`replicas\`, in different zones, and its subnets and one security group carry the tag
\`karpenter.sh/discovery = <cluster name>\`.

**Permissions.** The controller has the 18 statements of Karpenter 1.14 in managed policies of their own: \`node-lifecycle\`,
\`pass-node-role\`, \`cluster\` and \`discovery\` always, \`instance-profiles\`, \`interruption\` and \`zonal-shift\` with the
feature. No policy passes 6,144 characters, whatever the cluster's name.

**Interruptions.** One queue for each cluster, because Karpenter deletes messages about instances that are not its own.
Only the cluster's own five rules may send to it.

**CRDs** are a release of their own, \`karpenter-crd\`, so that they are upgraded with the version; it takes over CRDs that
an earlier installation left. Removing it removes all node pools with their nodes: destroy \`karpenter-node-pools\` first,
while the controller is there to drain them.
`;

/** A stack that uses it. */
export const example = `
components:
  terraform:
    karpenter:
      metadata:
        component: karpenter
      vars:
        cluster_name: acme-prod-use1
        replicas: 2
        queue_age_alarm:
          threshold_seconds: 120
          topic_arns: [arn:aws:sns:us-east-1:333333333333:platform-alarms]
        chart_values:
          dnsPolicy: Default
`;
