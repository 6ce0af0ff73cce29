"""What operations of EKS check before they act, with the messages that EKS answers."""

from typing import Any

from moto.eks.exceptions import InvalidParameterException, ResourceNotFoundException
from moto.eks.models import CLUSTER_NOT_FOUND_MSG, Cluster, EKSBackend
from moto.iam.models import iam_backends


def existing_cluster(backend: EKSBackend, name: str) -> Cluster:
    """The cluster of this name.

    :raises ResourceNotFoundException: when there is none
    """
    if name not in backend.clusters:
        raise not_found(CLUSTER_NOT_FOUND_MSG.format(clusterName=name), clusterName=name)
    return backend.clusters[name]


def not_found(message: str, **names: Any) -> ResourceNotFoundException:
    """ResourceNotFoundException with the members that it has in the service model."""
    members = {"clusterName": None, "nodegroupName": None, "fargateProfileName": None, "addonName": None, **names}
    return ResourceNotFoundException(**members, message=message)


def principal_exists(arn: str) -> bool:
    """True when IAM has a role or user with this ARN, in whatever account it names."""
    parts = arn.split(":")
    if len(parts) != 6 or parts[2] != "iam" or parts[4] not in iam_backends:
        return False
    iam = iam_backends[parts[4]][parts[1]]
    return any(entity.arn == arn for entity in [*iam.roles.values(), *iam.users.values()])


def must_be_role(arn: str) -> None:
    """
    :raises InvalidParameterException: in the words that clients wait for while IAM settles
    """
    if ":role/" not in arn or not principal_exists(arn):
        raise InvalidParameterException(
            clusterName=None,
            nodegroupName=None,
            fargateProfileName=None,
            addonName=None,
            message="Role provided in the request does not exist.",
        )
