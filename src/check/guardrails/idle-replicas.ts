import type { SpecGuardrail } from "../guardrail";

export const idleReplicas: SpecGuardrail = {
  id: "idle-replicas",
  scope: "spec",
  kinds: ["ScaledObject"],
  title: "idleReplicaCount is 0 and below minReplicaCount",
  reason:
    "KEDA's webhook refuses an idle count that is not below the minimum; any number but 0 has no effect.",
  source: "KEDA 2.20.2: scaledobject_types.go, CheckReplicaCountBoundsAreValid; keda-docs: scaledobject-spec",
  *check(spec) {
    const value = spec.idleReplicaCount;
    if (typeof value !== "number") return;
    const lowest = spec.minReplicaCount ?? 0;
    if (typeof lowest === "number" && value >= lowest) {
      yield {
        path: ["idleReplicaCount"],
        value,
        rule: `idleReplicaCount is below minReplicaCount (${lowest})`,
        fix: "raise minReplicaCount, or remove idleReplicaCount: a minimum of 0 idles at 0",
      };
    } else if (value !== 0) {
      yield { path: ["idleReplicaCount"], value, rule: "only 0 works as idleReplicaCount", fix: "write 0" };
    }
  },
};
