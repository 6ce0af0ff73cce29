import { match } from "node:assert/strict";
import type { KubeApi } from "../../../cluster/api";
import type { KubeObject } from "../../../cluster/objects";
import { until } from "../../../cluster/until";

/** How long a pod may take, in milliseconds. On an idle machine it is a second. */
const PATIENCE = 30_000;

/** A Deployment's pods run on a fake node and go with it, and a Job completes. */
export async function checkWorkloads(api: KubeApi): Promise<void> {
  const podsOf = (name: string) =>
    api.list({ apiVersion: "v1", kind: "Pod" }, "orders", `?labelSelector=app%3D${name}`);
  const scale = (replicas: number) =>
    api.ask({
      method: "PATCH",
      path: "/apis/apps/v1/namespaces/orders/deployments/order-worker/scale",
      body: { spec: { replicas } },
      contentType: "application/merge-patch+json",
    });
  await scale(2);
  const pods = await until("two running pods of order-worker", PATIENCE, async () => {
    const found = await podsOf("order-worker");
    return found.length === 2 && found.every((pod) => phaseOf(pod) === "Running") ? found : undefined;
  });
  for (const { spec } of pods) match((spec as { readonly nodeName: string }).nodeName, /^system-[ab]$/);
  await scale(0);
  await until("no pod of order-worker", PATIENCE, async () =>
    (await podsOf("order-worker")).length === 0 ? true : undefined,
  );
  await api.create(JOB);
  await until("a succeeded pod of a job", PATIENCE, async () =>
    (await podsOf("once")).some((pod) => phaseOf(pod) === "Succeeded") ? true : undefined,
  );
}

function phaseOf({ status }: KubeObject): string | undefined {
  return (status as { readonly phase?: string } | undefined)?.phase;
}

const JOB: KubeObject = {
  apiVersion: "batch/v1",
  kind: "Job",
  metadata: { name: "once", namespace: "orders" },
  spec: {
    template: {
      metadata: { labels: { app: "once" } },
      spec: { restartPolicy: "Never", containers: [{ name: "once", image: "once:1" }] },
    },
  },
};
