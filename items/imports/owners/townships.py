"""Whose list a file is: the township that its titles, its sheets, its 填报单位 or its own name speak
of.
"""

import re
from pathlib import PurePath

from django.utils import timezone

from dutylist.organizations.models import Region, RegionSuccession, RegionTag
from items.imports.reading.issues import Issue, shown
from items.imports.recognition.scope_texts import PlaceNames

from .whose_words import FILLED_BY, without_addresses, without_mentions

A_TOWNSHIP = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:街道|[镇乡])(?!镇|乡|（|\(|街道)")
NO_TOWNSHIP = re.compile(
    r"乡镇(?:[（(]街道[）)]|街道)?|镇街|街镇|镇乡|(?:各|本|该|全|每个?)(?:街道|镇|乡)"
)
ENDING = re.compile(r"(?:街道|民族乡|镇|乡)$")
SHORTEST_STEM = 2


class TownshipNames:
    """The townships of one county by every way a file may name them."""

    def __init__(self, county, townships, former=()):
        self.county, self.townships = county, list(townships)
        self.full = {**dict(former), **{township.name: township for township in self.townships}}
        stems = {}
        for township in self.townships:
            stems.setdefault(ENDING.sub("", township.name), []).append(township)
        self.stems = {
            stem: found[0]
            for stem, found in stems.items()
            if len(found) == 1 and len(stem) >= SHORTEST_STEM
        }

    @classmethod
    def of(cls, county):
        """The names of today's townships, and those they had before or took over."""
        townships = list(Region.objects.valid().townships_of(county))
        return cls(county, townships, former_names(county, townships))

    @property
    def allowed(self):
        return f"可选：{'、'.join(township.name for township in self.townships)}。"

    def named_in(self, text):
        """The townships a text names in full; a name inside a longer one (城关镇 in 新城关镇) does not
        count.
        """
        spots = [(text.find(name), name) for name in self.full if name in text]
        inside = {n for _, n in spots for _, other in spots if n != other and n in other}
        found = {
            self.full[name].code: self.full[name] for _, name in sorted(spots) if name not in inside
        }
        return list(found.values())

    def meant_in(self, text):
        """The townships a title or a file's name is of: not those it only includes, excludes or
        asked.
        """
        return self.named_in(without_mentions(text, self.full))

    def filled_in_by(self, text):
        """The townships that 填报单位： names as that unit; an address names none."""
        joined = "".join(text.split())
        label = FILLED_BY.search(joined)
        if not label:
            return []
        return self.named_in(without_addresses(joined, self.full))

    def of_stem(self, text):
        """The one township whose name without 镇, 乡, 街道 a short text (a file's or a sheet's name)
        holds.
        """
        found = [township for stem, township in self.stems.items() if stem in text]
        if len(found) == 1:
            return found
        return []

    def recognise(self, recognition, file_name):
        """The townships of the first of these that names any: titles, 填报单位, the sheets' names, the
        file's name.
        """
        stem = PurePath(file_name).stem
        sheets = list(dict.fromkeys(table.sheet for table in recognition.tables))
        said = [self.meant_in(text) for text in titles_of(recognition)]
        filled = [self.filled_in_by(text) for text in filled_by(recognition)]
        called = [self.meant_in(text) for text in sheets]
        for named in (said, filled, called, [self.meant_in(stem)], [self.meant_in(file_name)]):
            found = {township.code: township for townships in named for township in townships}
            if found:
                return list(found.values())
        return self.of_stem(stem) or next(
            (found for sheet in sheets if (found := self.of_stem(sheet))), []
        )

    def foreign_in(self, recognition, file_name):
        """A township's name that a title or the file's name holds and the county does not know, or
        "".
        """
        texts = (*titles_of(recognition), *filled_by(recognition), PurePath(file_name).stem)
        for text in texts:
            if found := self.foreign(text):
                return found
        return ""

    def foreign(self, text):
        """A township's name in a text that the county does not know, or ""."""
        text = without_mentions(text, self.full).replace(self.county.name, "")
        found = A_TOWNSHIP.search(NO_TOWNSHIP.sub("", FILLED_BY.sub("", text)))
        if found and found[0] not in self.full:
            return found[0]
        return ""


def place_names(names):
    """The names by which a cell may say where an item applies: townships, also by former names, and
    types.
    """
    codes = {name: township.code for name, township in names.full.items()}
    tags = RegionTag.objects.filter(county=names.county).values_list("name", flat=True)
    return PlaceNames(names.county.name, codes, tags)


def former_names(county, townships):
    """{a name that one of these townships had, or another one that went over into it: the
    township}.
    """
    by_pk, heirs, names = {township.pk: township for township in townships}, {}, {}
    steps = RegionSuccession.objects.filter(
        successor__parent=county, happened_on__lte=timezone.localdate()
    )
    steps = list(steps.values_list("predecessor_id", "successor_id", "former_name"))
    for old, new, _name in steps:
        if old != new:
            heirs.setdefault(old, set()).add(new)
    for _old, new, name in steps:
        names.setdefault(name, set()).update(ends_of(new, heirs, by_pk))
    return {name: by_pk[ends.pop()] for name, ends in names.items() if len(ends) == 1}


def ends_of(pk, heirs, by_pk, seen=()):
    """The townships of today that a region is or went over into."""
    if pk in by_pk:
        return {pk}
    ends = set()
    for heir in heirs.get(pk, ()):
        if heir not in seen:
            for end in ends_of(heir, heirs, by_pk, (*seen, pk)):
                ends.add(end)
    return ends


def titles_of(recognition):
    return [table.title for table in recognition.tables if table.title]


def filled_by(recognition):
    """The texts beside the tables that say who filled them in."""
    return [found.text for found in recognition.skipped if FILLED_BY.search(found.text)]


def settle_townships(parts, names, chosen):
    """Gives each part its township, chosen by the clerk ({file: code}) or recognised: -> {position:
    Issue}.

    What of a file was dealt out has its township already, when it is known.
    """
    known, taken, issues = {township.code: township for township in names.townships}, {}, {}
    for part in parts:
        if part.unread:
            continue
        if part.pieces:
            code = ""
        else:
            code = chosen.get(str(part.number), "")
        if code in known:
            found = [known[code]]
        else:
            found = named_by(part, names)
        if len(found) == 1:
            part.township = found[0]
            first = taken.setdefault(part.township.code, part)
            if first is not part:
                issues[part.position] = same_township(part, first)
        else:
            part.township = None
            issues[part.position] = unknown_township(part, names, found)
    return issues


def named_by(part, names):
    """The townships a part names: one, where it is sure."""
    if not part.pieces:
        return names.recognise(part.file.recognition, part.file_name)
    if part.township:
        return [part.township]
    return part.pieces[0].named


def called(part):
    """A part in words: “城关镇.xlsx”, “收集表.xlsx”的工作表“城关镇”."""
    where = "、".join(piece.where for piece in part.pieces)
    if where:
        return f"“{part.file_name}”" + f"的{where}"
    return f"“{part.file_name}”"


def same_township(part, first):
    message = f"与{called(first)}同是{part.township.name}的清单，每个单位只能有一份。"
    hint = "请改选单位，或只留下一份，另一份选“不导入”。"
    return Issue(sheet_of(part), None, "", shown(part.file_name), "same_township", message, hint)


def sheet_of(part):
    if part.pieces:
        return part.pieces[0].sheet.name
    return ""


def unknown_township(part, names, found):
    if part.pieces:
        foreign = part.pieces[0].foreign
    else:
        foreign = names.foreign_in(part.file.recognition, part.file_name)
    where = called(part) if part.pieces else "文件"
    if found:
        said = "、".join(township.name for township in found)
        message = f"{where}中同时写有{said}，不能确定是哪个单位的清单。"
    elif foreign:
        message = f"{names.county.name}没有“{foreign}”。"
    elif part.pieces:
        message = f"{where}的标题和名称中都没有写明是哪个单位的清单。"
    else:
        message = "标题、工作表名称和文件名中都没有写明是哪个单位的清单。"
    if part.pieces:
        hint = f"{names.allowed}不是单位清单的，选“不导入”。"
    else:
        hint = names.allowed
    return Issue(sheet_of(part), None, "", shown(part.file_name), "unknown_township", message, hint)
