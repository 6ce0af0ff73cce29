"""moto_lab_test.py: what moto_lab adds, seen through the API of a running server (AWS_ENDPOINT_URL)."""

import json
import unittest

import boto3
from botocore.exceptions import ClientError

from moto_lab import statements_in_force

DENY_HTTP = {
    "Sid": "DenyHTTP",
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": ["arn:aws:s3:::gaps", "arn:aws:s3:::gaps/*"],
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}
DENY_SECRETS = {
    "Sid": "DenySecrets",
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": "arn:aws:s3:::gaps/secret/*",
}


class Gaps(unittest.TestCase):
    def test_a_statement_that_denies_http_is_in_force_without_tls_alone(self) -> None:
        without_condition = {name: value for name, value in DENY_HTTP.items() if name != "Condition"}
        self.assertEqual(statements_in_force([DENY_HTTP, DENY_SECRETS], secure=True), [DENY_SECRETS])
        self.assertEqual(
            statements_in_force([DENY_HTTP, DENY_SECRETS], secure=False), [without_condition, DENY_SECRETS]
        )

    def test_other_conditions_stay(self) -> None:
        condition = {"Bool": {"aws:SecureTransport": "true"}, "StringEquals": {"s3:prefix": "a"}}
        self.assertEqual(
            statements_in_force([{**DENY_HTTP, "Condition": condition}], secure=True),
            [{**DENY_HTTP, "Condition": {"StringEquals": {"s3:prefix": "a"}}}],
        )

    def test_the_server_keeps_tags_of_new_buckets_and_denies_what_a_policy_denies(self) -> None:
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket="gaps", CreateBucketConfiguration={"Tags": [{"Key": "Stage", "Value": "mgmt"}]})
        self.assertEqual(s3.get_bucket_tagging(Bucket="gaps")["TagSet"], [{"Key": "Stage", "Value": "mgmt"}])
        policy = {"Version": "2012-10-17", "Statement": [DENY_HTTP, DENY_SECRETS]}
        s3.put_bucket_policy(Bucket="gaps", Policy=json.dumps(policy))
        s3.put_object(Bucket="gaps", Key="open/a", Body=b"a")
        with self.assertRaises(ClientError) as refused:
            s3.put_object(Bucket="gaps", Key="secret/a", Body=b"a")
        self.assertEqual(refused.exception.response["ResponseMetadata"]["HTTPStatusCode"], 403)

    def test_the_caller_is_in_the_account_of_the_role_that_it_assumed(self) -> None:
        sts = boto3.client("sts")
        keys = sts.assume_role(RoleArn="arn:aws:iam::222222222222:role/any", RoleSessionName="lab")["Credentials"]
        own = boto3.client(
            "sts",
            aws_access_key_id=keys["AccessKeyId"],
            aws_secret_access_key=keys["SecretAccessKey"],
            aws_session_token=keys["SessionToken"],
        )
        self.assertEqual(own.get_caller_identity()["Account"], "222222222222")


if __name__ == "__main__":
    unittest.main()
