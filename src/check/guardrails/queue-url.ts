import { patterns } from "../../components/keda-scaled-objects/rules";
import { isOpaque } from "../../stacks/opaque";
import type { SpecGuardrail } from "../guardrail";
import { triggers } from "../kubernetes/triggers";

const QUEUES = [new RegExp(patterns.queueUrl), new RegExp(patterns.queueName)];

export const queueUrl: SpecGuardrail = {
  id: "queue-url",
  scope: "spec",
  kinds: ["ScaledObject", "ScaledJob"],
  title: "queueURL is a queue's address or name",
  reason:
    "KEDA reads account and name from the address; from anything else it makes a name that no queue has.",
  source: "KEDA 2.20.2: pkg/scalers/aws_sqs_queue_scaler.go, parseAwsSqsQueueMetadata",
  *check(spec) {
    for (const { type, metadata, path } of triggers(spec)) {
      const value = metadata.queueURL;
      if (type !== "aws-sqs-queue" || typeof value !== "string" || value === "") continue;
      if (isOpaque(value) || QUEUES.some((pattern) => pattern.test(value))) continue;
      yield {
        path: [...path, "metadata", "queueURL"],
        value,
        rule: "queueURL is https://<host>/<account>/<name>, or a queue's name",
        fix: "write for example https://sqs.us-east-1.amazonaws.com/222222222222/acme-dev-orders",
      };
    }
  },
};
