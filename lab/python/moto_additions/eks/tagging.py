"""Tags of everything in a cluster; moto tags clusters alone."""

from typing import Any

from moto.eks.models import Cluster

from .access_entries import entries_of
from .checks import not_found
from .pod_identity import associations_of


class TaggingBackend:
    """Operations on tags, by ARN."""

    clusters: dict[str, Cluster]

    def tag_resource(self, resource_arn: str, tags: dict[str, str]) -> None:
        self.tags_of(resource_arn).update(tags)

    def untag_resource(self, resource_arn: str, tag_keys: Any) -> None:
        current = self.tags_of(resource_arn)
        for key in tag_keys if isinstance(tag_keys, list) else [tag_keys]:
            current.pop(key, None)

    def list_tags_for_resource(self, resource_arn: str) -> dict[str, str]:
        return self.tags_of(resource_arn)

    def tags_of(self, resource_arn: str) -> dict[str, str]:
        """
        :raises ResourceNotFoundException: when nothing has this ARN
        """
        for cluster in self.clusters.values():
            tagged: dict[str, Any] = {cluster.arn: cluster}
            tagged.update({group.arn: group for group in cluster.nodegroups.values()})
            tagged.update({profile.fargate_profile_arn: profile for profile in cluster.fargate_profiles.values()})
            tagged.update({item.association_arn: item for item in associations_of(cluster).values()})
            tagged.update({entry.access_entry_arn: entry for entry in entries_of(cluster).values()})
            if resource_arn in tagged:
                return tagged[resource_arn].tags
        raise not_found("Resource was not found")
