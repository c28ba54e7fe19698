"""The bytes of a frozen list: canonical JSON that is hashed, and kept under zstd."""

import hashlib

import orjson
import zstandard

COMPRESSION = 9


def canonical(document):
    """The bytes that are hashed and kept: UTF-8, sorted keys, no blanks."""
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS)


def digest_of(content):
    return hashlib.sha256(content).hexdigest()


def packed(content):
    return zstandard.ZstdCompressor(level=COMPRESSION).compress(content)


def unpacked(blob):
    """The canonical JSON of a packed document, parsed."""
    return orjson.loads(zstandard.ZstdDecompressor().decompress(bytes(blob)))
