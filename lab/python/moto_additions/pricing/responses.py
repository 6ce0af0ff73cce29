"""Handles incoming pricing requests, invokes methods, returns responses."""

import json

from moto.core.responses import BaseResponse

from .models import PricingBackend, pricing_backends

PAGE = 100


class PricingResponse(BaseResponse):
    """Handler for Pricing requests and responses."""

    def __init__(self) -> None:
        super().__init__(service_name="pricing")

    @property
    def pricing_backend(self) -> PricingBackend:
        return pricing_backends[self.current_account][self.region]

    def get_products(self) -> str:
        products = self.pricing_backend.get_products(
            service_code=self._get_param("ServiceCode"), filters=self._get_param("Filters", [])
        )
        start = int(self._get_param("NextToken") or "0")
        end = start + min(self._get_int_param("MaxResults", PAGE), PAGE)
        page = {"FormatVersion": "aws_v1", "PriceList": [json.dumps(product) for product in products[start:end]]}
        return json.dumps({**page, "NextToken": str(end)} if end < len(products) else page)
