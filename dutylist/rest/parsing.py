"""Reads the JSON of a request: of a bounded size and depth, and only text that both databases can
keep.
"""

import json

from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser

from dutylist.history.limits import text_fault
from dutylist.history.refusals import Invalid

LARGEST = 2_500_000


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
            faults = dict(text_faults(data))
        except (ValueError, RecursionError):
            raise ParseError from None
        if faults:
            raise Invalid(faults)
        return data


def refuse_constant(name):
    """NaN and Infinity are no JSON, whatever Python thinks."""
    raise ValueError(name)


def text_faults(value, path=""):
    """(path, sentence) of every text, names of members included, that no database keeps: NUL and
    half characters.
    """
    if isinstance(value, str):
        if fault := text_fault(value):
            yield path, fault
    elif isinstance(value, dict):
        for name, part in value.items():
            if fault := text_fault(name):
                yield path, fault
            else:
                yield from text_faults(part, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from text_faults(part, f"{path}.{number}" if path else str(number))
