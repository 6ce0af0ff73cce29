"""AWS's managed policies, which node roles attach: moto has them and leaves them out unless asked for."""

import os


def install() -> None:
    """Turns them on, where the environment does not say otherwise."""
    os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
