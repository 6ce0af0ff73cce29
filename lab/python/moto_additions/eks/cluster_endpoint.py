"""POST /moto-api/static/eks/cluster-endpoint: a created cluster gets the API server that really runs.

Like the other paths under /moto-api it is no part of AWS. The body is JSON: ``account_id``, ``region``, ``name``,
``endpoint`` and ``certificate_authority`` (base64 PEM, as EKS gives it), and ``version`` where it differs.
"""

import json
from typing import Any

from moto.core.common_types import TYPE_RESPONSE
from moto.eks.models import eks_backends

FIELDS = ("account_id", "region", "name", "endpoint", "certificate_authority")


def set_cluster_endpoint(request: Any, full_url: str, headers: Any) -> TYPE_RESPONSE:
    """Answers 201 with the cluster's ARN, 400 when a field is missing, 404 when there is no such cluster."""
    body = json.loads(request.data.decode() or "{}") if request.method == "POST" else {}
    missing = [field for field in FIELDS if field not in body]
    if missing:
        return 400, {}, json.dumps({"Error": f"POST JSON with {', '.join(FIELDS)}: no {', '.join(missing)}"})
    clusters = eks_backends[body["account_id"]][body["region"]].clusters
    if body["name"] not in clusters:
        known = ", ".join(clusters) or "none"
        error = f"no cluster {body['name']} in {body['account_id']}, {body['region']}; there is {known}"
        return 404, {}, json.dumps({"Error": error})
    cluster = clusters[body["name"]]
    cluster.endpoint = body["endpoint"]
    cluster.certificate_authority = {"data": body["certificate_authority"]}
    cluster.version = body.get("version", cluster.version)
    return 201, {}, json.dumps({"arn": cluster.arn})
