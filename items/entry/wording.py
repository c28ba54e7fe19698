"""The content of an item as an official reads it: each field one text, in the words of its county."""

from dutylist.history.days import day_words
from dutylist.organizations.models import Region
from items.models import Kind, ProposedChange, ResponsibilityRole, Scope

from .fields import EMPTY, FIELD, LABELS
from .types import Group, Rows

# A scope is one thing to a reader, three fields to the register.
SCOPE = ("scope", "tags", "townships")
# What is said where no county's own words are at hand.
PLAIN = {f"kind_{kind}": kind.label for kind in Kind} | {
    f"scope_{scope}": scope.label for scope in Scope
}


def content_text(value):
    """A content, or several of a split, as lines of what they say, in no county's own words; empty
    for none.
    """
    if isinstance(value, list):
        return "\n\n".join(map(content_text, value))
    if not value:
        return ""
    plain = Wording()
    said = [
        (plain.label(field), plain.text(value, field)) for field in EMPTY if field not in SCOPE[1:]
    ]
    return "\n".join(f"{label}：{text}" for label, text in said if text)


class Wording:
    """The words of one county, read once: `text(content, field)` is what a reader sees of a field."""

    def __init__(self, county=None, words=None):
        self.words = words or PLAIN
        townships = (
            Region.objects.filter(parent=county, level="township")
            if county
            else Region.objects.none()
        )
        self.names = dict(townships.values_list("code", "name"))

    def text(self, content, field):
        """The field as text; empty where it says nothing."""
        if field == "scope":
            return self.scope(content)
        value = content.get(field, EMPTY[field])
        if field == "kind":
            return self.words[f"kind_{value}"] if value else ""
        kind = FIELD[field].type
        if isinstance(kind, Rows):
            return "\n".join(self.part(field, row) for row in value)
        if isinstance(kind, Group):
            return self.part(field, value) if value else ""
        return kind.worded(value)

    def label(self, field):
        return self.words.get({"scope": "head_scope"}.get(field, ""), LABELS[field])

    def scope(self, content):
        if not content.get("kind"):
            return ""
        kind = content.get("scope", "all")
        listed = content.get("tags" if kind == "tagged" else "townships") or []
        names = "、".join(self.names.get(name, name) for name in listed)
        return self.words[f"scope_{kind}"] + (f"：{names}" if names and kind != "all" else "")

    def part(self, field, part):
        """One row of a part, or one group: in its own order of words where it has one, and what
        that does not say with its label.
        """
        lead, said = LEADS[field](self, part)
        rest = [
            f"{member.label}：{text}"
            for member in FIELD[field].type.members
            if member.name not in said and (text := member.type.worded(part.get(member.name)))
        ]
        return SEPARATORS.get(field, "\n").join([*filter(None, lead), *rest])

    def department(self, row):
        office = f"（{row['internal_office']}）" if row["internal_office"] else ""
        named = f"{ResponsibilityRole(row['role']).label}：{row['department']}{office}"
        said = ("role", "department", "collective", "internal_office", "duty", "method")
        return [named, row["duty"], row["method"]], said

    def basis(self, row):
        number = f"（{row['document_number']}）" if row["document_number"] else ""
        named = f"《{row['act']}》{number}{row['article']}"
        return [named], ("act", "document_number", "article")

    def power(self, power):
        members = {member.name: member.type for member in FIELD["power"].type.members}
        said = [members[name].worded(power[name]) for name in ("type", "origin", "document_number")]
        until = f"至{day_words(power['until'])}" if power["until"] else ""
        return [*said, until, power["original_body"]], tuple(members)

    def review(self, review):
        signed = f"（{review['reviewer']}，{day_words(review['on'])}）"
        return [review["result"] + signed], ("reviewer", "on", "result")

    def variant(self, row):
        places = "、".join(self.names.get(code, code) for code in row["townships"])
        wording = "；".join(filter(None, (row["name"], row["township_duty"])))
        return [f"{places}：{wording}"], ("townships", "name", "township_duty")

    def promise(self, row):
        kind = FIELD["support"].type.members[0].type.worded(row["kind"])
        said = [f"{kind}：{row['promise']}", row["amount"], day_words(row["due_on"])]
        return said, ("kind", "promise", "amount", "due_on")


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

# The record shows a content as it reads.
ProposedChange.history_shown |= dict.fromkeys(("then", "proposed", "final"), content_text)
