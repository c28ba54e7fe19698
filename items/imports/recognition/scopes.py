"""Where the items of a file apply, as a cell says it or a matrix of ticks shows it; the errors of
it.
"""

import unicodedata
from dataclasses import replace

from items.imports.reading.formulas import NO_TEXT, PICTURE
from items.imports.reading.issues import issue_at
from items.printed.columns import column_letter

from .scope_texts import PlaceNames, everywhere

CHOSEN = frozenset(
    [
        "√",
        "✓",
        "✔",
        "☑",
        "●",
        "■",
        "★",
        "▲",
        "1",
        "是",
        "有",
        "y",
        "yes",
        "v",
        "对",
        "适用",
        "涉及",
        "承担",
    ]
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


UNLIKE_TICKS = "这一格写的适用范围与各乡镇（街道）下面打的“√”不一致。"


class Scopes:
    """Resolves what files say of places against one county's townships and types; collects the
    errors.
    """

    def __init__(self, lookup):
        codes = {region.name: code for code, region in lookup.townships.items()}
        self.places = PlaceNames(lookup.county.name, codes, lookup.tags, lookup.tagged)
        self.errors = []
        self.said = set()  # heads of a matrix that are no township, named once

    def resolve(self, row):
        """The scope of a row's content; nothing when the file says nothing of it."""
        text = unicodedata.normalize("NFKC", row.texts.get("scope", "")).strip()
        said = self.of_text(row, text) if text else {}
        ticked = self.of_marks(row) if row.marks else {}
        if said and ticked and said != ticked:
            self.complain(row, UNLIKE_TICKS, row.texts["scope"])
        row.content |= ticked or said

    def of_text(self, row, text):
        scope, wrong = self.places.scope_in(text)
        if wrong and is_chosen(text) and row.table.scope_is_alone:
            return everywhere()  # a tick in the one column of townships is for all of them
        for message, value in wrong:
            self.complain(row, message, value)
        return scope

    def township(self, name):
        return self.places.township(name)

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
                row,
                next(iter(row.marks)),
                "没有勾选任何乡镇（街道）。",
                "请在适用的乡镇（街道）下打“√”。",
                "",
            )
        return self.places.listed(reached) if sure and reached else {}

    def complain_of_sign(self, row, place, sign):
        if sign == PICTURE:
            self.complain_at(row, place, NO_TEXT, "适用请打“√”，不适用请留空。", sign)
            return
        self.complain_at(
            row, place, f"看不出“{sign}”是适用还是不适用。", "适用请打“√”，不适用请留空。", sign
        )

    def complain_of_place(self, row, place):
        if place not in self.said:
            self.said.add(place)
            allowed = f"可填：{'、'.join(self.places.codes)}。"
            self.complain_at(row, place, f"没有“{place}”这个乡镇（街道）。", allowed, place)

    def complain_at(self, row, place, message, suggestion, value):
        issue = issue_at(row, "name", "unknown_township", message, suggestion, value)
        self.errors.append(replace(issue, column=column_letter(row.mark_columns[place])))

    def complain(self, row, message, value):
        allowed = f"可填：全部、{'、'.join([*self.places.codes, *self.places.tags])}。"
        self.errors.append(issue_at(row, "scope", "unknown_township", message, allowed, value))


def is_chosen(sign):
    """Whether a sign under a township means yes; None when it may mean either. A blank is a no."""
    sign = unicodedata.normalize("NFKC", "".join(sign.split())).lower()
    if not sign or sign in NOT_CHOSEN:
        return False
    return True if sign in CHOSEN else None
