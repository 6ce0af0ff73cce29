import type { KubeApi } from "../../../cluster/api";
import { releases } from "../../../cluster/releases";

/** Deployed revision of every release by its name. */
export async function deployed(api: KubeApi): Promise<Readonly<Record<string, number>>> {
  const found = (await releases(api)).filter(({ status }) => status === "deployed");
  return Object.fromEntries(found.map(({ name, revision }) => [name, revision]));
}

/** CPU limit of the node pool; undefined without one. */
export async function limitOf(api: KubeApi): Promise<string | undefined> {
  const pool = await api.get({ apiVersion: "karpenter.sh/v1", kind: "NodePool", name: "default" });
  return (pool?.spec as { readonly limits: { readonly cpu: string } } | undefined)?.limits.cpu;
}

/** Replicas of KEDA's operator that are ready. */
export async function replicasOf(api: KubeApi): Promise<number | undefined> {
  const named = { apiVersion: "apps/v1", kind: "Deployment", namespace: "keda", name: "keda-operator" };
  const deployment = await api.get(named);
  return (deployment?.status as { readonly readyReplicas?: number } | undefined)?.readyReplicas;
}

/** Labels of KEDA's namespace. */
export async function labelsOf(api: KubeApi): Promise<Readonly<Record<string, string>>> {
  const namespace = await api.get({ apiVersion: "v1", kind: "Namespace", name: "keda" });
  return namespace?.metadata.labels ?? {};
}
