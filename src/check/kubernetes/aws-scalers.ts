/** What an AWS scaler of KEDA accepts as metadata (KEDA 2.20.2, pkg/scalers/aws_*_scaler.go, `keda:` tags). */
export interface AwsScaler {
  /** Keys without which the scaler does not start; a list inside means one of them. */
  readonly required: readonly (string | readonly string[])[];
  readonly optional: readonly string[];
  /** Keys that are parsed as whole numbers. */
  readonly integers: readonly string[];
  /** Keys that are parsed as numbers. */
  readonly numbers: readonly string[];
  /** Keys that are parsed as booleans. */
  readonly booleans: readonly string[];
}

/** Keys that every AWS scaler reads (pkg/scalers/aws/aws_authorization.go). awsRegion is filled in by the component. */
const COMMON = [
  "awsRegion",
  "awsEndpoint",
  "identityOwner",
  "awsAccessKeyID",
  "awsAccessKeyIDFromEnv",
  "awsSecretAccessKeyFromEnv",
];

export const AWS_SCALERS: Readonly<Record<string, AwsScaler>> = {
  "aws-sqs-queue": {
    required: [["queueURL", "queueURLFromEnv"]],
    optional: [...COMMON, "queueLength", "activationQueueLength", "scaleOnInFlight", "scaleOnDelayed"],
    integers: ["queueLength", "activationQueueLength"],
    numbers: [],
    booleans: ["scaleOnInFlight", "scaleOnDelayed"],
  },
  "aws-cloudwatch": {
    required: ["targetMetricValue", "minMetricValue"],
    optional: [
      ...COMMON,
      "namespace",
      "metricName",
      "dimensionName",
      "dimensionValue",
      "expression",
      "activationTargetMetricValue",
      "ignoreNullValues",
      "metricCollectionTime",
      "metricStat",
      "metricUnit",
      "metricStatPeriod",
      "metricEndTimeOffset",
      "awsAccountId",
    ],
    integers: ["metricCollectionTime", "metricStatPeriod", "metricEndTimeOffset"],
    numbers: ["targetMetricValue", "minMetricValue", "activationTargetMetricValue"],
    booleans: ["ignoreNullValues"],
  },
  "aws-dynamodb": {
    required: [
      "tableName",
      "keyConditionExpression",
      "expressionAttributeNames",
      "expressionAttributeValues",
      "targetValue",
    ],
    optional: [...COMMON, "indexName", "filterExpression", "activationTargetValue"],
    integers: ["targetValue", "activationTargetValue"],
    numbers: [],
    booleans: [],
  },
};

/** Every key that the scaler reads. */
export function knownKeys(scaler: AwsScaler): readonly string[] {
  return [...scaler.required.flat(), ...scaler.optional];
}
