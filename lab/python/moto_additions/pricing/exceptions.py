"""Exceptions raised by the pricing service."""

from moto.core.exceptions import JsonRESTError


class InvalidParameterException(JsonRESTError):
    def __init__(self, message: str):
        super().__init__("InvalidParameterException", message)
