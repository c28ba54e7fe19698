"""Where the items of a file apply, as cells or a matrix of ticks say it; the errors of it."""

import re
import unicodedata
from dataclasses import replace

from items.imports.reading.formulas import NO_TEXT, PICTURE
from items.imports.reading.issues import issue_at
from items.printed.columns import column_letter

from .columns import Column
from .headwords import FIELD_WORDS
from .scope_texts import A_SORT, COUNT, TOWNS, PlaceNames, everywhere, says_everywhere

CHOSEN = {*"√✓✔☑●■★▲1yv是有对", "yes", "适用", "涉及", "承担"}
NOT_CHOSEN = {*"○×✗✘✕x0否无n-—/□☐〇\\", "no", "不适用", "不涉及"}
LIMITING = re.compile(
    r"^(?:本项|该项|此项)?(?:[仅只]|限|适用于?|除|不(?:含|包括|包含|适用于?))"
    r"|.+(?:不适用|不列入?|除外|[以之]外)。?$"
)
# 河口乡、湾头镇有散养户，其他乡镇不涉及
NO_OTHERS = re.compile(
    r"^(?P<names>[^，,。；;]+?)(?:建?有|存在|设有|涉及)[^，,。；;]{0,14}[，,；;]"
    rf"(?:其他|其余)(?:的?各?{A_SORT}|[（()）、])*均?(?:不涉及|不适用|不承担)。?$"
)
# what is said of a change before where the item applies: 保留（适用于城关镇、河口乡）
BEHIND_A_CHANGE = re.compile(
    r"^(?:保留|不变|维持|沿用|新增|增加|修[改订]|调整)\s*[（(；;，,](?P<limits>[^；;]+?)[）)]?$"
)
# 东风街道无村卫生室，不适用; 青山乡已有赋权，暂不收回，其他乡镇照收
REASONED = (
    r"^(?P<names>{places}*)(?:尚?[无未没由原有属系因已]|试点)[^，,；;。]{{0,14}}[，,]"
    r"(?:[^，,；;。不]{{2,14}}[，,])?(?:本次|故|暂时?|因此|均|都)*不(?:适用|涉及|承担|列入?|收回?)"
    r"(?:[，,；;](?:其他|其余)(?:{sort}|[（()）、])*(?:照收|照旧|照列|均?适用))?。?$"
)
# what stands behind townships whose items a title says they are: 河口乡、湾头镇需配合
THEIRS = (
    rf"(?=等?(?:{COUNT}个)?{A_SORT}?"
    r"(?:原?[来由]?承担|[需应要]|适用|配合|履行|负责|执行|办理|(?:在.{1,8}之?外)?[另特专独]有))"
)
# 只有城关、河口、湾头三个有的
ONLY_THESE = re.compile(
    r"[仅只](?:[有限在由]|适用于)?(?P<names>[^。；;，,（(]{2,40}?)"
    r"(?:[两二三四五六七八九十\d]+个)?(?:才?有|适用|涉及|承担|要办)的?[^。；;，,]{0,8}$"
)
LIMITS_BEHIND = re.compile(r"(?<=.{3})[（(〔【\[](?P<limits>[^（()）〔〕【】\[\]]+)[）)〕】\]]$")
NOTHING_TICKED = "没有勾选任何乡镇（街道）。"
TICK_SOME = "请在适用的乡镇（街道）下打“√”。"
UNLIKE_TICKS = "这一格写的适用范围与各乡镇（街道）下面打的“√”不一致。"


class Scopes:
    """Resolves what files say of places in one county; collects the errors."""

    def __init__(self, lookup):
        codes = {region.name: code for code, region in lookup.townships.items()}
        self.places = PlaceNames(lookup.county.name, codes, lookup.tags, lookup.tagged)
        self.errors = []
        self.titles = {}  # {title: the townships it names, as a cell would}
        place = "|".join(map(re.escape, sorted(codes, key=len, reverse=True))) or r"(?!)"
        places = rf"(?:{place})(?:[、和及与](?:{place}))"
        self.theirs = re.compile(
            rf"{places}+{THEIRS}|(?<=[仅限只]){places}*(?=原|现|[需应要])"
            rf"|(?:{place})(?=单列|单独有|[另特专独]有)"
        )
        self.reasoned = re.compile(REASONED.format(places=places, sort=A_SORT))
        self.complained_of = set()  # heads of a matrix that are no township, named once

    def resolve(self, row):
        """The scope of a row's content; nothing when the file says nothing of it."""
        if not row.marks and not row.texts.get(Column.SCOPE):
            self.take_from_remark(row)
            self.take_from_name(row)
        if not row.marks and Column.SCOPE not in row.columns:
            self.take_from_title(row)
        text = unicodedata.normalize("NFKC", row.texts.get(Column.SCOPE, "")).strip()
        written = self.of_text(row, text) if text else {}
        ticked = self.of_matrix(row) if row.marks else {}
        if written and ticked and written != ticked:
            self.complain(row, UNLIKE_TICKS, row.texts[Column.SCOPE])
        row.content |= ticked or written

    def take_from_remark(self, row):
        """Takes a remark that only says where the item applies (仅适用于河口乡) as its scope."""
        for column, head in row.table.remark_heads.items():
            text = row.unread.get(head, "")
            if changed := BEHIND_A_CHANGE.match(text):
                text = changed["limits"]
            reasoned = self.reasoned.match(text)
            if limits := f"除{reasoned['names']}外" if reasoned else self.limits_in(text):
                row.texts[Column.SCOPE], row.columns[Column.SCOPE] = limits, column
                row.scope_head = head
                return

    def limits_in(self, text):
        """Where an item applies by a text that says nothing else; "" for another text."""
        if concerned := NO_OTHERS.match(text):
            names = concerned["names"]
            return names if self.places.are_whole_names(names) else ""
        bare = text.rstrip("。")
        return bare if LIMITING.match(text) and self.places.names_some(bare) else ""

    def take_from_title(self, row):
        """Takes several townships of a title, not its authors, as the scope of its items; also one
        that only has them, or has them apart.
        """
        title = row.table.title or row.table.sheet_title
        if title not in self.titles:
            self.titles[title] = self.places_of_title(unicodedata.normalize("NFKC", title))
        if names := self.titles[title]:
            row.texts[Column.SCOPE], row.scope_head = names, title

    def places_of_title(self, title):
        """The townships whose items a title says they are; "" for none."""
        only = ONLY_THESE.search(title)
        if only and self.places.names_some(only["names"]):
            return only["names"]
        found = self.theirs.search(title)
        return found[0] if found else ""

    def take_from_name(self, row):
        """Takes brackets that only say places off a name, as its scope: ……（仅城关镇适用）."""
        behind = LIMITS_BEHIND.search(row.name)
        if row.texts.get(Column.SCOPE) or not behind:
            return
        limits = behind["limits"]
        if self.limits_in(limits) or self.places.are_whole_names(limits):
            row.content["name"] = row.name[: behind.start()].strip()
            row.texts[Column.SCOPE] = limits
            row.columns[Column.SCOPE] = row.columns[Column.NAME]
            row.scope_head = FIELD_WORDS[Column.NAME]

    def of_text(self, row, text):
        if text in TOWNS and tells_streets_apart(row.table):
            return self.places.listed(self.places.of_sort(text))
        scope, wrong = self.places.scope_in(text)
        if wrong and is_chosen(text) and row.table.scope_is_alone:
            return everywhere()  # a tick in the one column of townships is for all of them
        for message, value in wrong:
            self.complain(row, message, value)
        return scope

    # ---- a matrix ----

    def of_matrix(self, row):
        """What the columns of the townships say: one text over all of them, or ticks."""
        signs = set(row.marks.values())
        if len(signs) == 1 and (scope := self.places.scope_in(*signs)[0]):
            return scope
        return self.of_marks(row)

    def of_marks(self, row):
        """The townships ticked in a row; an unknown sign, or no tick at all, is an error."""
        codes, is_sure = set(), True
        for place, sign in row.marks.items():
            chosen, code = is_chosen(sign), self.places.township(place)
            if chosen is None:
                self.complain_of_sign(row, place, sign)
            if code is None:
                self.complain_of_place(row, place)
            if chosen is None or code is None:
                is_sure = False
            elif chosen:
                codes.add(code)
        if not is_sure:
            return {}
        if not codes:
            self.complain_at(row, next(iter(row.marks)), NOTHING_TICKED, TICK_SOME, "")
            return {}
        return self.places.listed(codes)

    def complain_of_sign(self, row, place, sign):
        message = NO_TEXT if sign == PICTURE else f"看不出“{sign}”是适用还是不适用。"
        self.complain_at(row, place, message, "适用请打“√”，不适用请留空。", sign)

    def complain_of_place(self, row, place):
        if place not in self.complained_of:
            self.complained_of.add(place)
            allowed = f"可填：{'、'.join(self.places.codes)}。"
            self.complain_at(row, place, f"没有“{place}”这个乡镇（街道）。", allowed, place)

    def complain_at(self, row, place, message, suggestion, value):
        issue = issue_at(row, Column.NAME, "unknown_township", message, suggestion, value)
        self.errors.append(replace(issue, column=column_letter(row.mark_columns[place])))

    def complain(self, row, message, value):
        allowed = f"可填：全部、{'、'.join([*self.places.codes, *self.places.tags])}。"
        self.errors.append(issue_at(row, Column.SCOPE, "unknown_township", message, allowed, value))


def tells_streets_apart(table):
    """Whether rows say 街道, or of all townships that they are all, where others say 乡镇."""
    said = {raw.texts.get(Column.SCOPE, "").strip() for raw in table.rows}
    return any(text == "街道" or (says_everywhere(text) and text not in TOWNS) for text in said)


def is_chosen(sign):
    """Whether a sign under a township means yes; None when it may mean either. A blank is a no."""
    sign = unicodedata.normalize("NFKC", "".join(sign.split())).lower()
    if not sign or sign in NOT_CHOSEN:
        return False
    return True if sign in CHOSEN else None
