import type { Wording } from "./wording";

/** `field` is the part of the value at which the finding stands, where it is there. */
type Entry = readonly [starts: string, id: string, rule: string, fix: string, field?: string];

/** CEL rules of the pinned CRDs in words. An entry speaks for every rule that starts with its text. */
const ENTRIES: readonly Entry[] = [
  // NodePool
  [
    "self.all(x, has(x.schedule) == has(x.duration))",
    "schedule-without-duration",
    "a budget with a schedule needs a duration, and the other way round",
    'add both, for example schedule: "0 9 * * mon-fri" and duration: 8h',
  ],
  [
    "!has(self.replicas) || !has(self.weight)",
    "static-pool",
    "a static pool (replicas) has no weight",
    "remove weight, or remove replicas",
    "weight",
  ],
  [
    "!has(self.replicas) || (!has(self.limits)",
    "static-pool",
    "a static pool (replicas) may limit nodes only",
    "leave only limits.nodes",
    "limits",
  ],
  [
    "self.all(x, x.operator == 'In' ?",
    "requirement-values",
    "a requirement with operator In needs values",
    "add values, or use operator Exists",
  ],
  [
    "self.all(x, (x.operator == 'Gt'",
    "requirement-values",
    "operators Gt, Lt, Gte and Lte take exactly one whole number of 0 or more",
    'write one number in quotes: values: ["4"]',
  ],
  [
    "self.all(x, (x.operator == 'In' && has(x.minValues))",
    "requirement-min-values",
    "minValues may not be more than the number of values",
    "add values or lower minValues",
  ],
  [
    'self.all(x, x in ["karpenter.sh/capacity-type"',
    "restricted-label",
    "labels of karpenter.sh are Karpenter's own",
    "use a label of your own domain",
  ],
  [
    'self.all(x, x in ["karpenter.k8s.aws/',
    "restricted-label",
    "labels of karpenter.k8s.aws are Karpenter's own",
    "use a label of your own domain",
  ],
  [
    'self.all(x, x != "karpenter.sh/nodepool")',
    "restricted-label",
    "the label karpenter.sh/nodepool is set by Karpenter",
    "remove it",
  ],
  [
    'self.all(x, x != "kubernetes.io/hostname")',
    "restricted-label",
    "the label kubernetes.io/hostname is set by the kubelet",
    "remove it",
  ],
  [
    'self in ["karpenter.sh/capacity-type"',
    "restricted-label",
    "of karpenter.sh, requirements may use capacity-type only",
    'use "karpenter.sh/capacity-type" or a label of your own domain',
  ],
  [
    'self in ["karpenter.k8s.aws/',
    "restricted-label",
    "this is no label of karpenter.k8s.aws that nodes have",
    'use a known one, such as "karpenter.k8s.aws/instance-category"',
  ],
  [
    'self != "karpenter.sh/nodepool"',
    "restricted-label",
    "karpenter.sh/nodepool is set by Karpenter",
    "remove the requirement",
  ],
  [
    'self != "kubernetes.io/hostname"',
    "restricted-label",
    "a pool cannot require a host name",
    "remove the requirement",
  ],
  // EC2NodeClass
  [
    "(has(self.role) &&",
    "role-or-instance-profile",
    "exactly one of role and instanceProfile",
    "remove one; with neither, the component fills in the node role",
    "instanceProfile",
  ],
  [
    "self.amiSelectorTerms.exists(x, has(x.alias))",
    "ami-family",
    "amiFamily is required when no term has an alias",
    "add amiFamily, or use an alias",
  ],
  [
    "!has(self.amiFamily) ||",
    "ami-family",
    "amiFamily must be the family of the alias, or Custom",
    "remove amiFamily: the alias says it",
    "amiFamily",
  ],
  [
    "self.matches('^[a-zA-Z0-9]+@.+$')",
    "ami-alias",
    "an alias is family@version",
    'write for example "al2023@v20260801"',
  ],
  [
    "self.split('@')[0] in ['windows2019','windows2022','windows2025'] ?",
    "ami-alias",
    "Windows aliases have one version, latest",
    'write for example "windows2022@latest"',
  ],
  [
    "self.split('@')[0] in",
    "ami-alias",
    "the alias family must be one of: al2, al2023, bottlerocket, windows2019, windows2022, windows2025",
    'write for example "al2023@v20260801"',
  ],
  [
    "!(self.exists(x, has(x.alias)) && self.size() != 1)",
    "ami-alias",
    "a term with an alias is the only term",
    "keep the alias or the other terms",
  ],
  [
    "!self.exists(x, has(x.alias) &&",
    "ami-alias",
    "an alias stands alone in its term",
    "remove id, name, owner and tags from the term",
  ],
  [
    "!self.exists(x, has(x.id) &&",
    "selector-term",
    "an id stands alone in its term",
    "keep the id or the other fields",
  ],
  [
    "!self.all(x, has(x.id) &&",
    "selector-term",
    "an id stands alone in its term",
    "keep the id or the other fields",
  ],
  [
    "!self.all(x, has(x.name) &&",
    "selector-term",
    "a name stands alone in its term",
    "keep the name or the other fields",
  ],
  [
    "self.all(x, has(x.tags) || has(x.id) || has(x.name) || has(x.alias)",
    "selector-term",
    "a term needs one of: alias, id, name, tags, ssmParameter",
    "add one of them, or remove the term",
  ],
  [
    "self.all(x, has(x.tags) || has(x.id) || has(x.instanceMatchCriteria))",
    "selector-term",
    "a term needs one of: id, tags, instanceMatchCriteria",
    "add one of them, or remove the term",
  ],
  [
    "self.all(x, has(x.tags) || has(x.id) || has(x.name))",
    "selector-term",
    "a term needs one of: id, name, tags",
    "add one of them, or remove the term",
  ],
  [
    "self.all(x, has(x.tags) || has(x.id))",
    "selector-term",
    "a term needs one of: id, tags",
    "add one of them, or remove the term",
  ],
  [
    "self.size() != 0",
    "selector-term",
    "at least one term is needed",
    "add a term, or remove the field: the component fills in the discovery tag",
  ],
  [
    "self.all(k, k != '' && self[k] != '')",
    "empty-tag",
    "tags have neither empty keys nor empty values",
    "write key and value",
  ],
  ["self.all(k, k != '')", "empty-tag", "tag keys are not empty", "write the key"],
  [
    "self.all(k, k !='eks:eks-cluster-name')",
    "restricted-tag",
    "the tag eks:eks-cluster-name is set by Karpenter",
    "remove it",
  ],
  [
    "self.all(k, !k.startsWith('kubernetes.io/cluster')",
    "restricted-tag",
    "tags kubernetes.io/cluster/* are set by Karpenter",
    "remove them",
  ],
  [
    "self.all(k, k != 'karpenter.sh/nodepool')",
    "restricted-tag",
    "the tag karpenter.sh/nodepool is set by Karpenter",
    "remove it",
  ],
  [
    "self.all(k, k !='karpenter.sh/nodeclaim')",
    "restricted-tag",
    "the tag karpenter.sh/nodeclaim is set by Karpenter",
    "remove it",
  ],
  [
    "self.all(k, k !='karpenter.k8s.aws/ec2nodeclass')",
    "restricted-tag",
    "the tag karpenter.k8s.aws/ec2nodeclass is set by Karpenter",
    "remove it",
  ],
  [
    "has(self.snapshotID) || has(self.volumeSize)",
    "block-device",
    "a volume needs volumeSize or snapshotID",
    "add volumeSize, such as 50Gi",
  ],
  [
    "!has(self.volumeInitializationRate)",
    "block-device",
    "volumeInitializationRate needs a snapshotID",
    "add snapshotID, or remove volumeInitializationRate",
  ],
  [
    "self.filter(x, has(x.rootVolume)",
    "block-device",
    "at most one device is the root volume",
    "leave rootVolume: true on one device",
  ],
  [
    "self.all(x, x in ['memory.available'",
    "kubelet",
    "eviction signals are memory.available, nodefs.available, nodefs.inodesFree, imagefs.available, imagefs.inodesFree, pid.available",
    "use one of these signals",
  ],
  [
    "self.all(x, x=='cpu'",
    "kubelet",
    "reserved resources are cpu, memory, ephemeral-storage, pid",
    "use one of these resources",
  ],
  [
    "self.all(x, !self[x].startsWith('-'))",
    "kubelet",
    "a reserved quantity is not negative",
    "write a quantity of 0 or more",
  ],
  [
    "has(self.imageGCHighThresholdPercent)",
    "kubelet",
    "imageGCHighThresholdPercent must be more than imageGCLowThresholdPercent",
    "raise the high or lower the low threshold",
    "imageGCHighThresholdPercent",
  ],
  [
    "has(self.evictionSoft) ?",
    "kubelet",
    "every evictionSoft signal needs an evictionSoftGracePeriod",
    "add the signal to evictionSoftGracePeriod",
  ],
  [
    "has(self.evictionSoftGracePeriod) ?",
    "kubelet",
    "every evictionSoftGracePeriod signal needs an evictionSoft",
    "add the signal to evictionSoft",
  ],
  [
    "self.size() == 0 || self.exists(x, x.deviceIndex == 0",
    "network-interfaces",
    "one interface must have networkCardIndex 0, deviceIndex 0 and interfaceType interface",
    "add the primary interface",
  ],
  [
    "self.all(x, self.filter(y, x.networkCardIndex",
    "network-interfaces",
    "network card and device pairs are unique, with at most one efa-only interface a card",
    "change the indexes",
  ],
  [
    "has(self.tcpEstablishedTimeout)",
    "connection-tracking",
    "connectionTracking needs at least one timeout",
    "add tcpEstablishedTimeout, udpStreamTimeout or udpTimeout",
  ],
  [
    "has(self.name) || has(self.id)",
    "placement-group",
    "a placement group needs a name or an id",
    "add name or id",
  ],
  [
    "!(has(self.name) && has(self.id))",
    "placement-group",
    "a placement group has a name or an id, not both",
    "remove one",
  ],
  ["self != ''", "empty-text", "must not be empty", "write a value, or remove the line"],
  // ScaledObject
  [
    "!has(self.minReplicaCount) ||",
    "replica-bounds",
    "minReplicaCount may not be more than maxReplicaCount (100 where it is not given)",
    "lower minReplicaCount or raise maxReplicaCount",
    "minReplicaCount",
  ],
];

/** A broken CEL rule in words; a rule without words of its own is quoted. */
export function wordRule(rule: string): Wording & { readonly field?: string } {
  if (rule.startsWith("list:")) {
    const keys = rule.slice("list:".length);
    const what = keys === "set" ? "no item may appear twice" : `no two items may have the same ${keys}`;
    return { id: "duplicate-item", rule: what, fix: "remove or change one of them" };
  }
  const entry = ENTRIES.find(([starts]) => rule.startsWith(starts));
  if (entry === undefined)
    return { id: "rule", rule: `the API server requires ${rule}`, fix: "change the value" };
  const [, id, words, fix, field] = entry;
  return { id, rule: words, fix, ...(field === undefined ? {} : { field }) };
}
