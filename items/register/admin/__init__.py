"""The lists of this room in the admin."""

from . import items, library, proposals, revisions  # noqa: F401 (each registers its lists)
