import { tfstateBackend } from "../../src/components/tfstate-backend";
import { rendered } from "../support/render";

const { main } = rendered(tfstateBackend);
const statements = (purpose: "plan" | "apply") =>
  JSON.parse(main.resource.aws_iam_role_policy[`${purpose}_state`].policy).Statement;

const listOwnPrefix = {
  Sid: "ListOwnPrefix",
  Effect: "Allow",
  Action: "s3:ListBucket",
  Resource: "${local.bucket_arn}",
  Condition: { StringLike: { "s3:prefix": ["${each.key}/*", "terraform.tfstate"] } },
};
const readOwnState = {
  Sid: "ReadOwnState",
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: ["${local.bucket_arn}/${each.key}/*", "${local.bucket_arn}/terraform.tfstate"],
};
const useStateKey = {
  Sid: "UseStateKey",
  Effect: "Allow",
  Action: ["kms:Decrypt", "kms:GenerateDataKey"],
  Resource: "${one(aws_kms_key.state_key[*].arn)}",
  Condition: {
    StringLike: { "kms:EncryptionContext:aws:s3:arn": "${local.bucket_arn}/${each.key}/*" },
    StringEquals: { "kms:ViaService": "s3.${var.region}.${data.aws_partition.current.dns_suffix}" },
  },
};

test("the apply role reads and writes its own prefix and nothing else", () => {
  expect(statements("apply")).toEqual([
    listOwnPrefix,
    readOwnState,
    {
      Sid: "WriteOwnState",
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:DeleteObject"],
      Resource: "${local.bucket_arn}/${each.key}/*",
    },
    useStateKey,
  ]);
});

test("the plan role reads its own prefix and writes nothing but lock objects in it", () => {
  expect(statements("plan")).toEqual([
    listOwnPrefix,
    readOwnState,
    {
      Sid: "LockOwnState",
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:DeleteObject"],
      Resource: "${local.bucket_arn}/${each.key}/*.tflock",
    },
    useStateKey,
  ]);
});

test("the bucket refuses to be destroyed, answers over TLS alone and lets nobody make it public", () => {
  expect(main.resource.aws_s3_bucket.state.lifecycle).toEqual({ prevent_destroy: true });
  expect(JSON.parse(main.resource.aws_s3_bucket_policy.tls_only.policy).Statement).toEqual([
    {
      Sid: "DenyHTTP",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["${local.bucket_arn}", "${local.bucket_arn}/*"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
  expect(main.resource.aws_s3_bucket_public_access_block.private).toEqual({
    count: "${var.enabled ? 1 : 0}",
    bucket: "${one(aws_s3_bucket.state[*].id)}",
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
});

test("state is versioned, superseded versions expire, and objects are encrypted with the key under their own name", () => {
  expect(main.resource.aws_s3_bucket_versioning.versioning.versioning_configuration).toEqual({
    status: "Enabled",
  });
  expect(
    main.resource.aws_s3_bucket_lifecycle_configuration.expiry.rule[0].noncurrent_version_expiration,
  ).toEqual([{ noncurrent_days: "${var.noncurrent_version_days}" }]);
  expect(main.resource.aws_s3_bucket_server_side_encryption_configuration.encryption.rule).toEqual([
    {
      apply_server_side_encryption_by_default: {
        kms_master_key_id: "${one(aws_kms_key.state_key[*].arn)}",
        sse_algorithm: "aws:kms",
      },
      bucket_key_enabled: false,
    },
  ]);
});
