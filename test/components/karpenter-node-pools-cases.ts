import type { Spec } from "../../src/components/karpenter-node-pools/complete";

/** An instance of karpenter-node-pools and the objects that it makes. */
export interface NodePoolCase {
  readonly title: string;
  readonly vars: {
    readonly node_pools?: Readonly<Record<string, Spec>>;
    readonly node_classes?: Readonly<Record<string, Spec>>;
    readonly node_role_name?: string;
    readonly discovery_tag?: string;
    readonly tags?: Readonly<Record<string, string>>;
  };
  /** The specs as installed: node classes, then node pools, by name. */
  readonly specs: readonly Spec[];
}

/** Context of every case. */
export const context = {
  namespace: "acme",
  stage: "dev",
  environment: "use1",
  region: "us-east-1",
  account_id: "222222222222",
  cluster_name: "acme-dev-use1",
};

const contextTags = {
  Namespace: "acme",
  Stage: "dev",
  Environment: "use1",
  Component: "karpenter-node-pools",
  ManagedBy: "terraform",
};
const discovery = [{ tags: { "karpenter.sh/discovery": "acme-dev-use1" } }];
const imds = {
  httpEndpoint: "enabled",
  httpProtocolIPv6: "disabled",
  httpPutResponseHopLimit: 1,
  httpTokens: "required",
};
const gp3 = (deviceName: string, volumeSize: string) => ({
  deviceName,
  ebs: { encrypted: true, volumeSize, volumeType: "gp3" },
});
const reference = (name: string) => ({ group: "karpenter.k8s.aws", kind: "EC2NodeClass", name });
const filled = {
  role: "acme-dev-use1-karpenter-node",
  subnetSelectorTerms: discovery,
  securityGroupSelectorTerms: discovery,
  tags: contextTags,
  metadataOptions: imds,
};
const pinned = [{ alias: "al2023@v20261106" }];

/** What users write, and what becomes of it, in TypeScript (jest) and in Terraform (lab). */
export const nodePoolCases: readonly NodePoolCase[] = [
  { title: "an instance without specs makes nothing", vars: {}, specs: [] },
  {
    title: "a node class of one line gets role, discovery, tags, IMDSv2 and an encrypted volume",
    vars: { node_classes: { default: { amiSelectorTerms: pinned } } },
    specs: [{ ...filled, amiSelectorTerms: pinned, blockDeviceMappings: [gp3("/dev/xvda", "20Gi")] }],
  },
  {
    title: "Bottlerocket has a volume for the system and one for data",
    vars: { node_classes: { default: { amiSelectorTerms: [{ alias: "bottlerocket@1.34.0" }] } } },
    specs: [
      {
        ...filled,
        amiSelectorTerms: [{ alias: "bottlerocket@1.34.0" }],
        blockDeviceMappings: [gp3("/dev/xvda", "4Gi"), gp3("/dev/xvdb", "20Gi")],
      },
    ],
  },
  {
    title: "the family decides over the alias, and a family whose devices are unknown gets no volumes",
    vars: {
      node_classes: {
        custom: { amiFamily: "Custom", amiSelectorTerms: pinned },
        named: { amiFamily: "AL2023", amiSelectorTerms: [{ id: "ami-0123456789abcdef0" }] },
        windows: { amiFamily: null, amiSelectorTerms: [{ alias: "windows2022@latest" }] },
      },
    },
    specs: [
      { ...filled, amiFamily: "Custom", amiSelectorTerms: pinned },
      {
        ...filled,
        amiFamily: "AL2023",
        amiSelectorTerms: [{ id: "ami-0123456789abcdef0" }],
        blockDeviceMappings: [gp3("/dev/xvda", "20Gi")],
      },
      { ...filled, amiSelectorTerms: [{ alias: "windows2022@latest" }] },
    ],
  },
  {
    title: "an instance profile takes the place of the role",
    vars: { node_classes: { default: { amiFamily: "Custom", instanceProfile: "acme-nodes" } } },
    specs: [
      {
        subnetSelectorTerms: discovery,
        securityGroupSelectorTerms: discovery,
        tags: contextTags,
        metadataOptions: imds,
        amiFamily: "Custom",
        instanceProfile: "acme-nodes",
      },
    ],
  },
  {
    title: "what a node class says itself stays, field by field",
    vars: {
      tags: { Project: "eks-autoscaling", Stage: "overwritten" },
      node_classes: {
        default: {
          amiFamily: "Custom",
          role: "acme-own",
          subnetSelectorTerms: [{ id: "subnet-0123456789abcdef0" }],
          securityGroupSelectorTerms: [{ name: "nodes" }],
          tags: { Project: "own", Team: "shop" },
          metadataOptions: { httpPutResponseHopLimit: 2 },
          detailedMonitoring: true,
          kubelet: { maxPods: 58, systemReserved: { cpu: "100m" } },
        },
      },
    },
    specs: [
      {
        amiFamily: "Custom",
        role: "acme-own",
        subnetSelectorTerms: [{ id: "subnet-0123456789abcdef0" }],
        securityGroupSelectorTerms: [{ name: "nodes" }],
        tags: { ...contextTags, Stage: "overwritten", Project: "own", Team: "shop" },
        metadataOptions: { ...imds, httpPutResponseHopLimit: 2 },
        detailedMonitoring: true,
        kubelet: { maxPods: 58, systemReserved: { cpu: "100m" } },
      },
    ],
  },
  {
    title: "a volume that does not say so is encrypted, one that says no is not, and other mappings stay",
    vars: {
      node_classes: {
        default: {
          amiFamily: "AL2023",
          blockDeviceMappings: [
            { deviceName: "/dev/xvda", rootVolume: true, ebs: { volumeSize: "50Gi" } },
            { deviceName: "/dev/xvdb", ebs: { volumeSize: "1Ti", encrypted: false } },
            { deviceName: "/dev/xvdc" },
          ],
        },
      },
    },
    specs: [
      {
        ...filled,
        amiFamily: "AL2023",
        blockDeviceMappings: [
          { deviceName: "/dev/xvda", rootVolume: true, ebs: { encrypted: true, volumeSize: "50Gi" } },
          { deviceName: "/dev/xvdb", ebs: { volumeSize: "1Ti", encrypted: false } },
          { deviceName: "/dev/xvdc" },
        ],
      },
    ],
  },
  {
    title: "tags that Karpenter sets itself are not taken from the context",
    vars: {
      tags: {
        "eks:eks-cluster-name": "x",
        "karpenter.sh/nodepool": "x",
        "karpenter.sh/nodeclaim": "x",
        "karpenter.k8s.aws/ec2nodeclass": "x",
        "kubernetes.io/cluster/acme-dev-use1": "shared",
        "karpenter.sh/nodepools": "kept",
        "acme/kubernetes.io/cluster/x": "kept",
      },
      node_classes: { default: { amiFamily: "Custom" } },
    },
    specs: [
      {
        ...filled,
        amiFamily: "Custom",
        tags: {
          ...contextTags,
          "karpenter.sh/nodepools": "kept",
          "acme/kubernetes.io/cluster/x": "kept",
        },
      },
    ],
  },
  {
    title: "role and discovery tag can be others",
    vars: {
      node_role_name: "acme-own-nodes",
      discovery_tag: "acme.example/karpenter",
      node_classes: { default: { amiFamily: "Custom" } },
    },
    specs: [
      {
        ...filled,
        amiFamily: "Custom",
        role: "acme-own-nodes",
        subnetSelectorTerms: [{ tags: { "acme.example/karpenter": "acme-dev-use1" } }],
        securityGroupSelectorTerms: [{ tags: { "acme.example/karpenter": "acme-dev-use1" } }],
      },
    ],
  },
  {
    title: "a pool uses the node class of its name, else default, else the one that it names",
    vars: {
      node_classes: { spot: { amiFamily: "Custom" } },
      node_pools: {
        spot: { template: { spec: { requirements: [] } } },
        general: { template: { metadata: { labels: { dedicated: "general" } }, spec: { requirements: [] } } },
        named: { template: { spec: { nodeClassRef: { name: "shared" }, requirements: [] } } },
      },
    },
    specs: [
      { ...filled, amiFamily: "Custom" },
      {
        template: {
          metadata: { labels: { dedicated: "general" } },
          spec: { requirements: [], nodeClassRef: reference("default") },
        },
      },
      { template: { spec: { requirements: [], nodeClassRef: reference("shared") } } },
      { template: { spec: { requirements: [], nodeClassRef: reference("spot") } } },
    ],
  },
  {
    title: "limits become text, as the API server makes them",
    vars: {
      node_pools: {
        general: {
          limits: { cpu: 1000, memory: "400Gi", "nvidia.com/gpu": 0, nodes: 1.5 },
          weight: 10,
          template: { spec: { requirements: [] } },
        },
      },
    },
    specs: [
      {
        limits: { cpu: "1000", memory: "400Gi", "nvidia.com/gpu": "0", nodes: "1.5" },
        weight: 10,
        template: { spec: { requirements: [], nodeClassRef: reference("default") } },
      },
    ],
  },
  {
    title: "null takes an inherited field back",
    vars: {
      node_classes: {
        default: {
          amiFamily: "Custom",
          role: null,
          instanceProfile: null,
          tags: null,
          metadataOptions: null,
        },
      },
      node_pools: {
        general: { weight: null, limits: null, template: { spec: { nodeClassRef: null, requirements: [] } } },
      },
    },
    specs: [
      { ...filled, amiFamily: "Custom" },
      { template: { spec: { requirements: [], nodeClassRef: reference("default") } } },
    ],
  },
  {
    title: "a spec of a wrong shape goes to the API server as it is",
    vars: {
      node_classes: {
        list: { tags: ["a"] },
        text: { amiFamily: "AL2023", metadataOptions: "v2" },
        volumes: { amiFamily: "AL2023", blockDeviceMappings: "big" },
      },
      node_pools: {
        "a-list": { template: ["a"] },
        "b-text": { template: { spec: "x" }, limits: { cpu: 1 } },
        "c-reference": { template: { spec: { nodeClassRef: "default" } } },
        "d-empty": {},
        "e-limits": { limits: "10", template: {} },
      },
    },
    specs: [
      { tags: ["a"] },
      { amiFamily: "AL2023", metadataOptions: "v2" },
      { ...filled, amiFamily: "AL2023", blockDeviceMappings: "big" },
      { template: ["a"] },
      { template: { spec: "x" }, limits: { cpu: 1 } },
      { template: { spec: { nodeClassRef: "default" } } },
      { template: { spec: { nodeClassRef: reference("default") } } },
      { limits: "10", template: { spec: { nodeClassRef: reference("default") } } },
    ],
  },
];
