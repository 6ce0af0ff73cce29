import { completeSpec, nodeClassName } from "../check/complete";
import { text } from "../check/path";
import { clusterOf, type SpecEntry, type StackView } from "../check/view";
import type { CompletionVars, ScalerRole } from "../components/keda-scaled-objects/complete";
import type { Instance } from "../stacks/types";
import { crd } from "../upstream/crds";

/** What an instance creates beside its Terraform resources. */
export interface Created {
  /** Kubernetes objects as the component renders them. */
  readonly objects: readonly unknown[];
  /** IAM roles of trigger authentications, by `<namespace>/<name>`. */
  readonly access: Readonly<Record<string, ScalerRole>>;
}

function nodeObject(view: StackView, entry: SpecEntry): unknown {
  const { instance, kind, name } = entry;
  const classes = view.specs("EC2NodeClass").filter((one) => one.instance === instance);
  const given = text(instance.vars.node_role_name);
  const spec = completeSpec(entry, {
    nodeClass: nodeClassName(name, entry.spec, new Set(classes.map((one) => one.name))),
    cluster: clusterOf(instance),
    region: text(instance.vars.region) ?? "",
    ...(given === undefined ? {} : { nodeRole: given }),
    discoveryTag: text(instance.vars.discovery_tag) ?? "",
  });
  return { apiVersion: crd(kind).apiVersion, kind, metadata: { name }, spec };
}

/** The objects and roles of an instance; none for components without verbatim specs. */
export function created(view: StackView, instance: Instance): Created {
  if (instance.component === "keda-scaled-objects") {
    const { completeScaledObjects } =
      require("../components/keda-scaled-objects/complete") as typeof import("../components/keda-scaled-objects/complete");
    const { objects, roles } = completeScaledObjects(instance.vars as unknown as CompletionVars);
    return { objects, access: roles };
  }
  const entries = (["EC2NodeClass", "NodePool"] as const)
    .flatMap((kind) => view.specs(kind))
    .filter((entry) => entry.instance === instance);
  return { objects: entries.map((entry) => nodeObject(view, entry)), access: {} };
}
