"""Writes every layout and its truth as JSON into a directory, to look at: python -m
tests.layouts.write DIRECTORY.
"""

import json
import sys
from pathlib import Path

from .all_layouts import LAYOUTS, seed_of
from .model import Maker


def write_all(directory):
    directory.mkdir(parents=True, exist_ok=True)
    for layout in LAYOUTS:
        path = directory / f"{layout.name}.{layout.suffix}"
        truth = layout.build(path, Maker(seed_of(layout)))
        data = json.dumps(truth.as_data(), ensure_ascii=False, indent=1)
        path.with_suffix(f".{layout.suffix}.json").write_text(f"{data}\n")


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
