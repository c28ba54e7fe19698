"""Indicators of two departments that measure the same thing: within a scheme, and within the
schemes of the county's year that are handed in.
"""

from dataclasses import dataclass

from assessment.models import Indicator, SchemeStatus
from items.entry.essence import essence
from items.meaning.nearness import Compared, judged
from items.meaning.of_items import WAY
from items.meaning.vectors import is_available, vectors_of

# How alike two indicators of one item are that measure the same, by meaning too and by words alone.
OF_ONE_ITEM, OF_ONE_ITEM_BY_WORDS = 0.12, 0.25
OF_NONE = 0.9  # the same of two that have no item in common
HANDED_IN = (SchemeStatus.SUBMITTED, SchemeStatus.APPROVED)
# One item may hold several matters: two of one line, each with its own office, are no twins.
CONTRASTS = (
    (
        "安全生产",
        "消防",
        "燃气",
        "食品",
        "药品",
        "交通",
        "森林",
        "农机",
        "校园",
        "自建房",
        "危化",
        "烟花",
    ),
    ("田长", "林长", "河长", "河湖长", "路长", "街长"),
    ("耕地", "森林", "林地", "草原", "河", "大气", "空气", "土壤"),
    ("党的建设", "党建", "廉政", "意识形态", "统战", "宗教"),
    ("发展党员", "党员教育", "党费"),
    ("养老", "老年", "残疾", "儿童", "退役军人", "妇女"),
    ("低保", "特困", "临时救助"),
    ("就业", "创业"),
    ("宣传", "处置", "救援"),
    ("征兵", "民兵", "国防"),
    ("文化", "体育"),
    ("工会", "共青团", "妇联"),
)


@dataclass
class Other:
    """An indicator that another one is held against; `words` say in a sentence which it is."""

    name: str
    text: str
    lead: str
    codes: set
    words: str


def own_words(indicator):
    lead = f"（{indicator.lead}）" if indicator.lead else ""
    return f"第{indicator.number}项“{indicator.name}”{lead}"


def others_of_the_year(scheme):
    """The indicators of the other schemes of the year; of what is not approved yet only the owner
    is named.
    """
    rows = Indicator.objects.filter(
        scheme__county=scheme.county, scheme__year=scheme.year, scheme__status__in=HANDED_IN
    )
    rows = rows.exclude(scheme=scheme.pk).select_related("scheme__department", "scheme__county")
    others = []
    for row in rows.order_by("pk"):
        owner = row.scheme.owner_name
        words = f"{owner}已报审方案中的一项指标"
        if row.scheme.status == SchemeStatus.APPROVED:
            words = f"《{row.scheme.title}》第{row.number}项“{row.name}”"
        codes = {suggestion["code"] for suggestion in row.suggested[:1]}
        lead = row.lead or owner
        others.append(Other(row.name, row.text, lead, set(row.items or codes), words))
    return others


def twins_of(scheme, ties):
    """[(indicator, words of the other)]: of two within the scheme the later one is named."""
    mine, found = [], []
    if not scheme.indicators:
        return found
    for one in scheme.indicators:
        codes = {entry["code"] for entry in ties[one.number].entries}
        lead = one.lead or (scheme.owner.name if scheme.owner else "")
        mine.append(Other(one.name, one.text, lead, codes, own_words(one)))
    elsewhere = others_of_the_year(scheme)
    alike, by_meaning = likeness(mine, [*mine, *elsewhere])
    for place, one in enumerate(mine):
        others = [*mine[:place], *elsewhere]
        columns = [*range(place), *range(len(mine), len(mine) + len(elsewhere))]
        for column, other in zip(columns, others, strict=True):
            if are_twins(one, other, alike[place, column], by_meaning=by_meaning[place, column]):
                found.append((scheme.indicators[place], other.words))
                break
    return found


def likeness(mine, others):
    """(how sure it is that two are the same work, whether that is by meaning too): of both a row
    for each of the own ones.
    """
    here, there = compared(mine), compared(others)
    texts = []
    for one in (*here, *there):
        texts += [one.name, one.whole]
    vectors = vectors_of(texts, compute=True, way=WAY) if is_available() else {}
    score, _is_near, by_meaning = judged(here, there, vectors)
    return score, by_meaning


def compared(rows):
    found = []
    for number, row in enumerate(rows):
        whole = "。".join(filter(None, (row.name, row.text)))
        found.append(Compared(number, row.name, whole))
    return found


def are_twins(one, other, sure, *, by_meaning=True):
    if not one.lead or not other.lead or one.lead == other.lead:
        return False
    if essence(one.name) == essence(other.name):
        return True
    if is_contrast(one.name, other.name):
        return False
    if not one.codes & other.codes:
        return sure >= OF_NONE
    return sure >= (OF_ONE_ITEM if by_meaning else OF_ONE_ITEM_BY_WORDS)


def is_contrast(name, other):
    """Whether two names are of different matters of one line."""
    for words in CONTRASTS:
        mine = {word for word in words if word in name}
        theirs = {word for word in words if word in other}
        if mine and theirs and not mine & theirs:
            return True
    return False
