"""Where an item applies, as a cell says it (全县、除……外、城关镇、山区) or a matrix of townships and ticks shows it."""

import re
import unicodedata
from dataclasses import replace

from ..formulas import NO_TEXT, PICTURE
from ..grid import column_letter
from ..issues import issue_at

PLACES = r"(?:乡镇|镇街|街镇|镇乡|乡街|街道|功能区|苏木|镇|乡|村|社区|[（()）、和及]|\d+个|[一二三四五六七八九十]+个)"
WHOLE = r"(?:全部|全县|全区|全市|全旗|全域|全|县域内|辖区内|区域内|所有|各|的|适用|适用于|均|\s)"
EVERYWHERE = re.compile(rf"^{WHOLE}+{PLACES}*(?:适用|均适用|范围|范围内)?$|^(?:县域|全域)$")
OF_A_SORT = re.compile(r"^(?:全县|全区|全市|全旗)?(?:全部|所有|各)(街道|镇|乡)$")
EXCEPT = (
    re.compile(
        r"^(?P<whole>.*?)[（(，,;；]*除\s*(?P<names>.+?)\s*(?:以外|之外|外)(?:的?(?:其他|其余|全部|所有|各))?(?P<rest>.*)$"
    ),
    re.compile(r"^(?P<whole>.*?)[（(，,;；]*(?:不含|不包括|不包含)(?P<names>.+?)(?P<rest>[）)]*)$"),
    re.compile(r"^(?P<whole>.*?)[（(，,;；]+(?P<names>[^（()）]+?)除外(?P<rest>[）)]*)$"),
)
AND_OTHERS = re.compile(r"等(?:(\d+|[一二三四五六七八九十]+)个)?(?:乡镇|镇街|镇|乡|街道|[（()）])*$")
SEPARATOR = re.compile(r"[、，,；;/|｜。\s]+|(?<=[镇乡道])[和及与](?=\S)")
TAG_ENDING = re.compile(r"(?:的)?(?:乡镇|镇街|镇|乡|街道|地区|区域|片区|[（()）])+$")
CHOSEN = frozenset(
    ["√", "✓", "✔", "☑", "●", "■", "★", "▲", "1", "是", "有", "y", "yes", "v", "对", "适用", "涉及", "承担"]
)
NOT_CHOSEN = frozenset(
    [
        "○",
        "×",
        "✗",
        "✘",
        "✕",
        "x",
        "0",
        "否",
        "无",
        "n",
        "no",
        "-",
        "—",
        "/",
        "不适用",
        "不涉及",
        "□",
        "☐",
        "〇",
        "/",
        "\\",
    ]
)
DIGITS = {sign: n for n, sign in enumerate("零一二三四五六七八九十")}


class Scopes:
    """Resolves what files say of places against one county's townships and types; collects the errors."""

    def __init__(self, lookup):
        self.codes = {region.name: code for code, region in lookup.townships.items()}
        self.tags, self.tagged = lookup.tags, lookup.tagged
        self.county = lookup.county.name
        self.errors = []
        self.said = set()  # heads of a matrix that are no township, named once

    def resolve(self, row):
        """The scope of a row's content; nothing when the file says nothing of it."""
        if row.marks:
            row.content |= self.of_marks(row)
        elif text := unicodedata.normalize("NFKC", row.texts.get("scope", "")).strip():
            row.content |= self.of_text(row, text)

    def of_text(self, row, text):
        if match := OF_A_SORT.match("".join(text.split())):
            return self.listed(code for name, code in self.codes.items() if name.endswith(match[1]))
        if EVERYWHERE.match("".join(text.split())):
            return everywhere()
        for pattern in EXCEPT:
            if match := pattern.match(text):
                without = self.reached(row, match["names"])
                return {} if without is None else self.listed(set(self.codes.values()) - without)
        return self.of_names(row, text)

    def of_names(self, row, text):
        names, short = self.names_in(row, text)
        tags = [tag for name in names if (tag := self.tag(name))]
        if short:
            return {}
        if tags and len(tags) == len(names):
            return {"scope": "tagged", "tags": list(dict.fromkeys(tags)), "townships": []}
        reached = self.reached_by(row, names)
        return {} if reached is None else {"scope": "listed", "tags": [], "townships": sorted(reached)}

    def reached(self, row, text):
        names, short = self.names_in(row, text)
        return None if short else self.reached_by(row, names)

    def names_in(self, row, text):
        """The names of a text; with an error when it ends in 等 and others than those named are meant."""
        text, count = text.strip().strip("()（）"), None
        if others := AND_OTHERS.search(text):
            count, text = others[1] or "?", text[: others.start()]
        names = [name for name in SEPARATOR.split(text) if name]
        short = count is not None and str(len(names)) != str(DIGITS.get(count, count))
        if short:
            self.complain(row, "适用范围没有写全（“等”）。", row.texts.get("scope", ""))
        return names, short

    def reached_by(self, row, names):
        reached, unknown = set(), []
        for name in names:
            code = self.township(name)
            if code:
                reached.add(code)
            elif tag := self.tag(name):
                reached |= self.tagged.get(tag, set())
            else:
                unknown.append(name)
        for name in unknown:
            self.complain(row, f"没有“{name}”这个乡镇（街道）或区域类型。", name)
        return None if unknown or not names else reached

    def township(self, name):
        """The code of a township by its name, with the county's before it or without its last word."""
        name = "".join(name.split()).removeprefix(self.county)
        if name in self.codes.values():
            return name
        if name in self.codes:
            return self.codes[name]
        near = [
            code
            for known, code in self.codes.items()
            if re.fullmatch(rf"{re.escape(name)}(?:[\u4e00-\u9fff]{{1,8}}族)?(?:镇|乡|街道|街道办事处)", known)
        ]
        return near[0] if len(near) == 1 and len(name) > 1 else None

    def tag(self, name):
        if name in self.tags:
            return name
        bare = TAG_ENDING.sub("", name)
        return bare if bare in self.tags else ""

    def listed(self, codes):
        codes = sorted(codes)
        return everywhere() if len(codes) == len(self.codes) else {"scope": "listed", "tags": [], "townships": codes}

    # ---- a matrix ----

    def of_marks(self, row):
        """The townships with a tick in a row; a sign nobody knows, or no tick at all, is an error."""
        reached, sure = set(), True
        for place, sign in row.marks.items():
            chosen = is_chosen(sign)
            if chosen is None:
                self.complain_of_sign(row, place, sign)
            sure = sure and chosen is not None
            code = self.township(place)
            if code is None:
                self.complain_of_place(row, place)
                sure = False
            elif chosen:
                reached.add(code)
        if sure and not reached:
            self.complain_at(
                row, next(iter(row.marks)), "没有勾选任何乡镇（街道）。", "请在适用的乡镇（街道）下打“√”。", ""
            )
        return self.listed(reached) if sure and reached else {}

    def complain_of_sign(self, row, place, sign):
        if sign == PICTURE:
            self.complain_at(row, place, NO_TEXT, "适用请打“√”，不适用请留空。", sign)
            return
        self.complain_at(row, place, f"看不出“{sign}”是适用还是不适用。", "适用请打“√”，不适用请留空。", sign)

    def complain_of_place(self, row, place):
        if place not in self.said:
            self.said.add(place)
            self.complain_at(row, place, f"没有“{place}”这个乡镇（街道）。", f"可填：{'、'.join(self.codes)}。", place)

    def complain_at(self, row, place, message, suggestion, value):
        issue = issue_at(row, "name", "unknown_township", message, suggestion, value)
        self.errors.append(replace(issue, column=column_letter(row.mark_columns[place])))

    def complain(self, row, message, value):
        allowed = f"可填：全部、{'、'.join([*self.codes, *self.tags])}。"
        self.errors.append(issue_at(row, "scope", "unknown_township", message, allowed, value))


def everywhere():
    return {"scope": "all", "tags": [], "townships": []}


def is_chosen(sign):
    """Whether a sign under a township means yes; None when it may mean either. A blank is a no."""
    sign = unicodedata.normalize("NFKC", "".join(sign.split())).lower()
    if not sign or sign in NOT_CHOSEN:
        return False
    return True if sign in CHOSEN else None
