"""Access entries and their policies: responses. Upstream they belong into ``moto.eks.responses``."""

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.eks.responses import DEFAULT_MAX_RESULTS


class AccessEntryResponse:
    """Handlers of the operations."""

    eks_backend: Any
    _get_param: Any
    _get_int_param: Any

    def create_access_entry(self) -> ActionResult:
        entry = self.eks_backend.create_access_entry(
            cluster_name=self._get_param("name"),
            principal_arn=self._get_param("principalArn"),
            kubernetes_groups=self._get_param("kubernetesGroups"),
            tags=self._get_param("tags"),
            username=self._get_param("username"),
            type=self._get_param("type"),
        )
        return ActionResult({"accessEntry": entry})

    def describe_access_entry(self) -> ActionResult:
        entry = self.eks_backend.describe_access_entry(
            cluster_name=self._get_param("name"), principal_arn=self._get_param("principalArn")
        )
        return ActionResult({"accessEntry": entry})

    def list_access_entries(self) -> ActionResult:
        entries, next_token = self.eks_backend.list_access_entries(
            cluster_name=self._get_param("name"),
            associated_policy_arn=self._get_param("associatedPolicyArn"),
            max_results=self._get_int_param("maxResults", DEFAULT_MAX_RESULTS),
            next_token=self._get_param("nextToken"),
        )
        return ActionResult({"accessEntries": entries, "nextToken": next_token})

    def update_access_entry(self) -> ActionResult:
        entry = self.eks_backend.update_access_entry(
            cluster_name=self._get_param("name"),
            principal_arn=self._get_param("principalArn"),
            kubernetes_groups=self._get_param("kubernetesGroups"),
            username=self._get_param("username"),
        )
        return ActionResult({"accessEntry": entry})

    def delete_access_entry(self) -> ActionResult:
        self.eks_backend.delete_access_entry(
            cluster_name=self._get_param("name"), principal_arn=self._get_param("principalArn")
        )
        return EmptyResult()

    def associate_access_policy(self) -> ActionResult:
        cluster_name, principal_arn = self._get_param("name"), self._get_param("principalArn")
        policy = self.eks_backend.associate_access_policy(
            cluster_name=cluster_name,
            principal_arn=principal_arn,
            policy_arn=self._get_param("policyArn"),
            access_scope=self._get_param("accessScope"),
        )
        return ActionResult(
            {"clusterName": cluster_name, "principalArn": principal_arn, "associatedAccessPolicy": policy}
        )

    def disassociate_access_policy(self) -> ActionResult:
        self.eks_backend.disassociate_access_policy(
            cluster_name=self._get_param("name"),
            principal_arn=self._get_param("principalArn"),
            policy_arn=self._get_param("policyArn"),
        )
        return EmptyResult()

    def list_associated_access_policies(self) -> ActionResult:
        cluster_name, principal_arn = self._get_param("name"), self._get_param("principalArn")
        policies, next_token = self.eks_backend.list_associated_access_policies(
            cluster_name=cluster_name,
            principal_arn=principal_arn,
            max_results=self._get_int_param("maxResults", DEFAULT_MAX_RESULTS),
            next_token=self._get_param("nextToken"),
        )
        return ActionResult(
            {
                "clusterName": cluster_name,
                "principalArn": principal_arn,
                "associatedAccessPolicies": policies,
                "nextToken": next_token,
            }
        )

    def list_access_policies(self) -> ActionResult:
        policies = [{"arn": arn, "name": name} for arn, name in self.eks_backend.list_access_policies().items()]
        return ActionResult({"accessPolicies": policies})
