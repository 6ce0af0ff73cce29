"""Gap: every spot price is 0.00001, so that nothing on spot is ever cheaper than something else."""

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models.instance_types import INSTANCE_TYPES
from moto.ec2.responses.spot_instances import SpotInstances

from .pricing.models import price_of

# Part of the on-demand price by the letter of the zone; zones differ, as they do in AWS.
USUAL_PART = 0.4
PART_BY_ZONE = {"a": 0.36, "b": 0.38, "c": 0.4, "d": 0.42, "e": 0.44, "f": 0.46}


def spot_price_of(instance_type: str, zone: str) -> str:
    """USD per hour."""
    if instance_type not in INSTANCE_TYPES:
        return "0.00001"
    return f"{price_of(instance_type) * PART_BY_ZONE.get(zone[-1], USUAL_PART):.6f}"


def install() -> None:
    """Puts prices into the answers of DescribeSpotPriceHistory."""
    describe = SpotInstances.describe_spot_price_history

    def describe_spot_price_history(self: SpotInstances) -> ActionResult:
        history: Any = describe(self).result
        for item in history["SpotPriceHistory"]:
            item["SpotPrice"] = spot_price_of(item["InstanceType"], item["AvailabilityZone"])
        return ActionResult(history)

    SpotInstances.describe_spot_price_history = describe_spot_price_history
