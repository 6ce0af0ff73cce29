import type { StackGuardrail } from "../guardrail";
import { hpaName } from "../kubernetes/triggers";
import { mapping, text } from "../path";
import { clusterOf, type SpecEntry } from "../view";

function target({ spec }: SpecEntry): string {
  const reference = mapping(spec.scaleTargetRef);
  const [api, kind] = [text(reference.apiVersion) ?? "apps/v1", text(reference.kind) ?? "Deployment"];
  return `${api} ${kind} ${text(reference.name) ?? ""}`;
}

export const scaleTargetShared: StackGuardrail = {
  id: "scale-target-shared",
  scope: "stack",
  title: "Every workload has one scaled object, and every HPA one name",
  reason: "Two HPAs on one workload fight over its replicas: KEDA's webhook refuses the second one.",
  source: "KEDA 2.20.2: scaledobject_webhook.go, verifyScaledObjects and verifyHpas",
  *check(view) {
    const entries = view.specs("ScaledObject");
    if (entries.length < 2) return;
    const targets = new Map<string, SpecEntry>();
    const names = new Map<string, SpecEntry>();
    for (const entry of entries) {
      const { instance, spec, path, namespace, name } = entry;
      const place = `${clusterOf(instance)} ${namespace}`;
      const workload = `${place} ${target(entry)}`;
      const hpa = `${place} ${hpaName(name, spec)}`;
      const [owner, namesake] = [targets.get(workload), names.get(hpa)];
      if (owner !== undefined) {
        yield {
          instance,
          path: [...path, "scaleTargetRef"],
          value: spec.scaleTargetRef,
          rule: `a workload has one scaled object; ${owner.key} in ${owner.instance.name} scales this one already`,
          fix: "put the triggers of both into one scaled object",
        };
      } else if (namesake !== undefined && namesake.name !== name) {
        yield {
          instance,
          path: [...path, "advanced", "horizontalPodAutoscalerConfig", "name"],
          value: hpaName(name, spec),
          rule: `an HPA belongs to one scaled object; ${namesake.key} in ${namesake.instance.name} has this name`,
          fix: "remove the name, or choose another one",
        };
      }
      targets.set(workload, owner ?? entry);
      names.set(hpa, namesake ?? entry);
    }
  },
};
