"""Gaps of ``moto.eks``: pod identity associations, access entries and their policies, and clusters of one's own."""

from moto.eks import urls as eks_urls
from moto.eks.models import EKSBackend
from moto.eks.responses import EKSResponse
from moto.moto_api._internal import urls as moto_api_urls

from ..mixin import add_methods
from . import urls
from .access_entries import AccessEntryBackend
from .access_entry_responses import AccessEntryResponse
from .cluster_endpoint import set_cluster_endpoint
from .pod_identity import PodIdentityBackend
from .pod_identity_responses import PodIdentityResponse
from .tagging import TaggingBackend


def install() -> None:
    """Adds operations and paths to the EKS of moto."""
    add_methods(EKSBackend, PodIdentityBackend, AccessEntryBackend, TaggingBackend)
    add_methods(EKSResponse, PodIdentityResponse, AccessEntryResponse)
    for path in urls.paths:
        eks_urls.url_paths[path] = eks_urls.response.dispatch
    moto_api_urls.url_paths["{0}/moto-api/static/eks/cluster-endpoint"] = set_cluster_endpoint
