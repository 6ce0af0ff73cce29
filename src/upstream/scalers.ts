/**
 * What the AWS scalers of KEDA ask of AWS (KEDA 2.20.2): the one place from which the component's HCL, the `ScalerRole`
 * construct and the twin of the HCL in TypeScript take their statements.
 */
import type { Statement } from "../constructs/policy";

/** Trigger types whose IAM statements follow from the trigger. */
export type ScalerType = "aws-cloudwatch" | "aws-dynamodb" | "aws-sqs-queue";

/** What one scaler may do. */
export interface Scaler {
  /** Sid of its statement. */
  readonly sid: string;
  readonly actions: readonly string[];
  /** Where the call is made. */
  readonly source: string;
}

/** The scalers by trigger type, in the order of their statements. */
export const scalers: Readonly<Record<ScalerType, Scaler>> = {
  "aws-cloudwatch": {
    sid: "ReadMetrics",
    actions: ["cloudwatch:GetMetricData"],
    source: "kedacore/keda pkg/scalers/aws_cloudwatch_scaler.go: GetMetricData",
  },
  "aws-dynamodb": {
    sid: "QueryTables",
    actions: ["dynamodb:Query"],
    source: "kedacore/keda pkg/scalers/aws_dynamodb_scaler.go: Query",
  },
  "aws-sqs-queue": {
    sid: "ReadQueueAttributes",
    actions: ["sqs:GetQueueAttributes"],
    source: "kedacore/keda pkg/scalers/aws_sqs_queue_scaler.go: GetQueueAttributes",
  },
};

/**
 * Resources of a scaler whose action has no resource types: `cloudwatch:GetMetricData` can be granted on `*` alone
 * (Service Authorization Reference, CloudWatch).
 */
export const anyResource = "*";

/** What a trigger reads. */
export type ScalerTrigger =
  | {
      readonly type: "aws-sqs-queue";
      /** ARN of the queue. */
      readonly queueArn: string;
    }
  | {
      /** Metrics have no ARNs: the role can read every metric of its account. */
      readonly type: "aws-cloudwatch";
    }
  | {
      readonly type: "aws-dynamodb";
      /** ARN of the table. */
      readonly tableArn: string;
      /** Index that the trigger queries. @default the table itself */
      readonly indexName?: string;
    };

/** The ARNs that a trigger needs its action on. A query of an index names the table and the index (DynamoDB, IAM policy for a table and its indexes). */
export function scalerResources(trigger: ScalerTrigger): readonly string[] {
  switch (trigger.type) {
    case "aws-sqs-queue":
      return [trigger.queueArn];
    case "aws-cloudwatch":
      return [anyResource];
    case "aws-dynamodb":
      return trigger.indexName === undefined
        ? [trigger.tableArn]
        : [trigger.tableArn, `${trigger.tableArn}/index/${trigger.indexName}`];
  }
}

/** One statement per scaler that the triggers use, with every resource once, sorted. */
export function scalerStatements(triggers: readonly ScalerTrigger[]): readonly Statement[] {
  return (Object.keys(scalers) as ScalerType[]).flatMap((type) => {
    const used = triggers.filter((trigger) => trigger.type === type);
    return used.length === 0 ? [] : [scalerStatement(type, used.flatMap(scalerResources))];
  });
}

/** The statement of one scaler. */
export function scalerStatement(type: ScalerType, resources: readonly string[]): Statement {
  const { sid, actions } = scalers[type];
  return { Sid: sid, Effect: "Allow", Action: actions, Resource: [...new Set(resources)].sort() };
}

/** Who may use a scaler's role. */
export interface ScalerTrust {
  /** ARN of the KEDA operator's role. */
  readonly operatorRoleArn: string;
  /**
   * Whether the operator's session carries tags that it passes on: EKS Pod Identity sets transitive session tags, and
   * without `sts:TagSession` the role cannot be assumed (aws/containers-roadmap#2413). IRSA sets none.
   */
  readonly sessionTags: boolean;
  /** Value of `podIdentity.externalID`. @default none is asked for */
  readonly externalId?: string | undefined;
}

/** Sids of the trust policy of a scaler's role. */
export const trustSids = { assume: "KedaOperatorAssumes", tag: "KedaOperatorPassesSessionTags" } as const;

/** The trust policy of a scaler's role: the KEDA operator and nobody else. */
export function scalerTrustStatements(trust: ScalerTrust): readonly Statement[] {
  const Principal = { AWS: trust.operatorRoleArn };
  return [
    {
      Sid: trustSids.assume,
      Effect: "Allow",
      Principal,
      Action: "sts:AssumeRole",
      ...(trust.externalId === undefined
        ? {}
        : { Condition: { StringEquals: { "sts:ExternalId": trust.externalId } } }),
    },
    ...(trust.sessionTags
      ? [{ Sid: trustSids.tag, Effect: "Allow" as const, Principal, Action: "sts:TagSession" }]
      : []),
  ];
}
