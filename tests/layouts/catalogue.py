"""The list of all layouts: each a function that writes a file and gives back its truth."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    name: str
    suffix: str
    build: Callable

    def __str__(self):
        return self.name


LAYOUTS = []


def layout(suffix="xlsx"):
    """Registers a function (path, maker) -> Truth under its own name."""

    def register(build):
        LAYOUTS.append(Layout(build.__name__, suffix, build))
        return build

    return register
