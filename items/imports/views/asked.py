"""What a clerk asks the preview for: every state of the filters is an address."""

from dataclasses import asdict, dataclass, fields, replace

from django.utils.http import urlencode

from dutylist.history.texts import LONGEST_QUERY
from items.models import Kind

OUTCOMES = {
    "error": "错误",
    "alike": "疑似",
    "waiting": "搁置",
    "changed": "变更",
    "new": "新增",
    "absent": "缺少",
    "same": "一致",
}
SELDOM = ("waiting",)
LONGEST_TEXT = 60


@dataclass(frozen=True)
class PreviewFilters:
    """No filter set: the rows are kept together in the report of an import, not in a table."""

    show: str = ""
    kind: str = ""
    part: int = 0
    sheet: str = ""
    q: str = ""
    page: int = 1
    full: int = 0  # the row of the page whose texts are shown whole

    @classmethod
    def names(cls):
        """The parameters of an address that says all of this."""
        return [field.name for field in fields(cls)]

    @classmethod
    def from_query(cls, query):
        """What an address says, nonsense left out."""
        return cls(
            one_of(OUTCOMES, query.get("show", "")),
            one_of(Kind.values, query.get("kind", "")),
            number_of(query.get("part")),
            query.get("sheet", "")[:LONGEST_TEXT],
            query.get("q", "").strip()[:LONGEST_QUERY],
            number_of(query.get("page")) or 1,
            number_of(query.get("full")),
        )

    def within(self):
        """The filters of `report_page` other than class and page."""
        return {"kind": self.kind, "part": self.part, "sheet": self.sheet, "q": self.q}

    @property
    def narrowed(self):
        return bool(self.kind or self.part or self.sheet or self.q)

    @property
    def kept(self):
        """The filters that are set, as a form takes them along: [(name, value)]."""
        return [(name, value) for name, value in self.within().items() if value]

    def address(self, **changes):
        """The query of this state with changes; another class or filter begins at its first
        page.
        """
        if not {"page", "full"} & changes.keys():
            changes["page"] = 1
        state = asdict(replace(self, **{"full": 0, **changes}))
        if state["page"] == 1:
            del state["page"]
        return "?" + urlencode({name: value for name, value in state.items() if value})

    def around(self, page, show):
        """The addresses of the page before and the page after, "" where there is none."""
        addresses = {"previous": "", "next": ""}
        if page.has_previous:
            addresses["previous"] = self.address(show=show, page=page.number - 1)
        if page.has_next:
            addresses["next"] = self.address(show=show, page=page.number + 1)
        return addresses


def chip(name, label, count, asked, show):
    """One class to choose, with how many there are of it."""
    return {
        "name": name,
        "label": label,
        "count": count,
        "url": asked.address(show=name),
        "chosen": name == show,
    }


def one_of(values, text):
    if text in values:
        return text
    return ""


def number_of(text):
    if text and text.isascii() and text.isdecimal() and len(text) < 7:
        return int(text)
    return 0
