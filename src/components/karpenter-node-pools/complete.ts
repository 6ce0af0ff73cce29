import { forbiddenTags, metadataOptions, nodeClassKind, volumes } from "./defaults";

/** A spec, or a part of one. */
export type Spec = Readonly<Record<string, unknown>>;

/** What the cluster decides about node classes. */
export interface NodeClassSurroundings {
  readonly clusterName: string;
  /** Name of the nodes' role. */
  readonly roleName: string;
  /** The tags of the instance's context: Namespace, Stage and so on, and `vars.tags`. */
  readonly tags: Readonly<Record<string, string>>;
  /** Tag by which subnets and security groups are found. @default "karpenter.sh/discovery" */
  readonly discoveryTag?: string;
}

/**
 * The spec of a NodePool as the component installs it: `nodeClassRef` filled in, limits as text, fields that are null
 * left out. The twin of the HCL in objects.ts.
 *
 * @param name name of the pool
 * @param classNames names of the node classes in the same instance
 */
export function completeNodePool(spec: Spec, name: string, classNames: ReadonlySet<string>): Spec {
  const template = optional(spec.template);
  const templateSpec = optional(template?.spec);
  const given = optional(templateSpec?.nodeClassRef);
  if (template === undefined || templateSpec === undefined || given === undefined) return spec;
  const nodeClassRef = { ...nodeClassKind, name: classNames.has(name) ? name : "default", ...given };
  return {
    ...written(spec),
    template: { ...template, spec: { ...templateSpec, nodeClassRef } },
    ...(isMapping(spec.limits) ? { limits: texts(spec.limits) } : {}),
  };
}

/**
 * The spec of an EC2NodeClass as the component installs it: role, discovery terms and tags of the cluster, IMDSv2 that
 * pods cannot reach, encrypted volumes, fields that are null left out. The twin of the HCL in objects.ts.
 */
export function completeNodeClass(spec: Spec, around: NodeClassSurroundings): Spec {
  const tags = optional(spec.tags);
  const metadata = optional(spec.metadataOptions);
  if (tags === undefined || metadata === undefined) return spec;
  const terms = [{ tags: { [around.discoveryTag ?? "karpenter.sh/discovery"]: around.clusterName } }];
  const mappings = Object.entries(volumes).find(([family]) => family === amiFamily(spec))?.[1];
  return {
    subnetSelectorTerms: terms,
    securityGroupSelectorTerms: terms,
    ...((spec.instanceProfile ?? null) === null ? { role: around.roleName } : {}),
    ...(mappings === undefined ? {} : { blockDeviceMappings: mappings }),
    ...written(spec),
    tags: { ...allowed(around.tags), ...tags },
    metadataOptions: { ...metadataOptions, ...metadata },
    ...(Array.isArray(spec.blockDeviceMappings)
      ? { blockDeviceMappings: spec.blockDeviceMappings.map(encrypted) }
      : {}),
  };
}

/** The AMI family in lower case: the one that the spec names, else that of its alias; empty when neither says. */
function amiFamily(spec: Spec): string {
  if (typeof spec.amiFamily === "string" && spec.amiFamily !== "") return spec.amiFamily.toLowerCase();
  const first: unknown = Array.isArray(spec.amiSelectorTerms) ? spec.amiSelectorTerms[0] : undefined;
  const alias = isMapping(first) ? first.alias : undefined;
  return typeof alias === "string" ? (alias.split("@")[0] ?? "").toLowerCase() : "";
}

function encrypted(mapping: unknown): unknown {
  return isMapping(mapping) && isMapping(mapping.ebs)
    ? { ...mapping, ebs: { encrypted: true, ...mapping.ebs } }
    : mapping;
}

function allowed(tags: Readonly<Record<string, string>>): Spec {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !new RegExp(forbiddenTags).test(key)));
}

function texts(limits: Spec): Spec {
  return Object.fromEntries(
    Object.entries(limits).map(([key, value]) => [key, value === null ? null : String(value)]),
  );
}

function written(spec: Spec): Spec {
  return Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== null));
}

/** The mapping, an empty one where there is none, undefined where there is something else. */
function optional(value: unknown): Spec | undefined {
  if (value === undefined || value === null) return {};
  return isMapping(value) ? value : undefined;
}

function isMapping(value: unknown): value is Spec {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
