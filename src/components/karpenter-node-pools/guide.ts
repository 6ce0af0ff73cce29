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
| \`tags\` of an EC2NodeClass | the context's tags, below the spec's own |

The catalog has archetypes to inherit from: \`general\`, \`spot\`, \`arm64\`, \`critical\` (on-demand), \`batch\`. \`eks-autoscaling check\` holds every spec to
the CRDs of the pinned version and to the guardrails; \`eks-autoscaling show\` prints the completed objects.

They are installed as one Helm release of the small chart beside this file. After an apply a \`check\` block warns about
pools that are not ready. Removing a pool, or the instance, drains its nodes: the controller has to be running.
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
