"""moto_additions_test.py: what moto_additions adds, seen through the API of a running server (AWS_ENDPOINT_URL)."""

import json
import unittest
from datetime import datetime
from typing import Any

import boto3
from botocore.exceptions import ClientError

from eks import register
from moto_additions.rpc_v2_cbor import decode, encode

ACCOUNT = "123456789012"  # moto's own, for callers without a role
VIEW = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy"
IMAGES = "/aws/service/eks/optimized-ami/1.34/amazon-linux-2023"
ON_DEMAND = {
    "regionCode": "us-east-1",
    "serviceCode": "AmazonEC2",
    "preInstalledSw": "NA",
    "operatingSystem": "Linux",
    "capacitystatus": "Used",
    "marketoption": "OnDemand",
}


def prices(tenancy: str, family: str) -> dict[str, float]:
    """USD per hour by instance type, asked for as Karpenter does (pkg/providers/pricing/pricing.go)."""
    wanted = {**ON_DEMAND, "tenancy": tenancy, "productFamily": family}
    filters = [{"Type": "TERM_MATCH", "Field": field, "Value": value} for field, value in wanted.items()]
    pages = boto3.client("pricing").get_paginator("get_products")
    found = {}
    for page in pages.paginate(ServiceCode="AmazonEC2", Filters=filters, MaxResults=100):
        for product in map(json.loads, page["PriceList"]):
            [term] = product["terms"]["OnDemand"].values()
            [dimension] = term["priceDimensions"].values()
            found[product["product"]["attributes"]["instanceType"]] = float(dimension["pricePerUnit"]["USD"])
    return found


class Additions(unittest.TestCase):
    def refused(self, code: str, call: Any, **arguments: Any) -> None:
        with self.assertRaises(ClientError) as refusal:
            call(**arguments)
        self.assertEqual(refusal.exception.response["Error"]["Code"], code)

    @classmethod
    def setUpClass(cls) -> None:
        cls.eks = boto3.client("eks")
        cls.cluster = register(ACCOUNT, "us-east-1", "additions", "1.34", "https://127.0.0.1:6443", "none")
        cls.role = cls.cluster["role"]

    def test_a_registered_cluster_has_the_endpoint_that_it_was_given(self) -> None:
        cluster = self.eks.describe_cluster(name="additions")["cluster"]
        self.assertEqual((cluster["endpoint"], cluster["version"]), ("https://127.0.0.1:6443", "1.34"))

    def test_a_service_account_has_one_association_and_its_role_has_to_exist(self) -> None:
        pods = {"clusterName": "additions", "namespace": "kube-system", "serviceAccount": "karpenter"}
        made = self.eks.create_pod_identity_association(**pods, roleArn=self.role, tags={"a": "b"})["association"]
        key = {"clusterName": "additions", "associationId": made["associationId"]}
        self.refused("ResourceInUseException", self.eks.create_pod_identity_association, **pods, roleArn=self.role)
        other = {**pods, "serviceAccount": "other", "roleArn": f"{self.role}-missing"}
        self.refused("InvalidParameterException", self.eks.create_pod_identity_association, **other)
        self.eks.tag_resource(resourceArn=made["associationArn"], tags={"c": "d"})
        self.assertEqual(self.eks.describe_pod_identity_association(**key)["association"]["tags"], {"a": "b", "c": "d"})
        updated = self.eks.update_pod_identity_association(**key, disableSessionTags=True)["association"]
        self.assertEqual((updated["disableSessionTags"], updated["roleArn"]), (True, self.role))
        self.eks.delete_pod_identity_association(**key)
        self.refused("ResourceNotFoundException", self.eks.describe_pod_identity_association, **key)

    def test_an_entry_of_nodes_gets_its_user_name_and_no_policies(self) -> None:
        key = {"clusterName": "additions", "principalArn": self.role}
        entry = self.eks.create_access_entry(**key, type="EC2_LINUX")["accessEntry"]
        self.assertEqual(
            (entry["username"], entry["kubernetesGroups"]), ("system:node:{{EC2PrivateDNSName}}", ["system:nodes"])
        )
        scope = {"policyArn": VIEW, "accessScope": {"type": "cluster"}}
        self.refused("InvalidRequestException", self.eks.associate_access_policy, **key, **scope)
        self.eks.delete_access_entry(**key)
        self.eks.create_access_entry(**key)
        self.eks.associate_access_policy(**key, **scope)
        [policy] = self.eks.list_associated_access_policies(**key)["associatedAccessPolicies"]
        self.assertEqual((policy["policyArn"], policy["accessScope"]["type"]), (VIEW, "cluster"))
        self.assertEqual(
            self.eks.list_access_entries(clusterName="additions", associatedPolicyArn=VIEW)["accessEntries"], [self.role]
        )
        self.eks.disassociate_access_policy(**key, policyArn=VIEW)
        self.eks.delete_access_entry(**key)
        self.assertEqual(self.eks.list_access_entries(clusterName="additions")["accessEntries"], [])
        self.refused("ResourceNotFoundException", self.eks.describe_access_entry, **key)

    def test_the_parameters_of_images_name_images_that_exist(self) -> None:
        paths = {
            f"{IMAGES}/x86_64/standard/recommended": "amazon-eks-node-al2023-x86_64-standard-1.34-v20261106",
            f"{IMAGES}/arm64/standard/amazon-eks-node-al2023-arm64-standard-1.34-v20261009": "amazon-eks-node-al2023-arm64-standard-1.34-v20261009",
            "/aws/service/bottlerocket/aws-k8s-1.34/arm64/latest": "bottlerocket-aws-k8s-1.34-arm64-v1.49.0-300c943f",
        }
        for path, name in paths.items():
            value = boto3.client("ssm").get_parameter(Name=f"{path}/image_id")["Parameter"]["Value"]
            filters = [{"Name": "image-id", "Values": [value]}]
            [image] = boto3.client("ec2").describe_images(Filters=filters)["Images"]
            self.assertEqual((image["Name"], image["Architecture"] in path), (name, True))
        unknown = f"{IMAGES}/x86_64/standard/amazon-eks-node-al2023-x86_64-standard-1.34-v20260101/image_id"
        self.refused("ParameterNotFound", boto3.client("ssm").get_parameter, Name=unknown)

    def test_every_instance_type_has_a_price_and_spot_is_cheaper(self) -> None:
        shared, metal = prices("Shared", "Compute Instance"), prices("Dedicated", "Compute Instance (bare metal)")
        ec2 = boto3.client("ec2")
        types = [item for page in ec2.get_paginator("describe_instance_types").paginate() for item in page["InstanceTypes"]]
        self.assertEqual({item["InstanceType"] for item in types if not item["BareMetal"]}, set(shared))
        self.assertEqual({item["InstanceType"] for item in types if item["BareMetal"]}, set(metal))
        self.assertEqual((shared["m5.large"], metal["m5.metal"]), (0.096, 4.608))
        spot = ec2.describe_spot_price_history(InstanceTypes=["m5.large", "c6g.xlarge"])["SpotPriceHistory"]
        self.assertTrue(all(0 < float(item["SpotPrice"]) < shared[item["InstanceType"]] for item in spot) and spot)

    def test_what_is_encoded_as_cbor_is_decoded_again(self) -> None:
        value = {
            "small": 7,
            "numbers": [24, 256, 65_536, 2**40, -1, -500, 0.5],
            "text": "ä" * 300,
            "blob": b"\x00\xff",
            "flags": [True, False],
            "time": datetime(2026, 11, 6, 12),
            "empty": [{}, []],
        }
        self.assertEqual(decode(encode(value)), value)


if __name__ == "__main__":
    unittest.main()
