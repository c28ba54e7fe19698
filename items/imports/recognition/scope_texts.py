"""What a cell says of where an item applies (全县, 除……外, 城关镇、河口乡) in one county."""

import re
import unicodedata

from items.models import Scope

from .numbering import number_of

COUNT = r"(?:\d+|[一两二三四五六七八九十]+)"
A_SORT = "(?:乡镇|镇街|街镇|镇乡|乡街|街道|镇|乡)"  # words for townships of some sort
PLACES = rf"(?:{A_SORT}|功能区|苏木|村|社区|[（()）、和及]|{COUNT}个)"
WHOLE = (
    r"(?:通用|全部|[全本我][县区市旗]|全域|全|县域内|辖区内|区域内|所有|各|的|适用|适用于|均|\s)"
)
EVERYWHERE = re.compile(
    rf"^{WHOLE}+{PLACES}*(?:均?(?:适用|承担|涉及)|范围|范围内)?$|^(?:县域|全域|都[是有]|ALL|all)$"
)
OF_A_SORT = re.compile(
    r"^(?:(?:全县|全区|全市|全旗)?(?:全部|所有|各)(街道|镇|乡)|(街道))(?:适用)?$"
)
TOWNS = frozenset({"乡镇", "镇乡", "乡(镇)"})  # without 街道, where these stand beside them
SORTS = TOWNS | {"街道", "镇", "乡"}
# 乡镇适用，街道不适用
BOTH_SAID = re.compile(r"^(?P<names>.+?)适用[,，;；、](?P<others>.+?)不适用$")
CODE_BEFORE = re.compile(r"^\d{6,12}[:：-](?=[\u4e00-\u9fff])")  # 990121100:城关镇
# 沿河乡镇：河口乡、湾头镇
LABELLED = re.compile(
    rf"^(?P<label>[^:、,;]{{2,20}}(?:{A_SORT}|片区?|地区)(?:\([^()]*\))?):\s*(?=[^:]+$)"
)
DESCRIBED = re.compile(r"^.*的(?=[^的]{2,}$)")  # 沿河的 of 沿河的河口乡
EXCEPT = (
    re.compile(
        r"^(?P<whole>.*?)[（(，,;；]*除\s*(?P<names>.+?)\s*(?:没有[^，,；;外]{1,10})?"
        r"(?:以外|之外|外)(?:的?(?:其他|其余|全部|所有"
        r"|各))?(?P<rest>.*)$"
    ),
    re.compile(r"^(?P<whole>.*?)[（(，,;；]*(?:不含|不包括|不包含)(?P<names>.+?)(?P<rest>[）)]*)$"),
    re.compile(r"^(?P<whole>.*?[（(，,;；])?(?P<names>[^（()）]+?)除外(?P<rest>[）)]*)$"),
    re.compile(
        r"^(?P<names>[^除（()）]+?)[以之]外的?(?:其他|其余|全部|所有|各|$"
        r"|(?=\d+个|[一二三四五六七八九十]+个|乡镇|镇街))(?P<rest>.*)$"
    ),
    re.compile(r"^(?P<whole>.*?)[（(，,;；]*除(?!外)\s*(?P<names>[^外]+?)(?P<rest>[）)]*)$"),
)
# what may stand around an exception and says no more than all of them: （……）, 其余乡镇均适用
ALL_OTHERS = re.compile(rf"^(?:其余|其他|其它|都|有|是|{WHOLE}|{PLACES}|涉及|承担)*$")
AROUND = "，,;；:。（()）的 "
COUNTED = re.compile(
    rf"^(?:全县|全区|全市|全旗|全部|所有|各|的|其他|其余)*(?P<count>{COUNT})个"
    rf"(?:{A_SORT}|[（()）、和及])+(?:均?适用)?$"
)
AND_OTHERS = re.compile(rf"等(?:({COUNT})个?)?(?:{A_SORT}|[（()）])*$")
SEPARATOR = re.compile(r"[、，,；;/|｜。\s]+|(?<=[镇乡道])[和及与加](?=\S)")
# 石桥、白水两镇
SO_MANY = re.compile(rf"(?<=..)(?P<count>\d+|[两二三四五六七八九十]+)个?{A_SORT}$")
TAG_ENDING = re.compile(rf"的?(?:{A_SORT}|地区|区域|片区|[（()）])+$")
TOWNSHIP_ENDING = r"(?:[\u4e00-\u9fff]{1,8}族)?(?:镇|乡|街道|街道办事处)"
TICK = re.compile(r"^[√✓✔☑●■]\s*")
IN_BRACKETS = re.compile(r"^[(（]([^()（）]*)[)）]$")
ONLY = re.compile(
    r"^(?:本项|该项|此项)?(?:(?:仅限?于?|只限?于?|限于?)(?:适用于?|涉及|[在由有])?|适用于|涉及)\s*"
)
APPLIES = re.compile(r"(?<=[镇乡道])均?(?:适用|涉及|承担|实施|实行|执行)$")
# 河口乡、湾头镇（2026年试点）: what townships are named for
NAMED_FOR = re.compile(
    r"(?<=[镇乡道])[（(](?:\d{4}年度?)?[^部村社除不]{0,6}(?:项目区?|试点|示范区?)[）)]$"
)
# 河口乡没有，其他都有
NOT_IN = re.compile(
    r"^(?P<names>.+?)(?:均|都|暂时?)*(?:不适用|不涉及|不承担|不列入?|没有|无)"
    r"(?P<others>[，,;；、]?(?:其他|其余|其它).*)?$"
)
LONGEST = 400  # of a text that is looked at to tell what its column is
NOT_ALL = "适用范围没有写全（“等”）。"
NO_SUCH_PLACE = "没有“{}”这个乡镇（街道）或区域类型。"
OTHER_COUNT = "适用范围写的个数与乡镇（街道）的个数不一致。"
NO_PLACE = "看不出适用于哪些乡镇（街道）。"


class PlaceNames:
    """The townships and the types of townships of one county, by the names a cell gives them."""

    def __init__(self, county, codes, tags=(), tagged=None):
        """`codes` are {name: code}, `tagged` {type: codes of its townships}."""
        self.county = county
        self.codes = dict(codes)
        self.tags = list(tags)
        self.tagged = tagged or {}
        self.known = {}

    def scope_in(self, text):
        """(the scope a text says, [(what is wrong, which words)]); {} where anything is."""
        text = self.without_label(without_tick(unicodedata.normalize("NFKC", text).strip()))
        text = NAMED_FOR.sub("", APPLIES.sub("", ONLY.sub("", text)))
        if match := BOTH_SAID.match(text):
            return self.of_both(match["names"], match["others"], text)
        if match := NOT_IN.match(text):
            return self.all_except(match["names"], text, match["others"] or "")
        joined = "".join(text.split())
        if match := OF_A_SORT.match(joined):
            return self.listed(self.of_sort(match[1] or match[2])), []
        if counted := COUNTED.match(joined):
            return self.counted(set(self.codes.values()), counted)
        if EVERYWHERE.match(joined):
            return everywhere(), []
        for pattern in EXCEPT:
            if match := pattern.match(text):
                whole = match.groupdict().get("whole") or ""
                return self.all_except(match["names"], text, match["rest"], whole)
        return self.of_names(text)

    def without_label(self, text):
        """A text without what it calls the townships that it lists."""
        labelled = LABELLED.match(text)
        if labelled and self.township(labelled["label"]) is None:
            return text[labelled.end() :]
        return text

    def of_both(self, names, others, text):
        """The scope of 乡镇适用，街道不适用, where together these are all townships."""
        included, wrong = self.reached(*self.names_in(names, text))
        excepted, wrong_others = self.reached(*self.names_in(others, text))
        if wrong or wrong_others:
            return {}, [*wrong, *wrong_others]
        if included != set(self.codes.values()) - excepted:
            return {}, [(NO_PLACE, text)]
        return self.listed(included), []

    def of_sort(self, word):
        """The codes of all townships of a sort: 街道, 镇, 乡; 乡镇 are all that are no 街道."""
        if word in TOWNS:
            return {code for name, code in self.codes.items() if not name.endswith("街道")}
        return {code for name, code in self.codes.items() if name.endswith(word)}

    def all_except(self, names, text, rest="", whole=""):
        """The scope around an exception without it; all townships, where no more is said."""
        codes = set(self.codes.values())
        excepted, wrong = self.reached(*self.names_in(names, text))
        counted = COUNTED.match("".join(rest.split()))
        for around in (whole.removeprefix(self.county), "" if counted else rest):
            bare = around.strip(AROUND)
            if not wrong and (OF_A_SORT.match(bare) or not ALL_OTHERS.match(bare)):
                scope, wrong = self.scope_in(bare)
                codes &= self.in_scope(scope)
        if wrong:
            return {}, wrong
        codes -= excepted
        return self.counted(codes, counted) if counted else (self.listed(codes), [])

    def in_scope(self, scope):
        """The codes of the townships that a scope reaches; of all, where it names none."""
        tagged = [self.tagged.get(tag, set()) for tag in scope.get("tags", ())]
        return set(scope.get("townships", ())).union(*tagged) or set(self.codes.values())

    def counted(self, codes, counted):
        """The scope of these townships, where a text says that they are so many."""
        if number_of(counted["count"]) != len(codes):
            return {}, [(OTHER_COUNT, counted[0])]
        return self.listed(codes), []

    def is_known(self, text):
        """Whether a text says a scope and every word of it is known."""
        if text not in self.known:
            self.known[text] = len(text) <= LONGEST and bool(self.scope_in(text)[0])
        return self.known[text]

    def names_some(self, text):
        """The same of a text that names townships or types, and not simply all of them."""
        return self.is_known(text) and not says_everywhere(text)

    def are_whole_names(self, text):
        """Whether a text says no more than names of townships, each in full."""
        names = [name for name in SEPARATOR.split(text) if name]
        return bool(names) and all(name in self.codes for name in names)

    def of_names(self, text):
        names, wrong = self.names_in(text, text)
        if len(names) == 1 and names[0] in SORTS:
            wrong = [(NO_SUCH_PLACE.format(text), text)]  # it may be said of all townships
        tags = [self.tag(name) for name in names]
        if names and all(tags) and not wrong:
            return scope_content(Scope.TAGGED, tags=list(dict.fromkeys(tags))), []
        codes, wrong = self.reached(names, wrong)
        if wrong:
            return {}, wrong
        return scope_content(Scope.LISTED, townships=sorted(codes)), []

    def names_in(self, text, whole):
        """(names, what is wrong): a text that ends in 等 may mean others than those named."""
        text = text.strip().strip("()（）")
        others = AND_OTHERS.search(text)
        if others:
            text = text[: others.start()]
        names = [name for name in SEPARATOR.split(text) if name]
        if others and len(names) != number_of(others[1] or ""):
            return names, [(NOT_ALL, whole)]
        return self.without_their_count(names, whole)

    def without_their_count(self, names, whole):
        """(names, what is wrong) where the last one says how many they are: 石桥、白水两镇."""
        counted = SO_MANY.search(names[-1]) if names else None
        if not counted or self.township(names[-1]):
            return names, []
        if number_of(counted["count"]) != len(names):
            return names, [(OTHER_COUNT, whole)]
        return [*names[:-1], names[-1][: counted.start()]], []

    def reached(self, names, wrong):
        """(the codes of the townships that names reach, what is wrong with them)"""
        if wrong:
            return set(), wrong
        if not names:
            return set(), [(NO_PLACE, "")]
        codes, unknown = set(), []
        for written in names:
            name = TICK.sub("", written) or written
            if code := self.township(name):
                codes.add(code)
            elif tag := self.tag(name):
                codes |= self.tagged.get(tag, set())
            elif name in SORTS:
                codes |= self.of_sort(name)
            else:
                unknown.append((NO_SUCH_PLACE.format(name), name))
        return codes, unknown

    def township(self, name):
        """A township's code by its name, with the county's before it or its last word off."""
        name = CODE_BEFORE.sub("", "".join(name.split())).removeprefix(self.county)
        if name in self.codes.values():
            return name
        if name in self.codes:
            return self.codes[name]
        bare = DESCRIBED.sub("", name)
        if bare in self.codes:
            return self.codes[bare]
        if len(name) < 2:
            return None
        whole_name = re.compile(rf"{re.escape(name)}{TOWNSHIP_ENDING}")
        codes = [code for known, code in self.codes.items() if whole_name.fullmatch(known)]
        return codes[0] if len(codes) == 1 else None

    def tag(self, name):
        """The type a name means (山区, 山区乡镇); not what is left of a township's whole name."""
        if name in self.tags:
            return name
        if "".join(name.split()).removeprefix(self.county) in self.codes:
            return ""
        bare = TAG_ENDING.sub("", name)
        return bare if bare in self.tags else ""

    def listed(self, codes):
        codes = sorted(codes)
        if len(codes) == len({*self.codes.values()}):
            return everywhere()
        return scope_content(Scope.LISTED, townships=codes)


def scope_content(scope, tags=(), townships=()):
    return {"scope": scope, "tags": list(tags), "townships": list(townships)}


def everywhere():
    return scope_content(Scope.ALL)


def says_everywhere(text):
    """Whether a text says no more than that an item applies everywhere: 全县, √（各乡镇均适用）."""
    bare = without_tick(unicodedata.normalize("NFKC", text).strip())
    return bool(EVERYWHERE.match("".join(bare.split())))


def only_names(text):
    """Whether a text says no more than names: neither all of a kind nor all but some."""
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    is_more = says_everywhere(text) or OF_A_SORT.match(bare) or NOT_IN.match(bare)
    return bool(bare) and not is_more and not any(pattern.match(text) for pattern in EXCEPT)


def without_tick(text):
    """A text without the tick before it and the brackets around the rest: √（各乡镇均适用）."""
    bare = TICK.sub("", text)
    if bare != text and (inside := IN_BRACKETS.match(bare)):
        return inside[1]
    return bare or text
