"""Gap: no smithy-rpc-v2-cbor, which current SDKs speak with CloudWatch (POST /service/<X>/operation/<Operation>).

Upstream these are a parser, a serializer and a router beside those of the other protocols in ``moto.core``.
"""

import math
import struct
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from botocore.parsers import RpcV2CBORParser as BotocoreCBORParser
from werkzeug.exceptions import NotFound

from moto.cloudwatch import urls as cloudwatch_urls
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core import request as core_request
from moto.core import responses as core_responses
from moto.core import routing
from moto.core.model import OperationModel, ServiceModel, Shape
from moto.core.parse import PROTOCOL_PARSERS, JSONParser
from moto.core.request import Request
from moto.core.serialize import SERIALIZERS, BaseJSONSerializer

PROTOCOL = "smithy-rpc-v2-cbor"
CONTENT_TYPE = "application/cbor"


def decode(body: bytes) -> Any:
    """A CBOR data item as Python values: timestamps as naive UTC, as everywhere in moto."""
    if not body:
        return {}
    parser = BotocoreCBORParser(timestamp_parser=lambda seconds: datetime.fromtimestamp(seconds, timezone.utc).replace(tzinfo=None))
    return parser.parse_data_item(parser.get_peekable_stream_from_bytes(body))


def encode(value: Any) -> bytes:
    """Python values as a CBOR data item (RFC 8949, definite lengths)."""
    if value is None:
        return b"\xf6"
    if isinstance(value, bool):
        return b"\xf5" if value else b"\xf4"
    if isinstance(value, int):
        return _head(0, value) if value >= 0 else _head(1, -1 - value)
    if isinstance(value, float):
        return b"\xfb" + struct.pack(">d", value)
    if isinstance(value, bytes):
        return _head(2, len(value)) + value
    if isinstance(value, str):
        text = value.encode()
        return _head(3, len(text)) + text
    if isinstance(value, (list, tuple)):
        return _head(4, len(value)) + b"".join(encode(item) for item in value)
    if isinstance(value, Mapping):
        return _head(5, len(value)) + b"".join(encode(key) + encode(item) for key, item in value.items())
    if isinstance(value, datetime):
        # Tag 1: seconds since the epoch.
        aware = value if value.tzinfo is not None else value.replace(tzinfo=timezone.utc)
        return b"\xc1" + encode(aware.timestamp())
    raise TypeError(f"{type(value).__name__} has no CBOR form here: {value!r}")


def _head(major: int, argument: int) -> bytes:
    """Major type and argument of a data item."""
    if argument < 24:
        return bytes([major << 5 | argument])
    size = max(0, math.ceil(math.log2(max(1, math.ceil(argument.bit_length() / 8)))))
    return bytes([major << 5 | 24 + size]) + argument.to_bytes(1 << size, "big")


class RpcV2CBORParser(JSONParser):
    """Parses a body that is CBOR; the shapes are walked as those of JSON."""

    def _parse_body_as_json(self, body_contents: bytes) -> Any:
        return decode(body_contents)

    def _parse_timestamp(self, shape: Shape, value: Any) -> Any:
        return value

    def _parse_blob(self, shape: Shape, value: Any) -> Any:
        return value


class RpcV2CBORSerializer(BaseJSONSerializer):
    """Serializes as JSON does, with timestamps and blobs as what they are, and encodes as CBOR."""

    def _get_protocol_specific_content_type(self) -> str:
        return CONTENT_TYPE

    def _serialize_body(self, body: Mapping[str, Any]) -> Any:
        return encode(body)

    def _serialize_type_timestamp(self, serialized: Any, value: Any, shape: Shape, key: str) -> None:
        self._default_serialize(serialized, value, shape, key)

    def _serialize_type_blob(self, serialized: Any, value: Any, shape: Shape, key: str) -> None:
        self._default_serialize(serialized, value.encode() if isinstance(value, str) else value, shape, key)

    def serialize(self, result: Any) -> Any:
        response = super().serialize(result)
        response["headers"]["smithy-protocol"] = "rpc-v2-cbor"
        return response


class RpcV2CBORRouter(routing.ProtocolRouter):
    """Routes by the last part of /service/<service>/operation/<operation>."""

    def __init__(self, service_model: ServiceModel):
        super().__init__(service_model)
        self._operations = {name: service_model.operation_model(name) for name in service_model.operation_names}

    def _match(self, request: Request) -> tuple[OperationModel | None, dict[str, Any]]:
        parts = request.path.strip("/").split("/")
        if len(parts) != 4 or parts[0] != "service" or parts[2] != "operation":
            raise NotFound()
        return self._operations.get(parts[3]), {}


def install() -> None:
    """Adds the protocol, and CloudWatch's path in it."""
    PROTOCOL_PARSERS[PROTOCOL] = RpcV2CBORParser
    SERIALIZERS[PROTOCOL] = RpcV2CBORSerializer
    routing.PROTOCOL_ROUTERS[PROTOCOL] = RpcV2CBORRouter
    by_content_type = core_request.determine_request_protocol

    def determine_request_protocol(service_model: ServiceModel, content_type: str | None = None) -> str:
        if content_type == CONTENT_TYPE and PROTOCOL in service_model.metadata.get("protocols", []):
            return PROTOCOL
        return by_content_type(service_model, content_type)

    for module in (core_request, core_responses, routing):
        module.determine_request_protocol = determine_request_protocol
    # CBOR is not text.
    CloudWatchResponse.use_raw_body = True
    cloudwatch_urls.url_paths["{0}/service/(?P<service>[^/]+)/operation/(?P<operation>[^/]+)$"] = CloudWatchResponse.dispatch
