import type { StackGuardrail } from "../guardrail";
import { hpaName } from "../kubernetes/triggers";

/** Length of a Kubernetes label value. */
const LONGEST = 63;

export const scaledObjectName: StackGuardrail = {
  id: "scaled-object-name",
  scope: "stack",
  title: "Names of scaled objects and of their HPA have at most 63 characters",
  reason: "KEDA writes both into labels, and its webhook refuses longer ones.",
  source: "KEDA 2.20.2: scaledobject_webhook.go, verifyName",
  *check(view) {
    for (const { instance, name, key, spec, path } of view.specs("ScaledObject")) {
      const hpa = hpaName(name, spec);
      if (name.length > LONGEST) {
        const rule = `a name has at most ${LONGEST} characters; it has ${name.length}`;
        yield { instance, path, value: key, rule, fix: "shorten the name" };
      } else if (hpa.length > LONGEST) {
        yield {
          instance,
          path,
          value: key,
          rule: `the HPA's name ${hpa} has at most ${LONGEST} characters; it has ${hpa.length}`,
          fix: "shorten the name to 54 characters, or set advanced.horizontalPodAutoscalerConfig.name",
        };
      }
    }
  },
};
