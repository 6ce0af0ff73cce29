import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { versions } from "../../../../src/upstream/versions";

/** What a step changes. */
export interface Settings {
  /** CPU limit of the node pool. */
  readonly limit: string;
  readonly kedaReplicas: number;
  /** Label of the namespace. */
  readonly owner: string;
}

/** A component that uses both providers as those of this repository do: charts of a repository, one beside it, a namespace. */
export function writeComponent(folder: string, projectDir: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(join(projectDir, "components/terraform/karpenter-node-pools/chart"), join(folder, "chart"), {
    recursive: true,
  });
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify(component, null, 2));
}

const variables = ["host", "certificate_authority", "limit", "keda_replicas", "owner"];
const login = {
  api_version: "client.authentication.k8s.io/v1beta1",
  command: "aws",
  args: ["eks", "get-token", "--cluster-name", "acme-dev-use1", "--region", "us-east-1"],
};
const connection = {
  host: "${var.host}",
  cluster_ca_certificate: "${base64decode(var.certificate_authority)}",
};

const nodeClass = {
  apiVersion: "karpenter.k8s.aws/v1",
  kind: "EC2NodeClass",
  metadata: { name: "default" },
  spec: {
    role: "acme-dev-use1-karpenter-node",
    amiSelectorTerms: [{ alias: "al2023@latest" }],
    subnetSelectorTerms: [{ id: "subnet-0123456789abcdef0" }],
    securityGroupSelectorTerms: [{ id: "sg-0123456789abcdef0" }],
  },
};
const nodePool = {
  apiVersion: "karpenter.sh/v1",
  kind: "NodePool",
  metadata: { name: "default" },
  spec: {
    limits: { cpu: "${var.limit}" },
    template: {
      spec: {
        nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "default" },
        requirements: [{ key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand"] }],
      },
    },
  },
};

const component = {
  terraform: {
    required_providers: {
      helm: { source: "hashicorp/helm", version: "3.1.2" },
      kubernetes: { source: "hashicorp/kubernetes", version: "3.2.1" },
    },
  },
  variable: Object.fromEntries(
    variables.map((name) => [name, { type: name === "keda_replicas" ? "number" : "string" }]),
  ),
  locals: { keep: { additionalAnnotations: { "helm.sh/resource-policy": "keep" } } },
  provider: {
    helm: { kubernetes: { ...connection, exec: login } },
    kubernetes: { ...connection, exec: login },
  },
  resource: {
    kubernetes_namespace_v1: { keda: { metadata: [{ name: "keda", labels: { owner: "${var.owner}" } }] } },
    helm_release: {
      crds: {
        name: "karpenter-crd",
        chart: "karpenter-crd",
        repository: "oci://public.ecr.aws/karpenter",
        version: versions.karpenter,
        namespace: "kube-system",
        take_ownership: true,
        values: ["${yamlencode(local.keep)}"],
      },
      karpenter: {
        name: "karpenter",
        chart: "karpenter",
        repository: "oci://public.ecr.aws/karpenter",
        version: versions.karpenter,
        namespace: "kube-system",
        skip_crds: true,
        atomic: true,
        timeout: 60,
        values: ['${yamlencode({ settings = { clusterName = "acme-dev-use1" } })}'],
        depends_on: ["helm_release.crds"],
      },
      objects: {
        name: "objects",
        chart: "${path.module}/chart",
        namespace: "kube-system",
        atomic: true,
        timeout: 5,
        max_history: 3,
        values: [`\${yamlencode({ objects = jsondecode(${quoted([nodeClass, nodePool])}) })}`],
        depends_on: ["helm_release.crds"],
      },
      keda: {
        name: "keda",
        chart: "keda",
        repository: "https://kedacore.github.io/charts",
        version: versions.keda,
        namespace: "${kubernetes_namespace_v1.keda.metadata[0].name}",
        atomic: true,
        timeout: 60,
        values: [
          '${yamlencode({ operator = { replicaCount = 9 }, crds = local.keep, priorityClassName = "system-cluster-critical" })}',
          "${yamlencode({ operator = { replicaCount = var.keda_replicas } })}",
        ],
      },
    },
  },
  // As in the components: what cannot be read is a warning.
  check: {
    pools: {
      data: {
        kubernetes_resources: {
          pools: { api_version: "karpenter.sh/v1", kind: "NodePool", depends_on: ["helm_release.objects"] },
        },
      },
      assert: {
        condition: '${data.kubernetes_resources.pools.objects[*].metadata.name == ["none"]}',
        error_message: `Node pools: \${jsonencode(data.kubernetes_resources.pools.objects[*].metadata.name)}`,
      },
    },
  },
};

/** JSON as a text of HCL, in which `${var.limit}` stays what it is. */
function quoted(value: unknown): string {
  return JSON.stringify(JSON.stringify(value));
}
