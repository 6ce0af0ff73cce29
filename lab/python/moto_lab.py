"""moto's server with what moto 5.2.5 lacks for the components of this repository.

Small gaps are one function each below; services and resources that moto does not have are in moto_additions/.
"""

import json
from typing import Any

import xmltodict
from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response
from moto.server import main

import moto_additions

TRANSPORT = "aws:securetransport"


def statements_in_force(statements: list[dict[str, Any]], secure: bool) -> list[dict[str, Any]]:
    """The statements whose condition on aws:SecureTransport is met, without that condition; others as they are."""
    kept = []
    for statement in statements:
        conditions = {operator: dict(values) for operator, values in statement.get("Condition", {}).items()}
        applies = True
        for operator in [name for name in conditions if name.lower() == "bool"]:
            for key in [name for name in conditions[operator] if name.lower() == TRANSPORT]:
                expected = conditions[operator].pop(key)
                values = expected if isinstance(expected, list) else [expected]
                applies = applies and str(secure).lower() in [str(value).lower() for value in values]
            if not conditions[operator]:
                del conditions[operator]
        if applies:
            rest = {name: value for name, value in statement.items() if name != "Condition"}
            kept.append({**rest, "Condition": conditions} if conditions else rest)
    return kept


def evaluate_bucket_policy(bucket: FakeBucket, action: str, resource: str) -> Any:
    """Gap: bucket policies are evaluated without the request's context, so denying plain HTTP denies everything.

    The lab speaks HTTP over the loopback interface and nothing else: that counts as a secure transport.
    """
    if bucket.policy is None:
        return PermissionResult.NEUTRAL
    policy = json.loads(bucket.policy.decode())
    statements = policy["Statement"] if isinstance(policy["Statement"], list) else [policy["Statement"]]
    document = {**policy, "Statement": statements_in_force(statements, secure=True)}
    return IAMPolicy(json.dumps(document)).is_action_permitted(action, resource)


def keep_tags_of_new_buckets(put: Any) -> Any:
    """Gap: CreateBucket drops CreateBucketConfiguration.Tags, so every plan wants to add the tags again."""

    def put_bucket(self: S3Response, request: Any, bucket_name: str, querystring: dict[str, Any]) -> Any:
        response = put(self, request, bucket_name, querystring)
        if not querystring and self.body:
            configuration = xmltodict.parse(self.body, force_list=("Tag",)).get("CreateBucketConfiguration") or {}
            tags = (configuration.get("Tags") or {}).get("Tag", [])
            if tags:
                self.backend.put_bucket_tagging(bucket_name, {tag["Key"]: tag["Value"] or "" for tag in tags})
        return response

    return put_bucket


if __name__ == "__main__":
    FakeBucket.get_permission = evaluate_bucket_policy
    S3Response._bucket_response_put = keep_tags_of_new_buckets(S3Response._bucket_response_put)
    moto_additions.install()
    main()
