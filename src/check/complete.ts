import { completeNodeClass, completeNodePool } from "../components/karpenter-node-pools/complete";
import { isMapping, list, type Mapping, mapping, text } from "./path";
import type { SpecEntry } from "./view";

/** Triggers whose region and authentication the component fills in. */
const AWS_TRIGGERS: ReadonlySet<string> = new Set(["aws-sqs-queue", "aws-cloudwatch", "aws-dynamodb"]);

/**
 * The node class that a pool uses: the one it names, else the one with the pool's name, else `default`.
 *
 * @param classes Names of the node classes in the pool's instance.
 */
export function nodeClassName(pool: string, spec: Mapping, classes: ReadonlySet<string>): string {
  const given = text(mapping(mapping(mapping(spec.template).spec).nodeClassRef).name);
  return given ?? (classes.has(pool) ? pool : "default");
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

/** Stands for what the cluster decides: its values make no difference to whether a spec is valid. */
const around = { clusterName: "cluster", roleName: "role", tags: {} };

/**
 * A copy of the spec with what the component fills in: everything of a NodePool and an EC2NodeClass that its own
 * completion knows; awsRegion and authenticationRef of the AWS triggers. What is written stays as it is.
 */
export function completeSpec(entry: Pick<SpecEntry, "kind" | "name" | "spec">): Mapping {
  if (entry.kind === "NodePool") return completeNodePool(entry.spec, entry.name, new Set());
  if (entry.kind === "EC2NodeClass") return completeNodeClass(entry.spec, around);
  if (entry.kind === "ScaledObject" || entry.kind === "ScaledJob") {
    return completeTriggers(entry.spec, "us-east-1", entry.name);
  }
  return entry.spec;
}
