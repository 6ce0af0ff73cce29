import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { policyText } from "../../constructs/policy";
import { attribute, countWhen, interpolate } from "../../framework/expressions";
import type { ComponentStack } from "../../framework/stack";
import type { inputs } from "./inputs";

type Stack = ComponentStack<Extract<keyof typeof inputs, string>>;

/** Expressions that the roles need. */
export interface StateBucket {
  /** The bucket's name, also while it is switched off. */
  readonly name: string;
  readonly arn: string;
  readonly keyArn: string;
  /** The bucket's name, null while it is switched off. */
  readonly nameOrNull: string;
}

const count = countWhen("var.enabled");

/** The bucket: versioned, encrypted with its own key, private, TLS only, old versions expire, cannot be destroyed. */
export function buildBucket(stack: Stack): StateBucket {
  const name = stack.local(
    "bucket_name",
    'coalesce(var.bucket_name, "${var.namespace}-${var.stage}-tfstate")',
    { maxLength: 63 },
  );
  const arn = stack.localText(
    "bucket_arn",
    "arn:${data.aws_partition.current.partition}:s3:::${local.bucket_name}",
  );
  const key = buildKey(stack);
  const bucket = new S3Bucket(stack, "state", {
    bucket: interpolate(name),
    lifecycle: { preventDestroy: true },
  });
  bucket.addOverride("count", count);
  const reference = interpolate(attribute(bucket, "id"));
  new S3BucketVersioningA(stack, "versioning", {
    bucket: reference,
    versioningConfiguration: { status: "Enabled" },
  }).addOverride("count", count);
  new S3BucketServerSideEncryptionConfigurationA(stack, "encryption", {
    bucket: reference,
    rule: [
      {
        applyServerSideEncryptionByDefault: {
          sseAlgorithm: "aws:kms",
          kmsMasterKeyId: interpolate(attribute(key, "arn")),
        },
        // A bucket key would make the bucket the encryption context; the roles are bound to objects by it.
        bucketKeyEnabled: false,
      },
    ],
  }).addOverride("count", count);
  new S3BucketPublicAccessBlock(stack, "private", {
    bucket: reference,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  }).addOverride("count", count);
  new S3BucketOwnershipControls(stack, "ownership", {
    bucket: reference,
    rule: { objectOwnership: "BucketOwnerEnforced" },
  }).addOverride("count", count);
  buildExpiry(stack, reference);
  new S3BucketPolicy(stack, "tls_only", { bucket: reference, policy: tlsOnly(arn) }).addOverride(
    "count",
    count,
  );
  const logging = new S3BucketLoggingA(stack, "access_log", {
    bucket: reference,
    targetBucket: interpolate("var.access_log_bucket"),
    targetPrefix: `${interpolate(name)}/`,
  });
  logging.addOverride("count", countWhen("var.enabled && var.access_log_bucket != null"));
  return { name, arn, keyArn: attribute(key, "arn"), nameOrNull: attribute(bucket, "id") };
}

function buildKey(stack: Stack): KmsKey {
  const key = new KmsKey(stack, "state_key", {
    description: "Terraform state in ${local.bucket_name}",
    enableKeyRotation: true,
    policy: keyPolicy(),
  });
  key.addOverride("count", count);
  key.addOverride("deletion_window_in_days", interpolate("var.key_deletion_window_days"));
  const alias = new KmsAlias(stack, "state_key_alias", {
    name: "alias/${local.bucket_name}",
    targetKeyId: interpolate(attribute(key, "id")),
  });
  alias.addOverride("count", count);
  return key;
}

/**
 * The account administers its key by IAM. `kms:*` on `*` is AWS's own default key policy: in a key policy `*` is this
 * key, and without it nobody could ever change the key again (KMS Developer Guide, default key policy).
 */
function keyPolicy(): string {
  return policyText([
    {
      Sid: "AccountAdministersKey",
      Effect: "Allow",
      Principal: { AWS: "arn:${data.aws_partition.current.partition}:iam::${var.account_id}:root" },
      Action: "kms:*",
      Resource: "*",
    },
  ]);
}

/** Denies every request that is not encrypted in transit. `s3:*` and `*`: a denial has to cover everything. */
function tlsOnly(arn: string): string {
  return policyText([
    {
      Sid: "DenyHTTP",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [interpolate(arn), `${interpolate(arn)}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
}

function buildExpiry(stack: Stack, bucket: string): void {
  const lifecycle = new S3BucketLifecycleConfiguration(stack, "expiry", { bucket, rule: [] });
  lifecycle.addOverride("count", count);
  lifecycle.addOverride("rule", [
    {
      id: "superseded-state",
      status: "Enabled",
      filter: [{ prefix: "" }],
      noncurrent_version_expiration: [{ noncurrent_days: interpolate("var.noncurrent_version_days") }],
      expiration: [{ expired_object_delete_marker: true }],
      abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
    },
  ]);
  lifecycle.addOverride("depends_on", ["aws_s3_bucket_versioning.versioning"]);
}
