"""A township that the county does not have, where a file names it as its own: it may be another
county's.
"""

from items.imports.owners.signs import HIGHER, NUMBERED
from items.imports.owners.townships import NO_TOWNSHIP
from items.imports.owners.whose_words import (
    BEFORE_A_FILE,
    CONTACT,
    FILLED_BY,
    ISSUED,
    LEADING,
    NO_NAME,
    RECEIVERS,
    STRANGE_FILE,
    STRANGE_UNIT,
    STRANGER,
    without_addresses,
)


def strange_title(text, names):
    """The one at the head of a title: 新河镇配合履职事项清单; or ""."""
    match = STRANGER.match(bare(NUMBERED.sub("", text), names))
    return name_of(match, names)


def strange_issuer(text, names):
    """The one a line names as the file's issuer: 新河镇人民政府文件, 中共新河镇委员会; or ""."""
    if RECEIVERS.search(text):
        return ""
    match = STRANGE_UNIT.match(bare(LEADING.sub("", CONTACT.sub("", text)), names))
    if not match or ISSUED.sub("", match["rest"] or ""):
        return ""
    return name_of(match, names)


def strange_unit(text, names):
    """The one that 填报单位： names; or ""."""
    label = FILLED_BY.search(text)
    if label:
        text = text[label.end() :]
    unit = without_addresses(text, names.full)
    match = STRANGE_UNIT.match(bare(LEADING.sub("", CONTACT.sub("", unit)), names))
    return name_of(match, names)


def strange_name_of_a_file(text, names):
    """The one that a file or a sheet is called by: 新河镇清单, 2026年新河镇（定稿）; or ""."""
    match = STRANGE_FILE.match(bare(BEFORE_A_FILE.sub("", "".join(text.split())), names))
    return name_of(match, names)


def bare(text, names):
    """A text without words for townships in general, the county and what is above it."""
    return NO_TOWNSHIP.sub("", HIGHER.sub("", text).replace(names.county.name, ""))


def name_of(match, names):
    if not match or NO_NAME.search(match["name"]) or match["name"] in names.full:
        return ""
    return match["name"]
