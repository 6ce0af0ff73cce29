"""The EKS-optimized images: Amazon Linux 2023 and Bottlerocket, for the Kubernetes versions that the lab may run.

Names and parameters as Karpenter asks for them (pkg/providers/amifamily/{al2023,bottlerocket}.go, 1.14.1) and as
https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html has them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

KUBERNETES = ("1.33", "1.34", "1.35")
# Oldest first: the last one is what `recommended` and `latest` name.
AL2023_RELEASES = (("v20261009", datetime(2026, 10, 9)), ("v20261106", datetime(2026, 11, 6)))
BOTTLEROCKET_RELEASES = (("1.48.0", datetime(2026, 9, 18)), ("1.49.0", datetime(2026, 10, 30)))
AL2023_VARIANTS = (
    ("x86_64", "standard"),
    ("x86_64", "nvidia"),
    ("x86_64", "neuron"),
    ("arm64", "standard"),
    ("arm64", "nvidia"),
)
BOTTLEROCKET_VARIANTS = (("x86_64", ""), ("arm64", ""), ("x86_64", "-nvidia"), ("arm64", "-nvidia"))
SERVICE_PREFIXES = ("/aws/service/eks/optimized-ami", "/aws/service/bottlerocket")
# Accounts that own the images.
EKS_OWNER, BOTTLEROCKET_OWNER = "602401143452", "092701018921"


@dataclass(frozen=True)
class Image:
    """An image and the parameters that name it."""

    name: str
    architecture: str
    created: datetime
    owner: str
    parameters: tuple[str, ...]

    @property
    def ami_id(self) -> str:
        """The same in every region and run."""
        return f"ami-{sha256(self.name.encode()).hexdigest()[:17]}"

    def as_moto(self) -> dict[str, Any]:
        """Arguments of moto's ``Ami``."""
        return {
            "ami_id": self.ami_id,
            "name": self.name,
            "description": f"EKS-optimized image {self.name}",
            "owner_id": self.owner,
            "owner_alias": "amazon",
            "public": True,
            "virtualization_type": "hvm",
            "architecture": self.architecture,
            "creation_date": self.created,
            "image_location": f"amazon/{self.name}",
            "hypervisor": "xen",
            "root_device_type": "ebs",
            "root_device_name": "/dev/xvda",
        }


def al2023_images() -> Iterator[Image]:
    for version in KUBERNETES:
        for architecture, variant in AL2023_VARIANTS:
            folder = f"/aws/service/eks/optimized-ami/{version}/amazon-linux-2023/{architecture}/{variant}"
            for release, created in AL2023_RELEASES:
                name = f"amazon-eks-node-al2023-{architecture}-{variant}-{version}-{release}"
                newest = release == AL2023_RELEASES[-1][0]
                keys = [name, "recommended"] if newest else [name]
                paths = tuple(f"{folder}/{key}/image_id" for key in keys)
                yield Image(name, architecture, created, EKS_OWNER, paths)


def bottlerocket_images() -> Iterator[Image]:
    for version in KUBERNETES:
        for architecture, variant in BOTTLEROCKET_VARIANTS:
            folder = f"/aws/service/bottlerocket/aws-k8s-{version}{variant}/{architecture}"
            for release, created in BOTTLEROCKET_RELEASES:
                name = f"bottlerocket-aws-k8s-{version}{variant}-{architecture}-v{release}-{sha256(release.encode()).hexdigest()[:8]}"
                newest = release == BOTTLEROCKET_RELEASES[-1][0]
                keys = [release, "latest"] if newest else [release]
                paths = tuple(f"{folder}/{key}/image_id" for key in keys)
                yield Image(name, architecture, created, BOTTLEROCKET_OWNER, paths)


IMAGES = (*al2023_images(), *bottlerocket_images())


def parameters() -> Iterator[tuple[str, Image]]:
    """Every parameter with the image that it names."""
    for image in IMAGES:
        for parameter in image.parameters:
            yield parameter, image
