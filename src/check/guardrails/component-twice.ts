import type { Instance } from "../../stacks/types";
import type { ProjectGuardrail } from "../guardrail";
import { text } from "../path";
import { clusterOf } from "../view";

/** Components that own things of which a cluster has one: the interruption queue, the external metrics API. */
const ONE_A_CLUSTER: ReadonlySet<string> = new Set(["karpenter", "keda"]);

export const componentTwice: ProjectGuardrail = {
  id: "component-twice",
  scope: "project",
  title: "A cluster has one Karpenter and one KEDA",
  reason: "Two controllers fight over the nodes; a second KEDA cannot serve external.metrics.k8s.io.",
  source: "karpenter-provider-aws#2834 (one queue a cluster); KEDA docs: one metrics server a cluster",
  *check(views) {
    const seen = new Map<string, Instance>();
    for (const view of views) {
      for (const instance of view.instances) {
        const cluster = clusterOf(instance);
        if (!ONE_A_CLUSTER.has(instance.component) || cluster === "") continue;
        const place = [
          instance.component,
          text(instance.vars.account_id),
          text(instance.vars.region),
          cluster,
        ];
        const other = seen.get(place.join(" "));
        if (other === undefined) seen.set(place.join(" "), instance);
        else {
          yield {
            instance,
            path: ["vars", "cluster_name"],
            value: cluster,
            rule: `a cluster has one ${instance.component}; ${other.name} in ${other.stack} is on this one already`,
            fix: "remove one of the instances, or write another cluster",
          };
        }
      }
    }
  },
};
