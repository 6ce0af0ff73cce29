"""Questions to the lab's AWS, asked with boto3. Prints JSON.

aws.py credentials ROLE_ARN: keys of an assumed role, as environment variables.
aws.py inventory ACCOUNT...: state objects, roles and policies of the accounts.
"""

import json
import sys
from typing import Any

import boto3


def assume(role_arn: str) -> dict[str, str]:
    answer = boto3.client("sts").assume_role(RoleArn=role_arn, RoleSessionName="lab")["Credentials"]
    return {
        "AWS_ACCESS_KEY_ID": answer["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": answer["SecretAccessKey"],
        "AWS_SESSION_TOKEN": answer["SessionToken"],
    }


def session(account: str) -> boto3.Session:
    keys = assume(f"arn:aws:iam::{account}:role/lab-reader")
    return boto3.Session(
        aws_access_key_id=keys["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=keys["AWS_SECRET_ACCESS_KEY"],
        aws_session_token=keys["AWS_SESSION_TOKEN"],
    )


def pages(client: Any, operation: str, key: str, **arguments: Any) -> list[Any]:
    return [item for page in client.get_paginator(operation).paginate(**arguments) for item in page.get(key, [])]


def inventory(account: str) -> dict[str, Any]:
    aws = session(account)
    s3, iam = aws.client("s3"), aws.client("iam")
    buckets = sorted(bucket["Name"] for bucket in s3.list_buckets()["Buckets"])
    return {
        "identity": aws.client("sts").get_caller_identity()["Account"],
        "objects": {name: sorted(entry["Key"] for entry in pages(s3, "list_objects_v2", "Contents", Bucket=name)) for name in buckets},
        "roles": sorted(role["RoleName"] for role in pages(iam, "list_roles", "Roles")),
        "policies": sorted(policy["PolicyName"] for policy in pages(iam, "list_policies", "Policies", Scope="Local")),
        "oidc": sorted(entry["Arn"] for entry in iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]),
    }


if __name__ == "__main__":
    question, *arguments = sys.argv[1:]
    if question == "credentials":
        print(json.dumps(assume(arguments[0])))
    else:
        print(json.dumps({account: inventory(account) for account in arguments}, indent=1))
