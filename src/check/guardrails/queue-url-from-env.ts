import type { StackGuardrail } from "../guardrail";
import { triggers } from "../kubernetes/triggers";
import { mapping, text } from "../path";

export const queueUrlFromEnv: StackGuardrail = {
  id: "queue-url-from-env",
  scope: "stack",
  title: "queueURLFromEnv comes with a role of its own",
  reason: "The queue is only known in the cluster, so the component cannot create a role that may read it.",
  source: "KEDA 2.20.2: pkg/scalers/aws_sqs_queue_scaler.go; design of keda-scaled-objects",
  *check(view) {
    for (const kind of ["ScaledObject", "ScaledJob"] as const) {
      for (const { instance, spec, path } of view.specs(kind)) {
        for (const { metadata, trigger, path: place } of triggers(spec)) {
          if (metadata.queueURLFromEnv === undefined) continue;
          const reference = mapping(trigger.authenticationRef);
          const name = text(reference.name);
          const own = view
            .specs("TriggerAuthentication")
            .find((entry) => entry.instance === instance && entry.name === name);
          // An authentication that is not declared here is someone else's, with a role of its own.
          if (name !== undefined && own === undefined) continue;
          if (own !== undefined && mapping(own.spec.podIdentity).roleArn !== undefined) continue;
          yield {
            instance,
            path: [...path, ...place, "metadata", "queueURLFromEnv"],
            value: metadata.queueURLFromEnv,
            rule: "with queueURLFromEnv the trigger needs an authenticationRef to an authentication with podIdentity.roleArn",
            fix: "write queueURL instead, or add a trigger authentication with roleArn",
          };
        }
      }
    }
  },
};
