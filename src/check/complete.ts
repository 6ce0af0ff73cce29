import { clusterNames, nameOf } from "../framework/cluster-names";
import { isMapping, list, type Mapping, mapping, text } from "./path";
import type { SpecEntry } from "./view";

/** API group and kind of the node classes that Karpenter's AWS provider reads. */
export const NODE_CLASS = { group: "karpenter.k8s.aws", kind: "EC2NodeClass" } as const;

/** Triggers whose region and authentication the component fills in. */
export const AWS_TRIGGERS: ReadonlySet<string> = new Set(["aws-sqs-queue", "aws-cloudwatch", "aws-dynamodb"]);

/**
 * The node class that a pool uses: the one it names, else the one with the pool's name, else `default`.
 *
 * @param classes Names of the node classes in the pool's instance.
 */
export function nodeClassName(pool: string, spec: Mapping, classes: ReadonlySet<string>): string {
  const given = text(mapping(mapping(mapping(spec.template).spec).nodeClassRef).name);
  return given ?? (classes.has(pool) ? pool : "default");
}

function completeNodePool(spec: Mapping, nodeClass: string): Mapping {
  const template = spec.template;
  if (!isMapping(template)) return spec;
  const templateSpec = template.spec;
  if (!isMapping(templateSpec)) return spec;
  const given = templateSpec.nodeClassRef;
  const nodeClassRef = isMapping(given)
    ? { ...NODE_CLASS, ...given }
    : (given ?? { ...NODE_CLASS, name: nodeClass });
  return { ...spec, template: { ...template, spec: { ...templateSpec, nodeClassRef } } };
}

function completeNodeClass(spec: Mapping, around: Surroundings): Mapping {
  const tag = around.discoveryTag ?? "";
  const discovery = [{ tags: { [tag === "" ? "karpenter.sh/discovery" : tag]: around.cluster } }];
  const role = around.nodeRole ?? nameOf(around.cluster, clusterNames.karpenterNode);
  return {
    subnetSelectorTerms: discovery,
    securityGroupSelectorTerms: discovery,
    ...(spec.instanceProfile === undefined ? { role } : {}),
    ...spec,
  };
}

function completeTrigger(trigger: unknown, region: string, authentication: string): unknown {
  if (!isMapping(trigger) || !AWS_TRIGGERS.has(text(trigger.type) ?? "")) return trigger;
  const metadata = trigger.metadata ?? {};
  return {
    authenticationRef: { name: authentication },
    ...trigger,
    metadata: isMapping(metadata) ? { awsRegion: region, ...metadata } : metadata,
  };
}

function completeTriggers(spec: Mapping, region: string, name: string): Mapping {
  if (!Array.isArray(spec.triggers)) return spec;
  return { ...spec, triggers: list(spec.triggers).map((trigger) => completeTrigger(trigger, region, name)) };
}

/** What the component fills in, by the surroundings of the spec. */
export interface Surroundings {
  /** Node class of a NodePool without `nodeClassRef`. */
  readonly nodeClass: string;
  readonly cluster: string;
  readonly region: string;
  /** Name of the node role. Default: the one that the karpenter component makes. */
  readonly nodeRole?: string;
  /** Tag of subnets and security groups. Default: karpenter.sh/discovery. */
  readonly discoveryTag?: string;
}

/**
 * A copy of the spec with what the component fills in: nodeClassRef of a NodePool; role and discovery terms of an
 * EC2NodeClass; awsRegion and authenticationRef of the AWS triggers. What is written stays as it is.
 */
export function completeSpec(
  entry: Pick<SpecEntry, "kind" | "name" | "spec">,
  around: Surroundings,
): Mapping {
  if (entry.kind === "NodePool") return completeNodePool(entry.spec, around.nodeClass);
  if (entry.kind === "EC2NodeClass") return completeNodeClass(entry.spec, around);
  if (entry.kind === "ScaledObject" || entry.kind === "ScaledJob") {
    return completeTriggers(entry.spec, around.region, entry.name);
  }
  return entry.spec;
}
