"""What a unit changed in its request since it handed it in last: field by field, and change by
change.
"""

from dataclasses import dataclass, field

from access_control.models import ChangeRequest
from access_control.requests.circumstances import circumstances_of
from access_control.requests.services.submitting import as_handed_in
from dutylist.history.days import day_words
from dutylist.history.reading import text_diff
from items.entry.content import changed_fields
from items.entry.fields import EMPTY
from items.entry.wording import SCOPE, Wording
from items.models import ProposedChange

HEAD = ("title", "circumstance", "reason", "necessity", "starts_on", "ends_on", "support")
OF_THE_OFFICE = ("secrecy_review", "position")
NOTHING = "（空）"
ADDED, DROPPED = "这一条是新增加的。", "这一条已删去。"
Op = ProposedChange.Op


@dataclass
class Altered:
    """One field: what it said, and the text that it says now, marked up against that."""

    label: str
    before: str
    parts: list


@dataclass
class Difference:
    """The head of the request, or one of its changes."""

    title: str
    note: str = ""
    lines: list = field(default_factory=list)


def since_last(request, *, reads_draft, words):
    """[Difference]: for the unit, while it is returned, from what it handed in last; for
    everybody afterwards, between the last two submissions. Empty where there is no earlier one.
    """
    contents = [row.content for row in request.submissions.order_by("round")]
    if request.is_draft and contents and reads_draft:
        return differences(contents[-1], as_handed_in(request), request.county, words)
    if not request.is_draft and len(contents) > 1:
        return differences(contents[-2], contents[-1], request.county, words)
    return []


def differences(before, after, county, words):
    """[Difference] of two requests in plain values (`as_handed_in`)."""
    wording = Wording(county, words)
    found = [Difference("申请内容", lines=head_lines(before, after, county, wording))]
    earlier = {row["id"]: row for row in before["changes"]}
    later = {row["id"]: row for row in after["changes"]}
    for pk, row in later.items():
        if pk in earlier:
            found += differences_of_change(earlier[pk], row, wording)
        else:
            found.append(Difference(title_of(row), ADDED))
    for pk, row in earlier.items():
        if pk not in later:
            found.append(Difference(title_of(row), DROPPED))
    return [one for one in found if one.lines or one.note]


def head_lines(before, after, county, wording):
    names = {row.code: row.name for row in circumstances_of(county).values()}
    lines = []
    for name in HEAD:
        label = ChangeRequest._meta.get_field(name).verbose_name
        old = head_text(name, before.get(name), names, wording)
        new = head_text(name, after.get(name), names, wording)
        if old != new:
            lines.append(Altered(label, old or NOTHING, text_diff(old, new)))
    return lines


def head_text(name, value, names, wording):
    if not value:
        return ""
    if name == "circumstance":
        return names.get(value, value)
    if name == "support":
        return wording.text({"support": value}, "support")
    return day_words(value) if name.endswith("_on") else value


def differences_of_change(before, after, wording):
    """What differs in one change; in a split, in each of its parts."""
    old, new = contents_in(before), contents_in(after)
    longest = max(len(old), len(new))
    found = []
    for number in range(longest):
        named = title_of(after)
        if longest > 1:
            named = f"{named}（第{number + 1}项）"
        if number >= len(old):
            found.append(Difference(named, "这一项是新增加的。"))
        elif number >= len(new):
            found.append(Difference(named, "这一项已删去。"))
        else:
            found.append(Difference(named, lines=content_lines(old[number], new[number], wording)))
    return found


def contents_in(row):
    proposed = row["proposed"]
    if isinstance(proposed, list):
        return proposed
    return [proposed or EMPTY]


def content_lines(before, after, wording):
    lines = {}
    for key in changed_fields(before, after):
        shown = "scope" if key in SCOPE else key
        if key in OF_THE_OFFICE or shown in lines:
            continue
        old, new = wording.text(before, shown), wording.text(after, shown)
        lines[shown] = Altered(wording.label(shown), old or NOTHING, text_diff(old, new))
    return list(lines.values())


def title_of(row):
    """What a change is called: how, and of which item."""
    content = contents_in(row)[0]
    name = content["name"] or (row["then"] or EMPTY)["name"] or "（未填名称）"
    return f"{Op(row['op']).label}：{name}"
