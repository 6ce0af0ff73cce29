"""What moto 5.2.5 lacks for the components of this repository, a package per gap, laid out as in moto.

``install()`` adds them to the moto of this process; each module says which gap it fills.
"""

from . import eks, eks_amis, managed_policies, pricing, rpc_v2_cbor, spot_prices


def install() -> None:
    """Adds everything. Call it once, before the server answers."""
    for addition in (eks, eks_amis, managed_policies, pricing, rpc_v2_cbor, spot_prices):
        addition.install()
