"""Clusters of the lab's AWS, asked and made through its API (AWS_ENDPOINT_URL). The answer is JSON.

    eks.py register ACCOUNT REGION NAME VERSION ENDPOINT CA    make a cluster that is the API server at ENDPOINT;
                                                               CA is the file of its certificate authority, or none
    eks.py inventory ACCOUNT...                                names of what components make, by account
"""

import base64
import json
import os
import sys
import urllib.request
from pathlib import Path
from typing import Any

from aws import pages, session

# What Karpenter looks for in subnets and security groups.
DISCOVERY_TAG = "karpenter.sh/discovery"


def register(account: str, region: str, name: str, version: str, endpoint: str, ca: str) -> dict[str, Any]:
    """Creates the cluster in the account's default VPC, tags that for Karpenter, and sets its API server."""
    aws = session(account)
    ec2, eks, iam = (aws.client(service, region_name=region) for service in ("ec2", "eks", "iam"))
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "eks.amazonaws.com"}}
    role = iam.create_role(
        RoleName=f"{name}-cluster", AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    )["Role"]["Arn"]
    subnets = [subnet["SubnetId"] for subnet in pages(ec2, "describe_subnets", "Subnets")]
    groups = [group["GroupId"] for group in pages(ec2, "describe_security_groups", "SecurityGroups")]
    ec2.create_tags(Resources=[*subnets, *groups], Tags=[{"Key": DISCOVERY_TAG, "Value": name}])
    eks.create_cluster(
        name=name, version=version, roleArn=role, resourcesVpcConfig={"subnetIds": subnets, "securityGroupIds": groups}
    )
    authority = base64.b64encode(Path(ca).read_bytes() if ca != "none" else b"none").decode()
    body = {"account_id": account, "region": region, "name": name, "endpoint": endpoint, "certificate_authority": authority}
    url = f"{os.environ['AWS_ENDPOINT_URL']}/moto-api/static/eks/cluster-endpoint"
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as answer:
        return {**json.load(answer), "role": role, "subnets": subnets, "securityGroups": groups}


def inventory(account: str) -> dict[str, list[str]]:
    """Names by kind. The lab's own reader is not there: it is assumed and never made."""
    aws = session(account)
    cloudwatch, eks, events, iam, sqs = (
        aws.client(service) for service in ("cloudwatch", "eks", "events", "iam", "sqs")
    )
    clusters = pages(eks, "list_clusters", "clusters")
    associations = [
        f"{cluster} {item['namespace']}/{item['serviceAccount']}"
        for cluster in clusters
        for item in pages(eks, "list_pod_identity_associations", "associations", clusterName=cluster)
    ]
    entries = [
        f"{cluster} {arn}" for cluster in clusters for arn in pages(eks, "list_access_entries", "accessEntries", clusterName=cluster)
    ]
    found = {
        "clusters": clusters,
        "roles": [role["RoleName"] for role in pages(iam, "list_roles", "Roles")],
        "policies": [policy["PolicyName"] for policy in pages(iam, "list_policies", "Policies", Scope="Local")],
        "oidcProviders": [item["Arn"] for item in iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]],
        "queues": [url.split("/")[-1] for url in pages(sqs, "list_queues", "QueueUrls")],
        "rules": [rule["Name"] for rule in pages(events, "list_rules", "Rules")],
        "alarms": [alarm["AlarmName"] for alarm in pages(cloudwatch, "describe_alarms", "MetricAlarms")],
        "podIdentityAssociations": associations,
        "accessEntries": entries,
    }
    return {kind: sorted(names) for kind, names in found.items()}


if __name__ == "__main__":
    question, *arguments = sys.argv[1:]
    if question == "register":
        print(json.dumps(register(*arguments)))
    else:
        print(json.dumps({account: inventory(account) for account in arguments}, indent=1))
