"""The shipped list of common classes (建议清单): a proposal that a county adopts entry by entry."""

from functools import cache

import orjson
from django.conf import settings


@cache
def suggested_entries():
    """[{"name", "description", "phrases", "ground"}] in the order of the list."""
    path = settings.FIXTURES_DIR / "prohibited_entries.json"
    return tuple(orjson.loads(path.read_bytes())["entries"])
