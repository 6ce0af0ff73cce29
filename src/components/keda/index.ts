import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { ChartRelease } from "../../constructs/chart-release";
import { defineComponent } from "../../framework/component";
import { clusterInputs, iamInputs } from "../../framework/context";
import { address, attribute, countWhen, interpolate } from "../../framework/expressions";
import { buildIdentity } from "./identity";
import { inputs } from "./inputs";
import type { Stack } from "./stack";
import { chartValues } from "./values";

/** KEDA: namespace, the operator's role and identity, and the chart. */
export const keda = defineComponent({
  name: "keda",
  summary: "KEDA, and a role for its operator that may assume the roles of the scalers and do nothing else.",
  guide: `
One instance per cluster: Kubernetes has one provider of external metrics. It comes before \`keda-scaled-objects\`, whose
roles trust the operator's role.

**Identity.** The operator's role reads no queue, metric or table. Its policy is \`sts:AssumeRole\`, and under Pod Identity
\`sts:TagSession\`, on the roles below the IAM path \`/keda/<cluster_name>/\` of its own account, where
\`keda-scaled-objects\` makes one per TriggerAuthentication. Roles of other accounts are listed in
\`additional_scaler_role_arns\`. Under IRSA KEDA first tries its web identity token on each of those roles, which their
trust refuses, logs that, and then assumes them as here.

**Availability.** Two replicas of each Deployment, spread over zones and nodes where there are several, each with a
disruption budget of one, and the priority of the cluster's own services. Of operator and metrics server one works and
one stands by.

**CRDs** belong to the chart and are upgraded with it. They carry \`helm.sh/resource-policy: keep\`, so that removing the
release does not remove every scaled object of the cluster; the next install into the same namespace takes them over
again. To remove them, too: \`kubectl get crd -o name | grep keda.sh | xargs kubectl delete\` after the last scaled
object is gone.

**Removing it.** Destroy \`keda-scaled-objects\` first: ScaledObjects have a finalizer that only the operator removes.
`,
  example: `
components:
  terraform:
    keda:
      metadata:
        component: keda
      vars:
        cluster_name: acme-dev-use1
        replicas: 1
        chart_values:
          tolerations:
            - key: CriticalAddonsOnly
              operator: Exists
`,
  providers: ["aws", "helm", "kubernetes"],
  inputs: { ...clusterInputs, ...iamInputs, ...inputs },
  build(stack) {
    const identity = buildIdentity(stack);
    const namespace = buildNamespace(stack);
    const chart = new ChartRelease(stack, "keda", {
      name: "keda",
      chart: "keda",
      repository: interpolate("var.chart_repository"),
      version: interpolate("var.chart_version"),
      namespace: interpolate("var.kube_namespace"),
      values: [chartValues(identity.arn), "var.chart_values"],
      count: countWhen("var.enabled"),
      // Pods get the credentials of an association only when they start after it.
      dependsOn: [address(namespace), ...identity.dependencies],
    });
    stack.output(
      "operator_role_arn",
      identity.arnOrNull,
      "Role of the operator: what the scaler roles trust. keda-scaled-objects derives the same ARN from cluster_name.",
    );
    stack.output("operator_role_name", identity.nameOrNull, "Name of the operator's role.");
    stack.output("kube_namespace", attribute(chart.release, "namespace"), "Kubernetes namespace of KEDA.");
    stack.output("chart_version", attribute(chart.release, "version"), "Version of the installed chart.");
  },
});

function buildNamespace(stack: Stack): NamespaceV1 {
  const namespace = new NamespaceV1(stack, "namespace", { metadata: {} });
  namespace.addOverride("count", countWhen("var.enabled && var.create_namespace"));
  namespace.addOverride("metadata", [
    {
      name: interpolate("var.kube_namespace"),
      labels: Object.fromEntries(
        ["enforce", "warn", "audit"].map((mode) => [
          `pod-security.kubernetes.io/${mode}`,
          interpolate("var.pod_security_level"),
        ]),
      ),
    },
  ]);
  return namespace;
}
