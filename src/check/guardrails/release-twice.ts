import type { Instance } from "../../stacks/types";
import type { StackGuardrail } from "../guardrail";
import { text } from "../path";
import { clusterOf } from "../view";

/** Components whose objects are one Helm release, named after the component unless `release_name` says otherwise. */
const RELEASES: ReadonlySet<string> = new Set(["karpenter-node-pools", "keda-scaled-objects"]);

export const releaseTwice: StackGuardrail = {
  id: "release-twice",
  scope: "stack",
  title: "Two instances of a component on one cluster have releases of their own",
  reason: "The second apply fails: Helm cannot use a release name again in its namespace.",
  source: "helm: cannot re-use a name that is still in use",
  *check(view) {
    const seen = new Map<string, Instance>();
    for (const instance of view.instances) {
      const { component, vars } = instance;
      if (!RELEASES.has(component)) continue;
      const name = text(vars.release_name) ?? component;
      const identity = `${clusterOf(instance)} ${text(vars.workload_namespace) ?? ""} ${name}`;
      const other = seen.get(identity);
      if (other === undefined) seen.set(identity, instance);
      else {
        yield {
          instance,
          path: ["vars", "release_name"],
          value: vars.release_name,
          rule: `instances of ${component} on one cluster have different release names; ${other.name} is ${name} too`,
          fix: `add release_name: ${instance.name}`,
        };
      }
    }
  },
};
