/** What a user has to know, for the README. */
export const guide = `
\`node_pools.<name>\` is a NodePool spec and \`node_classes.<name>\` an EC2NodeClass spec, field by field as Karpenter
documents them. The component fills in only what the cluster decides, and only where the spec is silent:

| field | value |
|---|---|
| \`template.spec.nodeClassRef\` of a NodePool | the node class of the same name, else \`default\` |
| \`limits\` of a NodePool | the same values as text |
| \`role\` of an EC2NodeClass | the node role of the \`karpenter\` component, unless \`instanceProfile\` is set |
| \`subnetSelectorTerms\`, \`securityGroupSelectorTerms\` | the tag \`karpenter.sh/discovery = <cluster name>\` |
| \`tags\` of an EC2NodeClass | the context's tags, below the spec's own; never those that Karpenter sets itself |
| \`metadataOptions\` of an EC2NodeClass | IMDSv2, hop limit 1, field by field: pods cannot act as the node |
| \`blockDeviceMappings\` of an EC2NodeClass | encrypted gp3 as Karpenter has it, for AL2023 and Bottlerocket |
| \`blockDeviceMappings[].ebs.encrypted\` | \`true\` |

Sizes and disruption are not filled in: they come from the archetypes of the catalog, \`general\`, \`spot\`, \`arm64\`,
\`critical\` (on-demand) and \`batch\`, or from the spec. Null takes an inherited field back: \`weight: null\`.
\`eks-autoscaling check\` holds every spec to the CRDs of the pinned version and to the guardrails; \`eks-autoscaling show\`
prints the completed objects.

They are installed as one Helm release of the small chart beside this file; a plan shows each changed line. A spec that
the API server refuses changes nothing: the release goes back to what it was. After an apply a \`check\` block warns about
pools that are not ready; a new pool takes some seconds, so plan again before you worry.

Any change of a node class that Karpenter counts as drift, the context's tags among them, replaces its nodes within the
disruption budgets.

**Removing** a pool, or the instance, drains its nodes, and only a running controller can do that: destroy this
component before \`karpenter\`. Helm waits \`drain_timeout_seconds\` for the last node. When that was too short the nodes go
on draining, but Helm has forgotten the release, and a second destroy succeeds at once: wait until
\`kubectl get nodeclaims\` is empty. \`atmos workflow destroy -f destroy -s STACK\` drains first.
`;

/** A stack that uses it. */
export const example = `
components:
  terraform:
    karpenter-node-pools:
      metadata:
        component: karpenter-node-pools
      vars:
        cluster_name: acme-dev-use1
        node_classes:
          default:
            amiSelectorTerms:
              - alias: al2023@v20261106
        node_pools:
          general:
            limits:
              cpu: "64"
              memory: 256Gi
            disruption:
              consolidationPolicy: WhenEmptyOrUnderutilized
              consolidateAfter: 5m
            template:
              spec:
                requirements:
                  - key: karpenter.sh/capacity-type
                    operator: In
                    values: [on-demand]
                  - key: karpenter.k8s.aws/instance-category
                    operator: In
                    values: [c, m, r]
`;
