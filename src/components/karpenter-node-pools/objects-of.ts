import { clusterNames, nameOf } from "../../framework/cluster-names";
import { completeNodeClass, completeNodePool, type Spec } from "./complete";

/** Variables of an instance that decide about its objects; the rest is not looked at. */
export interface NodePoolVars {
  readonly namespace: string;
  readonly stage: string;
  readonly environment: string;
  readonly cluster_name: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly node_pools?: Readonly<Record<string, Spec>>;
  readonly node_classes?: Readonly<Record<string, Spec>>;
  readonly node_role_name?: string | null;
  readonly discovery_tag?: string;
}

/** A node class or node pool as the component installs it. */
export interface NodePoolObject {
  readonly apiVersion: "karpenter.k8s.aws/v1" | "karpenter.sh/v1";
  readonly kind: "EC2NodeClass" | "NodePool";
  readonly metadata: { readonly name: string };
  readonly spec: Spec;
}

/** The objects of an instance as Terraform renders them into the chart: node classes, then node pools, by name. */
export function nodePoolObjects(vars: NodePoolVars): readonly NodePoolObject[] {
  const classes = vars.node_classes ?? {};
  const around = {
    clusterName: vars.cluster_name,
    roleName: vars.node_role_name ?? nameOf(vars.cluster_name, clusterNames.karpenterNode),
    // The tags of the AWS provider (framework/providers.ts).
    tags: {
      Namespace: vars.namespace,
      Stage: vars.stage,
      Environment: vars.environment,
      Component: "karpenter-node-pools",
      ManagedBy: "terraform",
      ...vars.tags,
    },
    ...(vars.discovery_tag === undefined ? {} : { discoveryTag: vars.discovery_tag }),
  };
  const names = new Set(Object.keys(classes));
  return [
    ...sorted(classes).map(([name, spec]): NodePoolObject => {
      const complete = completeNodeClass(spec, around);
      return { apiVersion: "karpenter.k8s.aws/v1", kind: "EC2NodeClass", metadata: { name }, spec: complete };
    }),
    ...sorted(vars.node_pools ?? {}).map(([name, spec]): NodePoolObject => {
      const complete = completeNodePool(spec, name, names);
      return { apiVersion: "karpenter.sh/v1", kind: "NodePool", metadata: { name }, spec: complete };
    }),
  ];
}

function sorted(map: Readonly<Record<string, Spec>>): [string, Spec][] {
  return Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
}
