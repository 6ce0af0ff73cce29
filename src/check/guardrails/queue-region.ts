import { patterns } from "../../components/keda-scaled-objects/rules";
import type { StackGuardrail } from "../guardrail";
import { triggers } from "../kubernetes/triggers";
import { text } from "../path";

const REGION_OF_QUEUE = new RegExp(patterns.queueRegion);
const REGION = new RegExp(patterns.region);

export const queueRegion: StackGuardrail = {
  id: "queue-region",
  scope: "stack",
  title: "A queue is in the region that KEDA asks",
  reason: "KEDA signs the request for awsRegion: another region's endpoint refuses the signature.",
  source: "KEDA 2.20.2: pkg/scalers/aws_sqs_queue_scaler.go, createSqsClient",
  *check(view) {
    for (const kind of ["ScaledObject", "ScaledJob"] as const) {
      for (const { instance, spec, path } of view.specs(kind)) {
        for (const { metadata, path: place } of triggers(spec)) {
          const value = text(metadata.queueURL);
          const region = REGION_OF_QUEUE.exec(value ?? "")?.[1];
          const asked = text(metadata.awsRegion) ?? text(instance.vars.region);
          // A region that is none is refused by the input's own schema.
          if (region === undefined || asked === undefined || !REGION.test(asked)) continue;
          if (region === asked) continue;
          yield {
            instance,
            path: [...path, ...place, "metadata", "queueURL"],
            value,
            rule: `the queue is in awsRegion (${asked}, from vars.region where it is not given)`,
            fix: `write a queue of ${asked}, or add awsRegion: ${region}`,
          };
        }
      }
    }
  },
};
