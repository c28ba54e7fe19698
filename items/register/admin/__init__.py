"""The lists of this room in the admin."""

from . import items, library, papers, proposals  # noqa: F401 (each registers its lists)
