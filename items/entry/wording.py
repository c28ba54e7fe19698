"""The content of an item as an official reads it: each field one text, in the words of its
county.
"""

from dutylist.history.days import day_words
from dutylist.history.reading import once_while_reading
from dutylist.organizations.models import Region
from items.models import Kind, ProposedChange, ResponsibilityRole, Scope

from .fields import EMPTY, FIELD, LABELS
from .types import Group, Rows

# A scope is one thing to a reader, three fields to the register.
SCOPE = ("scope", "tags", "townships")
# What is said where no county's own words are at hand.
PLAIN = {}
for kind in Kind:
    PLAIN[f"kind_{kind}"] = kind.label
for scope in Scope:
    PLAIN[f"scope_{scope}"] = scope.label


@once_while_reading
def names_of_townships():
    """{code: name} of all townships, those too that are no more."""
    townships = Region.objects.filter(level="township").order_by("valid_from")
    return dict(townships.values_list("code", "name"))


def content_text(value):
    """A content, or several of a split, as lines of what they say, in no county's own words; empty
    for none.
    """
    if isinstance(value, list):
        return "\n\n".join(map(content_text, value))
    if not value:
        return ""
    plain, lines = Wording(), []
    if value.get("townships") or value.get("variants"):
        plain.names = names_of_townships()
    for field in EMPTY:
        if field not in SCOPE[1:] and (text := plain.text(value, field)):
            lines.append(f"{plain.label(field)}：{text}")
    return "\n".join(lines)


class Wording:
    """The words of one county, read once: `text(content, field)` is what a reader sees of a
    field.
    """

    def __init__(self, county=None, words=None):
        self.words = words or PLAIN
        townships = Region.objects.none()
        if county:
            townships = Region.objects.filter(parent=county, level="township")
        self.names = dict(townships.values_list("code", "name"))

    def text(self, content, field):
        """The field as text; empty where it says nothing."""
        if field == "scope":
            return self.scope(content)
        value = content.get(field, EMPTY[field])
        kind = FIELD[field].type
        if isinstance(kind, Rows):
            return "\n".join(self.part(field, row) for row in value)
        is_group = isinstance(kind, Group)
        if not value and (is_group or field == "kind"):
            return ""
        if field == "kind":
            return self.words[f"kind_{value}"]
        if is_group:
            return self.part(field, value)
        return kind.worded(value)

    def label(self, field):
        return self.words.get({"scope": "head_scope"}.get(field, ""), LABELS[field])

    def scope(self, content):
        if not content.get("kind"):
            return ""
        kind = content.get("scope", "all")
        words = self.words[f"scope_{kind}"]
        if kind == "all":
            return words
        listed = content.get("tags" if kind == "tagged" else "townships") or []
        if not listed:
            return words
        names = "、".join(self.names.get(name, name) for name in listed)
        return f"{words}：{names}"

    def part(self, field, part):
        """One row of a part, or one group: in its own order of words where it has one, and what
        that does not say with its label.
        """
        lead, worded = LEADS[field](self, part)
        texts = [text for text in lead if text]
        for member in FIELD[field].type.members:
            if member.name not in worded and (text := member.type.worded(part.get(member.name))):
                texts.append(f"{member.label}：{text}")
        return SEPARATORS.get(field, "\n").join(texts)

    def department(self, row):
        named = f"{ResponsibilityRole(row['role']).label}：{row['department']}"
        if row["internal_office"]:
            named += f"（{row['internal_office']}）"
        worded = ("role", "department", "collective", "internal_office", "duty", "method")
        return [named, row["duty"], row["method"]], worded

    def basis(self, row):
        named = f"《{row['act']}》"
        if row["document_number"]:
            named += f"（{row['document_number']}）"
        return [named + row["article"]], ("act", "document_number", "article")

    def power(self, power):
        members = {member.name: member.type for member in FIELD["power"].type.members}
        texts = [
            members[name].worded(power[name]) for name in ("type", "origin", "document_number")
        ]
        if power["until"]:
            texts.append(f"至{day_words(power['until'])}")
        return [*texts, power["original_body"]], tuple(members)

    def review(self, review):
        signed = f"（{review['reviewer']}，{day_words(review['on'])}）"
        return [review["result"] + signed], ("reviewer", "on", "result")

    def variant(self, row):
        places = "、".join(self.names.get(code, code) for code in row["townships"])
        wording = "；".join(filter(None, (row["name"], row["township_duty"])))
        return [f"{places}：{wording}"], ("townships", "name", "township_duty")

    def promise(self, row):
        kind = FIELD["support"].type.members[0].type.worded(row["kind"])
        texts = [f"{kind}：{row['promise']}", row["amount"], day_words(row["due_on"])]
        return texts, ("kind", "promise", "amount", "due_on")


# How a part begins: ([texts], the members they say).
LEADS = {
    "responsibilities": Wording.department,
    "bases": Wording.basis,
    "power": Wording.power,
    "secrecy_review": Wording.review,
    "variants": Wording.variant,
    "support": Wording.promise,
}
SEPARATORS = {"power": "，", "support": "，"}


def compared_contents(name, before, after):
    """How the record tells a content of a proposed change: only what differs, of a new one between
    what stood and what is proposed, later between one proposal and the next; [(label, old, new)].
    None for other fields, and where there is no other side.
    """
    if name not in CONTENTS:
        return None
    if before is not None:
        return differing(before[name], after[name])
    if name == "then":
        return []  # what is proposed is told against it; what is cancelled is named by its item
    if after["then"] is None or after[name] is None:
        return None
    return differing(after["then"], after[name])


def differing(old, new):
    """[(label, old, new)] of two contents, or of one and the parts of a split; None where only one
    side is there.
    """
    if isinstance(new, list):
        return differing_parts(old, new)
    if not isinstance(old, dict) or not isinstance(new, dict):
        return None
    plain = Wording()
    if any(content.get("townships") or content.get("variants") for content in (old, new)):
        plain.names = names_of_townships()
    rows = []
    for field in EMPTY:
        if field in SCOPE[1:]:
            continue
        texts = plain.text(old, field), plain.text(new, field)
        if texts[0] != texts[1]:
            rows.append((plain.label(field), *texts))
    return rows


def differing_parts(old, parts):
    """The same of a split; each part against the one of its place, or against what is split."""
    rows = []
    for number, part in enumerate(parts, 1):
        base = old
        if isinstance(old, list):
            base = old[number - 1] if number <= len(old) else None
        told = differing(base, part)
        if told is None:
            return None
        for label, before, after in told:
            rows.append((f"第{number}项{label}", before, after))
    return rows


# The record shows a content as it reads, and of two what differs.
CONTENTS = ("then", "proposed", "final")
ProposedChange.history_shown |= dict.fromkeys(CONTENTS, content_text)
ProposedChange.history_compared = staticmethod(compared_contents)
