import { DataAwsEksCluster } from "@cdktf/provider-aws/lib/data-aws-eks-cluster";
import { DataAwsEksClusters } from "@cdktf/provider-aws/lib/data-aws-eks-clusters";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { countWhen, interpolate } from "./expressions";
import type { ComponentStack } from "./stack";

/** Accepted versions: ranges, so that a stack of components can share one provider. */
const versions = {
  aws: { source: "hashicorp/aws", version: ">= 6.28, < 7.0" },
  helm: { source: "hashicorp/helm", version: ">= 3.1, < 4.0" },
  kubernetes: { source: "hashicorp/kubernetes", version: ">= 3.0, < 4.0" },
};

/** Terraform or OpenTofu: 1.10 brought S3 locking without a table. */
const requiredVersion = ">= 1.10";

/** Declares the providers of a component and the locals and data that they need. */
export function configureProviders(stack: ComponentStack): void {
  stack.addOverride("terraform.required_version", requiredVersion);
  configureAws(stack);
  if (stack.component.providers.some((name) => name !== "aws")) configureCluster(stack);
  for (const name of stack.component.providers) {
    stack.addOverride(`terraform.required_providers.${name}`, versions[name]);
  }
}

function configureAws(stack: ComponentStack): void {
  stack.local(
    "tags",
    `merge({ Namespace = var.namespace, Stage = var.stage, Environment = var.environment, ` +
      `Component = "${stack.component.name}", ManagedBy = "terraform" }, var.tags)`,
  );
  const provider = new AwsProvider(stack, "aws", {
    region: interpolate("var.region"),
    allowedAccountIds: [interpolate("var.account_id")],
  });
  provider.addOverride("default_tags", { tags: interpolate("local.tags") });
  // A static assume_role block with a null role is refused; a dynamic one disappears.
  provider.addOverride("dynamic.assume_role", {
    for_each: interpolate("var.provider_role_arn == null ? [] : [var.provider_role_arn]"),
    content: { role_arn: interpolate("assume_role.value"), session_name: `atmos-${stack.component.name}` },
  });
  new DataAwsPartition(stack, "current");
}

/**
 * Finds the cluster by name without failing when it does not exist yet: the plan then works and a check warns.
 * The lookup does not depend on `enabled`, because removing releases needs the cluster too.
 */
function configureCluster(stack: ComponentStack): void {
  new DataAwsEksClusters(stack, "all", {}).addOverride(
    "count",
    countWhen("var.cluster_endpoint == null || var.cluster_certificate_authority_data == null"),
  );
  const cluster = new DataAwsEksCluster(stack, "this", { name: interpolate("var.cluster_name") });
  cluster.addOverride(
    "count",
    countWhen("contains(flatten(data.aws_eks_clusters.all[*].names), var.cluster_name)"),
  );
  stack.local(
    "cluster_endpoint",
    // The fallback is a name that cannot resolve: an apply fails with it instead of reaching some other cluster.
    'coalesce(var.cluster_endpoint, one(data.aws_eks_cluster.this[*].endpoint), "https://cluster-not-found.invalid")',
  );
  stack.local(
    "cluster_certificate_authority",
    'base64decode(coalesce(var.cluster_certificate_authority_data, one(data.aws_eks_cluster.this[*].certificate_authority[0].data), "bm9uZQ=="))',
  );
  stack.local(
    "cluster_login",
    'concat(["eks", "get-token", "--cluster-name", var.cluster_name, "--region", var.region], ' +
      'var.provider_role_arn == null ? [] : ["--role-arn", var.provider_role_arn])',
  );
  stack.addOverride("check.cluster_exists", {
    assert: {
      condition: interpolate('local.cluster_endpoint != "https://cluster-not-found.invalid"'),
      error_message:
        "EKS has no cluster ${var.cluster_name} in account ${var.account_id}, ${var.region}: the plan is complete, an apply will fail until the cluster exists. Check cluster_name, or set cluster_endpoint.",
    },
  });
  // exec instead of a token, so that a saved plan carries no credential that expires.
  const login = {
    api_version: "client.authentication.k8s.io/v1beta1",
    command: "aws",
    args: interpolate("local.cluster_login"),
  };
  const connection = {
    host: interpolate("local.cluster_endpoint"),
    cluster_ca_certificate: interpolate("local.cluster_certificate_authority"),
    exec: login,
  };
  if (stack.component.providers.includes("helm")) {
    new HelmProvider(stack, "helm").addOverride("kubernetes", connection);
  }
  if (stack.component.providers.includes("kubernetes")) {
    const provider = new KubernetesProvider(stack, "kubernetes");
    for (const [name, value] of Object.entries(connection)) provider.addOverride(name, value);
  }
}
