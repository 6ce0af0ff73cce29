import { join } from "node:path";
import type { KubeApi } from "./api";
import { manifestsIn } from "./manifests";
import { hasCondition, type KubeObject } from "./objects";
import { until } from "./until";

/** How long nodes and pods may take, in milliseconds. On an idle machine it is two seconds. */
const PATIENCE = 60_000;

/**
 * Makes what a cluster has before autoscaling: access, two nodes, and the workloads of the example stacks.
 *
 * @param over why waiting is in vain, undefined while it is not
 */
export async function furnish(api: KubeApi, over: () => string | undefined): Promise<void> {
  const objects = [...manifestsIn(join(__dirname, "system")), ...manifestsIn(join(__dirname, "workloads"))];
  const first = objects.filter(({ kind }) => kind === "Namespace");
  const rest = objects.filter(({ kind }) => kind !== "Namespace");
  for (const group of [first, rest]) await Promise.all(group.map((object) => api.create(object)));
  const ready = async (): Promise<true | undefined> => ((await isReady(api)) ? true : undefined);
  await until("system nodes and workloads", PATIENCE, ready, over);
}

/** True when nodes are ready and pods run: every process of the cluster has done its part then. */
async function isReady(api: KubeApi): Promise<boolean> {
  const [nodes, deployments] = await Promise.all([
    api.list({ apiVersion: "v1", kind: "Node" }),
    api.list({ apiVersion: "apps/v1", kind: "Deployment" }),
  ]);
  return (
    nodes.length > 0 && nodes.every((node) => hasCondition(node, "Ready")) && deployments.every(hasReplicas)
  );
}

function hasReplicas({ spec, status }: KubeObject): boolean {
  const wanted = (spec as { readonly replicas: number }).replicas;
  return ((status as { readonly readyReplicas?: number } | undefined)?.readyReplicas ?? 0) === wanted;
}
