"""PricingBackend: on-demand prices of EC2 instance types."""

import json
from datetime import datetime, timezone
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from moto.core.base_backend import BackendDict, BaseBackend
from moto.ec2.models.instance_types import INSTANCE_TYPES

from .exceptions import InvalidParameterException

TERM_CODE = "JRTCKXETXF"  # of every on-demand offer
RATE_CODE = "6YS6EN2CT7"  # of every hourly rate
REGIONS = ("us-east-1", "us-east-2", "us-west-2", "eu-central-1", "eu-west-1", "ap-south-1")

# USD per hour and vCPU by instance family: the median of us-east-1 in Karpenter 1.14.1's
# pkg/providers/pricing/zz_generated.pricing_aws.go (Apache 2.0). Within a family prices grow with the vCPUs.
PER_VCPU: dict[str, float] = json.loads(Path(__file__).with_name("per_vcpu.json").read_text())
# For families that the table lacks.
USUAL_PER_VCPU = 0.05


@cache
def price_of(instance_type: str) -> float:
    """USD per hour, on demand. The same in every region."""
    vcpus = INSTANCE_TYPES[instance_type]["VCpuInfo"]["DefaultVCpus"]
    return round(vcpus * PER_VCPU.get(instance_type.split(".")[0], USUAL_PER_VCPU), 6)


def sku_of(instance_type: str, region: str) -> str:
    """Sixteen letters and digits that stay the same from run to run."""
    return sha256(f"{region}/{instance_type}".encode()).hexdigest()[:16].upper()


def product_of(instance_type: str, region: str) -> dict[str, Any]:
    """An item of the price list: what can be filtered by is in ``product.attributes`` and ``productFamily``."""
    info = INSTANCE_TYPES[instance_type]
    metal = bool(info.get("BareMetal"))
    sku = sku_of(instance_type, region)
    price = {"USD": f"{price_of(instance_type):.10f}"}
    rate = f"{sku}.{TERM_CODE}.{RATE_CODE}"
    return {
        "product": {
            "sku": sku,
            "productFamily": "Compute Instance (bare metal)" if metal else "Compute Instance",
            "attributes": {
                "servicecode": "AmazonEC2",
                "regionCode": region,
                "instanceType": instance_type,
                "instanceFamily": instance_type.split(".")[0],
                "vcpu": str(info["VCpuInfo"]["DefaultVCpus"]),
                "memory": f"{info['MemoryInfo']['SizeInMiB'] / 1024:g} GiB",
                "operatingSystem": "Linux",
                "preInstalledSw": "NA",
                "capacitystatus": "Used",
                "marketoption": "OnDemand",
                # Metal is sold under both tenancies; Karpenter asks for this one.
                "tenancy": "Dedicated" if metal else "Shared",
            },
        },
        "serviceCode": "AmazonEC2",
        "terms": {
            "OnDemand": {
                f"{sku}.{TERM_CODE}": {
                    "sku": sku,
                    "offerTermCode": TERM_CODE,
                    "effectiveDate": datetime(2026, 1, 1, tzinfo=timezone.utc).isoformat(),
                    "priceDimensions": {
                        rate: {"rateCode": rate, "unit": "Hrs", "beginRange": "0", "endRange": "Inf", "pricePerUnit": price}
                    },
                    "termAttributes": {},
                }
            }
        },
        "version": "1",
        "publicationDate": "2026-01-01T00:00:00Z",
    }


def field_of(product: dict[str, Any], field: str) -> str | None:
    """Value that a filter's field names, None when the product has none."""
    if field.lower() == "servicecode":
        return str(product["serviceCode"])
    if field == "productFamily":
        return str(product["product"]["productFamily"])
    return product["product"]["attributes"].get(field)


class PricingBackend(BaseBackend):
    """Implementation of Pricing APIs."""

    def get_products(self, service_code: str, filters: list[dict[str, str]]) -> list[dict[str, Any]]:
        """Products that match all filters, by instance type and region.

        :raises InvalidParameterException: for a service that is not priced here, and for another kind of filter
        """
        if service_code != "AmazonEC2":
            raise InvalidParameterException(f"ServiceCode {service_code}: only AmazonEC2 has prices here")
        for item in filters:
            if item["Type"] != "TERM_MATCH":
                raise InvalidParameterException(f"Filter type {item['Type']}: only TERM_MATCH is implemented")
        wanted = {item["Field"]: item["Value"] for item in filters}
        regions = [region for region in REGIONS if wanted.get("regionCode", region) == region]
        if "regionCode" in wanted and not regions:
            regions = [wanted["regionCode"]]
        products = (product_of(name, region) for region in regions for name in sorted(INSTANCE_TYPES))
        return [
            product
            for product in products
            if all(field_of(product, field) == value for field, value in wanted.items())
        ]


pricing_backends = BackendDict(PricingBackend, "pricing")
