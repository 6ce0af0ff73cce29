"""Pod identity associations: responses. Upstream they belong into ``moto.eks.responses``."""

from typing import Any

from moto.core.responses import ActionResult
from moto.eks.responses import DEFAULT_MAX_RESULTS


class PodIdentityResponse:
    """Handlers of the operations."""

    eks_backend: Any
    _get_param: Any
    _get_int_param: Any

    def create_pod_identity_association(self) -> ActionResult:
        association = self.eks_backend.create_pod_identity_association(
            cluster_name=self._get_param("name"),
            namespace=self._get_param("namespace"),
            service_account=self._get_param("serviceAccount"),
            role_arn=self._get_param("roleArn"),
            tags=self._get_param("tags"),
            disable_session_tags=self._get_param("disableSessionTags"),
            target_role_arn=self._get_param("targetRoleArn"),
        )
        return ActionResult({"association": association})

    def describe_pod_identity_association(self) -> ActionResult:
        association = self.eks_backend.describe_pod_identity_association(
            cluster_name=self._get_param("name"), association_id=self._get_param("associationId")
        )
        return ActionResult({"association": association})

    def list_pod_identity_associations(self) -> ActionResult:
        associations, next_token = self.eks_backend.list_pod_identity_associations(
            cluster_name=self._get_param("name"),
            namespace=self._get_param("namespace"),
            service_account=self._get_param("serviceAccount"),
            max_results=self._get_int_param("maxResults", DEFAULT_MAX_RESULTS),
            next_token=self._get_param("nextToken"),
        )
        return ActionResult({"associations": associations, "nextToken": next_token})

    def update_pod_identity_association(self) -> ActionResult:
        association = self.eks_backend.update_pod_identity_association(
            cluster_name=self._get_param("name"),
            association_id=self._get_param("associationId"),
            role_arn=self._get_param("roleArn"),
            disable_session_tags=self._get_param("disableSessionTags"),
            target_role_arn=self._get_param("targetRoleArn"),
        )
        return ActionResult({"association": association})

    def delete_pod_identity_association(self) -> ActionResult:
        association = self.eks_backend.delete_pod_identity_association(
            cluster_name=self._get_param("name"), association_id=self._get_param("associationId")
        )
        return ActionResult({"association": association})
