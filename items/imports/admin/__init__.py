"""The lists of this room in the admin."""

from . import head_words, jobs, phrases  # noqa: F401 (each registers its lists)
