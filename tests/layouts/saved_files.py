"""Layouts in files as other programs saved them (LibreOffice and its Excel 97 writer), kept with
their truth.
"""

import json
import shutil
from pathlib import Path

from .catalogue import LAYOUTS, Layout
from .model import Item, Named, Part, Truth

FILES = Path(__file__).parent / "files"


def truth_from(data):
    items = [
        Item(**{**item, "parts": [Part(**part) for part in item["parts"]]})
        for item in data["items"]
    ]
    named = {name: [Named(**entry) for entry in data[name]] for name in ("named", "errors")}
    return Truth(items, heads=data["heads"], **named)


def kept(saved):
    """A layout that hands out a kept file and its truth."""

    def build(path, _maker):
        shutil.copy(saved, path)
        return truth_from(json.loads(saved.with_suffix(".json").read_text()))

    return Layout(saved.stem, saved.suffix[1:], build)


LAYOUTS += [kept(saved) for saved in sorted(FILES.iterdir()) if saved.suffix != ".json"]
