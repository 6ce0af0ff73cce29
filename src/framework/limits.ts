import { type Bounds, longest, parts } from "./bounds";

/** A limit that AWS or Kubernetes sets on one attribute, counted in characters. */
interface Limit {
  readonly max: number;
  /** The document that states it. */
  readonly source: string;
  /** IAM does not count white space in policies. */
  readonly ignoresWhitespace?: boolean;
  /** Whether the text may be one `jsonencode(...)` of input lists, whose length only the run knows. */
  readonly mayBeEncoded?: boolean;
}

const iam = "IAM and STS quotas, IAM User Guide";

/** Attributes whose length AWS limits, by resource type. Synthesis fails when one could pass its limit. */
export const limits: Readonly<Record<string, Readonly<Record<string, Limit>>>> = {
  aws_iam_role: {
    name: { max: 64, source: iam },
    assume_role_policy: { max: 2048, source: iam, ignoresWhitespace: true, mayBeEncoded: true },
  },
  aws_iam_policy: {
    name: { max: 128, source: iam },
    policy: { max: 6144, source: iam, ignoresWhitespace: true },
  },
  aws_sqs_queue: { name: { max: 80, source: "SQS quotas, SQS Developer Guide" } },
  aws_cloudwatch_event_rule: { name: { max: 64, source: "PutRule, EventBridge API Reference" } },
  aws_cloudwatch_metric_alarm: {
    alarm_name: { max: 255, source: "PutMetricAlarm, CloudWatch API Reference" },
  },
  aws_s3_bucket: { bucket: { max: 63, source: "Bucket naming rules, S3 User Guide" } },
  aws_kms_alias: { name: { max: 256, source: "CreateAlias, KMS API Reference" } },
  helm_release: { name: { max: 53, source: "helm: release names" } },
};

/**
 * Checks every limited attribute of a component's resources against its longest possible value.
 *
 * @returns one sentence per attribute that could pass its limit, or whose length has no known bound
 */
export function limitViolations(
  resources: Record<string, Record<string, Record<string, unknown>>>,
  bounds: Bounds,
): string[] {
  const violations: string[] = [];
  for (const [type, byId] of Object.entries(resources)) {
    for (const [id, config] of Object.entries(byId)) {
      for (const [attribute, limit] of Object.entries(limits[type] ?? {})) {
        const text = config[attribute];
        if (typeof text !== "string") continue;
        if (limit.mayBeEncoded === true && text.includes("jsonencode(") && parts(text).length === 1) continue;
        const where = `${type}.${id}.${attribute}`;
        try {
          const count =
            limit.ignoresWhitespace === true ? (s: string) => s.replace(/\s/g, "").length : undefined;
          const length = longest(text, bounds, count);
          if (length > limit.max) {
            violations.push(
              `${where} can become ${length} characters long, the limit is ${limit.max} (${limit.source}): ` +
                "split the policy or pass the name through fittedName()",
            );
          }
        } catch (error) {
          violations.push(`${where}: ${(error as Error).message}`);
        }
      }
    }
  }
  return violations;
}
