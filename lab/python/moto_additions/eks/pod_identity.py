"""Pod identity associations: models. Upstream they belong into ``moto.eks.models``."""

from typing import Any

from moto.core.utils import utcnow
from moto.eks.exceptions import ResourceInUseException
from moto.eks.models import Cluster, paginated_list
from moto.moto_api._internal import mock_random as random

from .checks import existing_cluster, must_be_role, not_found

ARN_TEMPLATE = "arn:{partition}:eks:{region}:{account_id}:podidentityassociation/{cluster_name}/{association_id}"
NOT_FOUND_MSG = "The association ID {association_id} is not found for cluster {cluster_name}."
EXISTS_MSG = "Association already exists: {association_id}"


class PodIdentityAssociation:
    """A role for the pods of one service account."""

    def __init__(
        self,
        cluster_name: str,
        namespace: str,
        service_account: str,
        role_arn: str,
        account_id: str,
        region_name: str,
        aws_partition: str,
        tags: dict[str, str] | None = None,
        disable_session_tags: bool | None = None,
        target_role_arn: str | None = None,
    ):
        self.association_id = "a-" + random.get_random_string(length=17, lower_case=True)
        self.association_arn = ARN_TEMPLATE.format(
            partition=aws_partition,
            region=region_name,
            account_id=account_id,
            cluster_name=cluster_name,
            association_id=self.association_id,
        )
        self.cluster_name = cluster_name
        self.namespace = namespace
        self.service_account = service_account
        self.role_arn = role_arn
        self.tags = tags or {}
        self.disable_session_tags = bool(disable_session_tags)
        self.target_role_arn: str | None = None
        self.external_id: str | None = None
        self.created_at = utcnow()
        self.modified_at = self.created_at
        self.set_target_role(target_role_arn)

    def set_target_role(self, arn: str | None) -> None:
        """A target role comes with an external id that its trust policy can ask for."""
        self.target_role_arn = arn
        self.external_id = str(random.uuid4()) if arn is not None else None


def associations_of(cluster: Cluster) -> dict[str, PodIdentityAssociation]:
    """Associations of a cluster by id. They go with the cluster."""
    return vars(cluster).setdefault("pod_identity_associations", {})


class PodIdentityBackend:
    """Operations on pod identity associations."""

    account_id: str
    region_name: str
    partition: str

    def create_pod_identity_association(
        self,
        cluster_name: str,
        namespace: str,
        service_account: str,
        role_arn: str,
        tags: dict[str, str] | None,
        disable_session_tags: bool | None,
        target_role_arn: str | None,
    ) -> PodIdentityAssociation:
        associations = associations_of(existing_cluster(self, cluster_name))
        must_be_role(role_arn)
        for existing in associations.values():
            if (existing.namespace, existing.service_account) == (namespace, service_account):
                raise ResourceInUseException(
                    clusterName=cluster_name,
                    nodegroupName=None,
                    addonName=None,
                    message=EXISTS_MSG.format(association_id=existing.association_id),
                )
        association = PodIdentityAssociation(
            cluster_name=cluster_name,
            namespace=namespace,
            service_account=service_account,
            role_arn=role_arn,
            account_id=self.account_id,
            region_name=self.region_name,
            aws_partition=self.partition,
            tags=tags,
            disable_session_tags=disable_session_tags,
            target_role_arn=target_role_arn,
        )
        associations[association.association_id] = association
        return association

    def describe_pod_identity_association(self, cluster_name: str, association_id: str) -> PodIdentityAssociation:
        associations = associations_of(existing_cluster(self, cluster_name))
        if association_id not in associations:
            message = NOT_FOUND_MSG.format(association_id=association_id, cluster_name=cluster_name)
            raise not_found(message, clusterName=cluster_name)
        return associations[association_id]

    def list_pod_identity_associations(
        self,
        cluster_name: str,
        namespace: str | None,
        service_account: str | None,
        max_results: int,
        next_token: str | None,
    ) -> tuple[list[PodIdentityAssociation], Any]:
        associations = associations_of(existing_cluster(self, cluster_name))
        found = [
            key
            for key, association in associations.items()
            if namespace in (None, association.namespace) and service_account in (None, association.service_account)
        ]
        page, new_next = paginated_list(found, max_results, next_token)
        return [associations[key] for key in page], new_next

    def update_pod_identity_association(
        self,
        cluster_name: str,
        association_id: str,
        role_arn: str | None,
        disable_session_tags: bool | None,
        target_role_arn: str | None,
    ) -> PodIdentityAssociation:
        """What is None stays; an empty target role removes it."""
        association = self.describe_pod_identity_association(cluster_name, association_id)
        if role_arn is not None:
            must_be_role(role_arn)
            association.role_arn = role_arn
        if disable_session_tags is not None:
            association.disable_session_tags = disable_session_tags
        if target_role_arn is not None:
            association.set_target_role(target_role_arn or None)
        association.modified_at = utcnow()
        return association

    def delete_pod_identity_association(self, cluster_name: str, association_id: str) -> PodIdentityAssociation:
        association = self.describe_pod_identity_association(cluster_name, association_id)
        del associations_of(existing_cluster(self, cluster_name))[association_id]
        return association
