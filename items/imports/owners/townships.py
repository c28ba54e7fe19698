"""Whose list a file is: the township that its titles, its sheets, its 填报单位
or its own name speak of.
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
        self.stems = stems_of(self.townships)

    @classmethod
    def of(cls, county):
        """The names of today's townships, and those they had before or took over."""
        townships = list(Region.objects.valid().townships_of(county))
        return cls(county, townships, former_names(county, townships))

    @property
    def allowed(self):
        return f"可选：{in_words(self.townships)}。"

    def named_in(self, text):
        """The townships a text names in full; a name inside a longer one (城关镇 in
        新城关镇) does not count.
        """
        written = [name for name in self.full if name in text]
        if not written:
            return []
        written.sort(key=lambda name: (text.find(name), name))
        townships = []
        for name in written:
            if not is_inside_another(name, written):
                townships.append(self.full[name])
        return united(townships)

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
        """The one township whose name without 镇, 乡, 街道 a short text (a file's
        or a sheet's name) holds.
        """
        townships = [township for stem, township in self.stems.items() if stem in text]
        if len(townships) == 1:
            return townships
        return []

    def recognise(self, recognition, file_name):
        """The townships of the first of these that names any: titles, 填报单位, the sheets' names,
        the file's name; else the one whose short name the file or a sheet bears.
        """
        stem = PurePath(file_name).stem
        sheets = list(dict.fromkeys(table.sheet for table in recognition.tables))
        for townships in self._named_by(recognition, sheets, file_name):
            if townships:
                return townships
        for name in (stem, *sheets):
            townships = self.of_stem(name)
            if townships:
                return townships
        return []

    def _named_by(self, recognition, sheets, file_name):
        yield united(*map(self.meant_in, titles_of(recognition)))
        yield united(*map(self.filled_in_by, filled_by(recognition)))
        yield united(*map(self.meant_in, sheets))
        yield self.meant_in(PurePath(file_name).stem)
        yield self.meant_in(file_name)

    def foreign_in(self, recognition, file_name):
        """A township's name that a title or the file's name holds and the county does not know, or
        "".
        """
        texts = (*titles_of(recognition), *filled_by(recognition), PurePath(file_name).stem)
        for text in texts:
            name = self.foreign(text)
            if name:
                return name
        return ""

    def foreign(self, text):
        """A township's name in a text that the county does not know, or ""."""
        text = without_mentions(text, self.full).replace(self.county.name, "")
        match = A_TOWNSHIP.search(NO_TOWNSHIP.sub("", FILLED_BY.sub("", text)))
        if match and match[0] not in self.full:
            return match[0]
        return ""


def united(*lists):
    """The townships of several lists, each once."""
    by_code = {}
    for townships in lists:
        for township in townships:
            by_code[township.code] = township
    return list(by_code.values())


def in_words(townships):
    return "、".join(township.name for township in townships)


def township_code(township):
    """The code of a township; "" where a list is the county's or nobody's yet."""
    if township:
        return township.code
    return ""


def township_name(township):
    """Its name, in the same way."""
    if township:
        return township.name
    return ""


def is_inside_another(name, names):
    """Whether a longer one of these names holds it."""
    for other in names:
        if other != name and name in other:
            return True
    return False


def stems_of(townships):
    """{name without 镇, 乡, 街道: the township} of those that are known by it."""
    bearers = {}
    for township in townships:
        bearers.setdefault(ENDING.sub("", township.name), []).append(township)
    stems = {}
    for stem, same in bearers.items():
        if len(same) == 1 and len(stem) >= SHORTEST_STEM:
            stems[stem] = same[0]
    return stems


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
    by_pk = {township.pk: township for township in townships}
    steps = RegionSuccession.objects.filter(
        successor__parent=county, happened_on__lte=timezone.localdate()
    )
    steps = list(steps.values_list("predecessor_id", "successor_id", "former_name"))
    heirs = {}
    for old, new, _name in steps:
        if old != new:
            heirs.setdefault(old, set()).add(new)
    ends = {}
    for _old, new, name in steps:
        ends.setdefault(name, set()).update(ends_of(new, heirs, by_pk))
    names = {}
    for name, pks in ends.items():
        if len(pks) == 1:
            names[name] = by_pk[pks.pop()]
    return names


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
    return [skipped.text for skipped in recognition.skipped if FILLED_BY.search(skipped.text)]


def settle_townships(parts, names, chosen):
    """Gives each part its township, chosen by the clerk ({file: code}) or recognised: -> {position:
    Issue}.

    What of a file was dealt out has its township already, when it is known.
    """
    known = {township.code: township for township in names.townships}
    first_of, issues = {}, {}
    for part in parts:
        if part.unread:
            continue
        township = None
        if not part.pieces:
            township = known.get(chosen.get(str(part.number), ""))
        if township:
            named = [township]
        else:
            named = named_by(part, names)
        if len(named) != 1:
            part.township = None
            issues[part.position] = unknown_township(part, names, named)
            continue
        part.township = named[0]
        first = first_of.setdefault(part.township.code, part)
        if first is not part:
            issues[part.position] = same_township(part, first)
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


def unknown_township(part, names, named):
    """The issue of a part that names several townships, a strange one or none."""
    if part.pieces:
        foreign = part.pieces[0].foreign
        where = called(part)
        hint = f"{names.allowed}不是单位清单的，选“不导入”。"
    else:
        foreign = names.foreign_in(part.file.recognition, part.file_name)
        where = "文件"
        hint = names.allowed
    if named:
        message = f"{where}中同时写有{in_words(named)}，不能确定是哪个单位的清单。"
    elif foreign:
        message = f"{names.county.name}没有“{foreign}”。"
    elif part.pieces:
        message = f"{where}的标题和名称中都没有写明是哪个单位的清单。"
    else:
        message = "标题、工作表名称和文件名中都没有写明是哪个单位的清单。"
    return Issue(sheet_of(part), None, "", shown(part.file_name), "unknown_township", message, hint)
