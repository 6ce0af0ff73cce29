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
an earlier installation left. They stay when the release goes (\`keep_crds\`), because with them would go every node pool
and every node.

**Order.** The controller starts after its role, policies, association, queue and the nodes' access entry, and goes before
them. Destroy \`karpenter-node-pools\` first, while the controller is there to drain the nodes.

**Names.** Roles and policies start with the cluster's name and IAM knows no regions: clusters of one account need
different names, also across regions.

**Where the controller runs.** On nodes that Karpenter did not make, or on Fargate: there Pod Identity does not work, so
set \`identity: irsa\`, and CoreDNS may come later than Karpenter, so set \`chart_values: { dnsPolicy: Default }\`.
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
          priorityClassName: system-cluster-critical
`;
