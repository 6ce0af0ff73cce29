"""Adding a service to moto's server. Upstream it is a folder of moto and a line of the generated backend index."""

import re
import sys
from types import ModuleType

from moto.backend_index import backend_url_patterns


def add_service(name: str, package: ModuleType, url_bases: list[str]) -> None:
    """Makes ``package`` the service ``moto.<name>``: hosts that match ``url_bases`` are answered by it.

    :param package: has ``models`` with ``<name>_backends``, and ``urls``
    """
    sys.modules[f"moto.{name}"] = package
    backend_url_patterns.extend((name, re.compile(base)) for base in url_bases)
