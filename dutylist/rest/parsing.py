"""Reads the JSON of a request: of a bounded size and depth, and only text that both databases can keep."""

import json

from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser

LARGEST = 2_500_000
NUL = "\0"


class TooLarge(APIException):
    status_code = 413
    default_code = "too_large"
    default_detail = "请求内容过大，最多2.5兆字节；大批内容请用表格导入。"


class StrictJSONParser(BaseParser):
    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        body = stream.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise TooLarge
        try:
            data = json.loads(body.decode(), parse_constant=refuse_constant)
            storable = is_storable(data)
        except (ValueError, RecursionError):
            raise ParseError from None
        if not storable:
            raise ParseError
        return data


def refuse_constant(name):
    """NaN and Infinity are no JSON, whatever Python thinks."""
    raise ValueError(name)


def is_storable(value):
    """Whether every text in it is Unicode without NUL and half characters."""
    if isinstance(value, str):
        value.encode()
        return NUL not in value
    if isinstance(value, dict):
        return all(is_storable(part) for pair in value.items() for part in pair)
    return not isinstance(value, list) or all(map(is_storable, value))
