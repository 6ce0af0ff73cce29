"""Gap: no Pricing API. This one knows GetProducts for on-demand instances of EC2."""

import sys

from ..registry import add_service
from . import urls
from .models import pricing_backends

__all__ = ["install", "pricing_backends"]


def install() -> None:
    """Adds the service ``pricing``."""
    add_service("pricing", sys.modules[__name__], urls.url_bases)
