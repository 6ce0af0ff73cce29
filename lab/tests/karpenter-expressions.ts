import { deepStrictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LabTest } from "../lab-test";
import { evaluate } from "./support/evaluate";

const short = {
  namespace: "acme",
  stage: "dev",
  environment: "use1",
  region: "us-east-1",
  account_id: "222222222222",
  cluster_name: "acme-dev-use1",
};
const long = { ...short, cluster_name: "c".repeat(100) };
const oidc = "arn:aws:iam::222222222222:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF";

/** Names, trust policies and chart values, which unit tests can only compare as expressions. */
export const test: LabTest = {
  title: "Karpenter's names fit for the longest cluster name, and its trust policies and values are as meant",
  quick: true,
  run: async ({ projectDir, bin, log, scratch }) => {
    const main = JSON.parse(
      readFileSync(join(projectDir, "components/terraform/karpenter/main.tf.json"), "utf8"),
    ) as Main;
    const { karpenter_release, karpenter_crd_release } = main.resource.helm_release;
    const inner = (text: string | undefined) => (text ?? "").replace(/^\$\{ ?/, "").replace(/\}$/, "");
    const fields = {
      names: "[local.controller_role_name, local.node_role_name, local.queue_name, local.rule_prefix]",
      trust: `jsondecode(${inner(main.resource.aws_iam_role.controller_role.assume_role_policy)}).Statement`,
      values: `yamldecode(${inner(karpenter_release.values[0])})`,
      crds: `yamldecode(${inner(karpenter_crd_release.values[0])})`,
    };
    const results = evaluate({
      binary: bin("tofu"),
      projectDir,
      component: "karpenter",
      scratch,
      expression: `{ ${Object.entries(fields)
        .map(([name, value]) => `${name} = ${value}`)
        .join(", ")} }`,
      known: {
        "data.aws_partition.current.partition": '"aws"',
        "one(aws_iam_role.controller_role[*].arn)": '"arn:aws:iam::222222222222:role/controller"',
      },
      cases: [
        short,
        long,
        { ...long, cluster_name: `${"c".repeat(99)}d` },
        {
          ...short,
          identity: "irsa",
          oidc_provider_arn: oidc,
          interruption_queue: false,
          zonal_shift: true,
          keep_crds: false,
          cluster_endpoint: "https://example.eks.amazonaws.com",
          replicas: 1,
          feature_gates: { nodeRepair: true },
        },
      ],
    }) as readonly Result[];
    const [first, second, third, fourth] = results;
    deepStrictEqual(first?.names, [
      "acme-dev-use1-karpenter",
      "acme-dev-use1-karpenter-node",
      "acme-dev-use1-karpenter",
      "acme-dev-use1-karpenter",
    ]);
    deepStrictEqual(
      second?.names.map(({ length }) => length),
      [64, 64, 80, 52],
    );
    deepStrictEqual(
      second?.names.filter((name) => third?.names.includes(name)),
      [],
      "two long names stay different",
    );
    deepStrictEqual(first?.trust, podIdentityTrust);
    deepStrictEqual(fourth?.trust, irsaTrust);
    deepStrictEqual(first?.values, values);
    deepStrictEqual(fourth?.values, {
      ...values,
      replicas: 1,
      serviceAccount: {
        name: "karpenter",
        annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::222222222222:role/controller" },
      },
      settings: {
        ...values.settings,
        clusterEndpoint: "https://example.eks.amazonaws.com",
        enableZonalShift: true,
        featureGates: { nodeRepair: true },
        interruptionQueue: "",
      },
    });
    deepStrictEqual(
      [first?.crds, fourth?.crds],
      [{ additionalAnnotations: { "helm.sh/resource-policy": "keep" } }, { additionalAnnotations: {} }],
    );
    log("names, trust policies and chart values of 4 instances");
  },
};

interface Release {
  readonly values: readonly string[];
}

interface Main {
  readonly resource: {
    readonly helm_release: { readonly karpenter_release: Release; readonly karpenter_crd_release: Release };
    readonly aws_iam_role: { readonly controller_role: { readonly assume_role_policy: string } };
  };
}

interface Result {
  readonly names: readonly string[];
  readonly trust: unknown;
  readonly values: unknown;
  readonly crds: unknown;
}

const podIdentityTrust = [
  {
    Sid: "PodIdentity",
    Effect: "Allow",
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Principal: { Service: "pods.eks.amazonaws.com" },
    Condition: {
      StringEquals: {
        "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:us-east-1:222222222222:cluster/acme-dev-use1",
        "aws:RequestTag/kubernetes-namespace": "kube-system",
        "aws:RequestTag/kubernetes-service-account": "karpenter",
      },
    },
  },
];

const irsaTrust = [
  {
    Sid: "ServiceAccount",
    Effect: "Allow",
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: oidc },
    Condition: {
      StringEquals: {
        "oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF:aud": "sts.amazonaws.com",
        "oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF:sub":
          "system:serviceaccount:kube-system:karpenter",
      },
    },
  },
];

const values = {
  replicas: 2,
  podDisruptionBudget: { name: "karpenter", maxUnavailable: 1 },
  serviceAccount: { name: "karpenter", annotations: {} },
  controller: {
    resources: { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1", memory: "1Gi" } },
  },
  logLevel: "info",
  serviceMonitor: { enabled: false },
  settings: {
    clusterName: "acme-dev-use1",
    interruptionQueue: "acme-dev-use1-karpenter",
    batchIdleDuration: "1s",
    batchMaxDuration: "10s",
    enableZonalShift: false,
    featureGates: {},
  },
};
