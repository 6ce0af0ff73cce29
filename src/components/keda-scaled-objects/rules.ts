/**
 * Patterns and sentences of the completion, once for Terraform and for TypeScript: patterns are both JavaScript and
 * RE2, sentences take either values or `${...}` expressions.
 */

/** Names of queues: up to 80 characters, `.fifo` included (SQS quotas). */
const queue = "(?:[A-Za-z0-9_-]{1,75}\\.fifo|[A-Za-z0-9_-]{1,80})";

/** Patterns, as source text. No wildcard gets through: what matches becomes part of an ARN. */
export const patterns = {
  /** A queue URL on any host, with account and queue. KEDA refuses other paths (aws_sqs_queue_scaler.go). */
  queueUrl: `^https?://[^/]+/([0-9]{12})/(${queue})$`,
  /** A queue of the own account, by name alone. */
  queueName: `^(${queue})$`,
  /** The region in the host of a queue: standard, FIPS, dual-stack and VPC endpoints. Other hosts say none. */
  queueRegion:
    "^https?://(?:[^/]+\\.)?sqs(?:-fips)?\\.([a-z0-9-]+)\\.(?:vpce\\.)?(?:amazonaws\\.com|api\\.aws)(?:\\.cn)?(?::[0-9]+)?/",
  region: "^[a-z]{2}(-[a-z]+)+-[0-9]$",
  /** A table by name, or by ARN for one of another account (DynamoDB, resource-based policies). */
  tableName: "^[A-Za-z0-9_.-]{3,255}$",
  tableArn: "^arn:[a-z-]+:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[A-Za-z0-9_.-]{3,255}$",
  index: "^[A-Za-z0-9_.-]{3,255}$",
  /** External ids, 2 to 1,224 characters (AssumeRole, STS API Reference), in two parts because RE2 counts to 1,000. */
  externalId: "^[A-Za-z0-9_+=,.@:/-]{2,1000}[A-Za-z0-9_+=,.@:/-]{0,224}$",
  /** What cannot be in the name of a Kubernetes object. */
  notInNames: "[^a-z0-9]+",
} as const;

/** Most characters of a role's inline policies (IAM and STS quotas). */
export const inlinePolicyLimit = 10_240;

/** Keys of trigger metadata with which a trigger brings access keys of its own (pkg/scalers/aws/aws_common.go). */
export const ownKeys = ["awsAccessKeyID", "awsAccessKeyIDFromEnv"] as const;

const fixes = {
  authentication:
    "or give the trigger an authenticationRef to a TriggerAuthentication with a roleArn of its own",
};

/** The sentences: place, value, rule and fix. */
export const problems = {
  declaredTwice: (object: string, keys: string) =>
    `${object} is declared by ${keys}, which mean the same object. Keep one.`,
  authenticationTwice: (name: string, places: string) =>
    `TriggerAuthentication ${name} would be made by ${places}. Give the triggers other names, or an authenticationRef.`,
  annotatesNothing: (key: string) =>
    `object_annotations: ${key} is no ScaledObject or ScaledJob of this instance. Use the key of one.`,
  region: (place: string, value: string) =>
    `${place}: awsRegion ${value} is not a region. Write one such as us-east-1, or leave it out for the region of the stack.`,
  queueMissing: (place: string) =>
    `${place}: no queueURL, so the queue that its role may read is not known. Write queueURL, ${fixes.authentication}.`,
  queueFromEnv: (place: string) =>
    `${place}: queueURLFromEnv is known to the pod alone, so no role can be made for the queue. Write queueURL, ${fixes.authentication}.`,
  queueInvalid: (place: string, value: string) =>
    `${place}: queueURL ${value} is neither https://HOST/ACCOUNT/QUEUE with 12 digits and the queue name, nor the name of a queue of this account. Copy the URL of the queue.`,
  queueRegion: (place: string, actual: string, expected: string) =>
    `${place}: its queue is in ${actual}, awsRegion is ${expected}, and SQS answers for its own region alone. Write awsRegion: ${actual} in the metadata.`,
  tableMissing: (place: string) =>
    `${place}: no tableName, so the table that its role may query is not known. Write tableName, ${fixes.authentication}.`,
  tableInvalid: (place: string, value: string) =>
    `${place}: tableName ${value} is neither the name of a table (3 to 255 letters, digits, _ . -) nor its ARN. Write one of them.`,
  indexInvalid: (place: string, value: string) =>
    `${place}: indexName ${value} is not the name of an index (3 to 255 letters, digits, _ . -). Write the name.`,
  externalId: (name: string) =>
    `TriggerAuthentication ${name}: podIdentity.externalID has to be 2 to 1224 letters, digits and _ + = , . @ : / -. Change it.`,
  policyTooLong: (name: string, length: string) =>
    `TriggerAuthentication ${name}: the policy of its role is ${length} characters long, IAM allows ${inlinePolicyLimit}. Spread its triggers over two TriggerAuthentications.`,
} as const;
