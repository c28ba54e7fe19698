"""Whether the titles of the tables name the county or township that they are imported into."""

import re

from items.imports.reading.issues import Issue, shown

TITLE_PLACE = re.compile(r"^[《“\s]*(?P<place>[\u4e00-\u9fff]{1,12}?(?:自治县|[县区市旗])).*清单")


def check_titles(recognition, county, township=None):
    """One warning when the tables' titles name another county or township than the one they are
    imported into.
    """
    townships = list(county.children.values_list("name", flat=True))
    own, others, target = [county.name, *townships], [], county.name
    if township:
        own = [county.name, township.name]
        others = [name for name in townships if name != township.name]
        target = f"{county.name}{township.name}"
    for table in recognition.tables:
        named = place_named(table.title, others)
        if named and not any(name in table.title or named in name for name in own):
            message = f"标题写的是“{named}”，正在导入的是{target}，请核对。"
            return [Issue(table.sheet, None, "", shown(table.title), "other_county", message)]
    return []


def place_named(title, townships):
    """The county at the head of a title, or the first of these townships that it names; or ""."""
    match = TITLE_PLACE.match(title)
    if match:
        return match["place"]
    for name in townships:
        if name in title:
            return name
    return ""
