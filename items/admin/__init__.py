"""The register in the admin: items of three kinds, their library, and the papers about them."""

from . import head_words, items, library, papers, proposals  # noqa: F401 (each registers its lists)
