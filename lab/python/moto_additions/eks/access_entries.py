"""Access entries and their policies: models. Upstream they belong into ``moto.eks.models``."""

from typing import Any

from moto.core.utils import utcnow
from moto.eks.exceptions import InvalidParameterException, InvalidRequestException, ResourceInUseException
from moto.eks.models import Cluster, paginated_list
from moto.moto_api._internal import mock_random as random

from .checks import existing_cluster, not_found, principal_exists

ARN_TEMPLATE = "arn:{partition}:eks:{region}:{account_id}:access-entry/{cluster_name}/{kind}/{owner}/{name}/{uuid}"
NOT_FOUND_MSG = "The specified principalArn could not be found. You can view your available access entries with 'aws eks list-access-entries'."
EXISTS_MSG = "The specified access entry resource is already in use on this cluster."
INVALID_PRINCIPAL_MSG = "The specified principalArn is invalid: invalid principal."
STANDARD = "STANDARD"

# User name and groups that EKS gives to entries of nodes (EKS user guide, "Create access entries").
NODE_TYPES: dict[str, tuple[str, list[str]]] = {
    "EC2_LINUX": ("system:node:{{EC2PrivateDNSName}}", ["system:nodes"]),
    "EC2_WINDOWS": ("system:node:{{EC2PrivateDNSName}}", ["eks:kube-proxy-windows", "system:nodes"]),
    "FARGATE_LINUX": ("system:node:{{SessionName}}", ["system:node-proxier", "system:nodes"]),
    "HYBRID_LINUX": ("system:node:{{SessionName}}", ["system:nodes"]),
    "EC2": ("system:node:{{EC2PrivateDNSName}}", ["system:nodes"]),
}
ACCESS_POLICIES = (
    "AmazonEKSAdminPolicy",
    "AmazonEKSAdminViewPolicy",
    "AmazonEKSAutoNodePolicy",
    "AmazonEKSClusterAdminPolicy",
    "AmazonEKSEditPolicy",
    "AmazonEKSSecretReaderPolicy",
    "AmazonEKSViewPolicy",
)


def policy_arn(name: str, partition: str) -> str:
    """ARN of a policy that EKS brings."""
    return f"arn:{partition}:eks::aws:cluster-access-policy/{name}"


def invalid_parameter(message: str) -> InvalidParameterException:
    return InvalidParameterException(
        clusterName=None, nodegroupName=None, fargateProfileName=None, addonName=None, message=message
    )


def session_user(principal_arn: str) -> str:
    """User name of a standard entry that names none: the session of a role, or the user itself."""
    _, partition, _, _, account_id, resource = principal_arn.split(":")
    if not resource.startswith("role/"):
        return principal_arn
    name = resource.split("/")[-1]
    return f"arn:{partition}:sts::{account_id}:assumed-role/{name}/{{{{SessionName}}}}"


class AssociatedAccessPolicy:
    """A policy of an access entry with its scope."""

    def __init__(self, policy_arn: str, access_scope: dict[str, Any]):
        self.policy_arn = policy_arn
        self.access_scope = access_scope
        self.associated_at = utcnow()
        self.modified_at = self.associated_at


class AccessEntry:
    """What an IAM principal is in a cluster."""

    def __init__(
        self,
        cluster_name: str,
        principal_arn: str,
        account_id: str,
        region_name: str,
        aws_partition: str,
        kubernetes_groups: list[str] | None = None,
        tags: dict[str, str] | None = None,
        username: str | None = None,
        type: str | None = None,
    ):
        kind, *path = principal_arn.split(":")[5].split("/")
        self.access_entry_arn = ARN_TEMPLATE.format(
            partition=aws_partition,
            region=region_name,
            account_id=account_id,
            cluster_name=cluster_name,
            kind=kind,
            owner=principal_arn.split(":")[4],
            name=path[-1],
            uuid=random.uuid4(),
        )
        self.cluster_name = cluster_name
        self.principal_arn = principal_arn
        self.type = type or STANDARD
        node = NODE_TYPES.get(self.type)
        self.kubernetes_groups = list(node[1]) if node is not None else sorted(kubernetes_groups or [])
        self.username = node[0] if node is not None else username or session_user(principal_arn)
        self.tags = tags or {}
        self.created_at = utcnow()
        self.modified_at = self.created_at
        self.policies: dict[str, AssociatedAccessPolicy] = {}


def entries_of(cluster: Cluster) -> dict[str, AccessEntry]:
    """Access entries of a cluster by principal. They go with the cluster."""
    return vars(cluster).setdefault("access_entries", {})


class AccessEntryBackend:
    """Operations on access entries."""

    account_id: str
    region_name: str
    partition: str

    def create_access_entry(
        self,
        cluster_name: str,
        principal_arn: str,
        kubernetes_groups: list[str] | None,
        tags: dict[str, str] | None,
        username: str | None,
        type: str | None,
    ) -> AccessEntry:
        entries = entries_of(existing_cluster(self, cluster_name))
        if not principal_exists(principal_arn):
            raise invalid_parameter(INVALID_PRINCIPAL_MSG)
        if type in NODE_TYPES and (kubernetes_groups or username):
            raise invalid_parameter(f"The username and kubernetesGroups fields are not supported for the {type} type.")
        if type not in (None, STANDARD, *NODE_TYPES):
            raise invalid_parameter(f"The specified type is not supported: {type}.")
        if principal_arn in entries:
            raise ResourceInUseException(
                clusterName=cluster_name, nodegroupName=None, addonName=None, message=EXISTS_MSG
            )
        entry = AccessEntry(
            cluster_name=cluster_name,
            principal_arn=principal_arn,
            account_id=self.account_id,
            region_name=self.region_name,
            aws_partition=self.partition,
            kubernetes_groups=kubernetes_groups,
            tags=tags,
            username=username,
            type=type,
        )
        entries[principal_arn] = entry
        return entry

    def describe_access_entry(self, cluster_name: str, principal_arn: str) -> AccessEntry:
        entries = entries_of(existing_cluster(self, cluster_name))
        if principal_arn not in entries:
            raise not_found(NOT_FOUND_MSG, clusterName=cluster_name)
        return entries[principal_arn]

    def list_access_entries(
        self, cluster_name: str, associated_policy_arn: str | None, max_results: int, next_token: str | None
    ) -> tuple[list[str], Any]:
        entries = entries_of(existing_cluster(self, cluster_name))
        found = [
            arn for arn, entry in entries.items() if associated_policy_arn is None or associated_policy_arn in entry.policies
        ]
        return paginated_list(found, max_results, next_token)

    def update_access_entry(
        self, cluster_name: str, principal_arn: str, kubernetes_groups: list[str] | None, username: str | None
    ) -> AccessEntry:
        entry = self.describe_access_entry(cluster_name, principal_arn)
        if entry.type != STANDARD:
            raise InvalidRequestException(message=f"Access entries of type {entry.type} cannot be updated.")
        if kubernetes_groups is not None:
            entry.kubernetes_groups = sorted(kubernetes_groups)
        if username:
            entry.username = username
        entry.modified_at = utcnow()
        return entry

    def delete_access_entry(self, cluster_name: str, principal_arn: str) -> None:
        self.describe_access_entry(cluster_name, principal_arn)
        del entries_of(existing_cluster(self, cluster_name))[principal_arn]

    def associate_access_policy(
        self, cluster_name: str, principal_arn: str, policy_arn: str, access_scope: dict[str, Any]
    ) -> AssociatedAccessPolicy:
        entry = self.describe_access_entry(cluster_name, principal_arn)
        if entry.type != STANDARD:
            raise InvalidRequestException(message=f"Access policies cannot be associated with type {entry.type}.")
        if policy_arn not in self.list_access_policies():
            raise invalid_parameter(f"The specified policyArn is invalid: {policy_arn}.")
        if access_scope.get("type") == "namespace" and not access_scope.get("namespaces"):
            raise invalid_parameter("The access scope of type namespace needs namespaces.")
        policy = AssociatedAccessPolicy(policy_arn, access_scope)
        if policy_arn in entry.policies:
            policy.associated_at = entry.policies[policy_arn].associated_at
        entry.policies[policy_arn] = policy
        return policy

    def disassociate_access_policy(self, cluster_name: str, principal_arn: str, policy_arn: str) -> None:
        entry = self.describe_access_entry(cluster_name, principal_arn)
        if policy_arn not in entry.policies:
            raise not_found(f"The specified policyArn is not associated: {policy_arn}.", clusterName=cluster_name)
        del entry.policies[policy_arn]

    def list_associated_access_policies(
        self, cluster_name: str, principal_arn: str, max_results: int, next_token: str | None
    ) -> tuple[list[AssociatedAccessPolicy], Any]:
        policies = self.describe_access_entry(cluster_name, principal_arn).policies
        page, new_next = paginated_list(list(policies), max_results, next_token)
        return [policies[arn] for arn in page], new_next

    def list_access_policies(self) -> dict[str, str]:
        """Names of the policies that EKS brings, by ARN."""
        return {policy_arn(name, self.partition): name for name in ACCESS_POLICIES}
