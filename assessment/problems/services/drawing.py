"""The sample of an evaluation: drawn by a seed from the list that stands, so that
anybody can draw it again.
"""

import hashlib

from items.editions.documents import standing_document
from items.models.document_bytes import unpacked


def in_drawn_order(seed, keys):
    """These keys in the order of their digests with the seed: the same seed, the same order."""
    return sorted(keys, key=lambda key: hashlib.sha256(f"{seed}:{key}".encode()).hexdigest())


def public_entries(county):
    """(the digest of the public document that stands, its entries); (None, []) where there is none.
    Whoever judges from outside is shown nothing that is not public.
    """
    document = standing_document(county)
    if document is None:
        return "", []
    return document.public_digest, unpacked(document.public)["entries"]


def drawn(entries, seed, townships, items):
    """[(code of a township, code of an item, its name)]: so many townships of those that the
    entries reach, and so many items of each.
    """
    reached = {}
    for entry in entries:
        for code in entry["numbers"]:
            reached.setdefault(code, {})[entry["code"]] = entry["name"]
    sample = []
    for town in in_drawn_order(seed, reached)[:townships]:
        own = {f"{town}:{code}": code for code in reached[town]}
        for key in in_drawn_order(seed, own)[:items]:
            sample.append((town, own[key], reached[town][own[key]]))
    return sample
