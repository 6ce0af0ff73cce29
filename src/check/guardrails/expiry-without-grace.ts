import type { StackGuardrail } from "../guardrail";
import { acceptsPod, templateSpec } from "../kubernetes/pools";
import { type Mapping, mapping } from "../path";
import { clusterOf, type SpecEntry } from "../view";

function podTemplate(job: SpecEntry): Mapping {
  return mapping(mapping(job.spec.jobTargetRef).template);
}

function isProtected(job: SpecEntry): boolean {
  return mapping(mapping(podTemplate(job).metadata).annotations)["karpenter.sh/do-not-disrupt"] === "true";
}

export const expiryWithoutGrace: StackGuardrail = {
  id: "expiry-without-grace",
  scope: "stack",
  title: "Pools that run protected pods and expire have a terminationGracePeriod",
  reason:
    "A do-not-disrupt pod blocks the drain of an expired node without end; the grace period ends the wait.",
  source: "karpenter docs: concepts/disruption, expiration and terminationGracePeriod",
  *check(view) {
    const jobs = view.specs("ScaledJob").filter(isProtected);
    if (jobs.length === 0) return;
    for (const { instance, spec, path } of view.specs("NodePool")) {
      const template = templateSpec(spec);
      if (template.expireAfter === "Never" || template.terminationGracePeriod !== undefined) continue;
      const job = jobs.find(
        (entry) =>
          clusterOf(entry.instance) === clusterOf(instance) &&
          acceptsPod(spec, mapping(podTemplate(entry).spec)),
      );
      if (job === undefined) continue;
      yield {
        instance,
        path: [...path, "template", "spec", "terminationGracePeriod"],
        value: undefined,
        rule: `nodes expire (expireAfter, 720h where it is not given) and run protected pods of ${job.key}: terminationGracePeriod is needed`,
        fix: "add terminationGracePeriod, longer than the longest job, such as 24h",
      };
    }
  },
};
