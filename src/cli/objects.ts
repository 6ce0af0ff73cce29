import { completeSpec, nodeClassName } from "../check/complete";
import { type Mapping, text } from "../check/path";
import { clusterOf, type SpecEntry, type StackView } from "../check/view";
import { crd } from "../upstream/crds";

/** A Kubernetes object as the component renders it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: Mapping;
}

/** The object of a spec, with what the component fills in. */
export function objectOf(view: StackView, entry: SpecEntry): KubernetesObject {
  const { instance, kind, name, namespace } = entry;
  const classes = view.specs("EC2NodeClass").filter((one) => one.instance === instance);
  const spec = completeSpec(entry, {
    nodeClass: nodeClassName(name, entry.spec, new Set(classes.map((one) => one.name))),
    cluster: clusterOf(instance),
    region: text(instance.vars.region) ?? "",
  });
  return {
    apiVersion: crd(kind).apiVersion,
    kind,
    metadata: namespace === "" ? { name } : { name, namespace },
    spec,
  };
}
