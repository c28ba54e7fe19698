"""All layouts together, each with the seed its items come from."""

import hashlib

from . import (
    documents,
    documents_further,
    official_attachments,
    official_compiled,
    official_duties,
    official_habits,
    official_markup,
    official_notices,
    official_rarities,
    plain_files,
    raw_files,
    saved_files,
    workbooks_arrangement,
    workbooks_blocks,
    workbooks_cells,
    workbooks_departments,
    workbooks_further,
    workbooks_heads,
    workbooks_offices,
    workbooks_other_hands,
    workbooks_rows,
    workbooks_sections,
    workbooks_subjects,
    workbooks_traps,
    workbooks_words,
)
from .catalogue import LAYOUTS

__all__ = ["LAYOUTS", "seed_of"]

ROOMS = [
    workbooks_arrangement,
    workbooks_heads,
    workbooks_sections,
    workbooks_departments,
    workbooks_cells,
    workbooks_further,
    documents,
    documents_further,
    official_notices,
    official_markup,
    official_duties,
    official_compiled,
    official_attachments,
    official_habits,
    official_rarities,
    plain_files,
    saved_files,
    workbooks_offices,
    workbooks_rows,
    workbooks_blocks,
    workbooks_words,
    workbooks_subjects,
    workbooks_traps,
    raw_files,
    workbooks_other_hands,
]  # each registers its layouts


def seed_of(layout):
    return int.from_bytes(hashlib.sha256(layout.name.encode()).digest()[:4], "big")
