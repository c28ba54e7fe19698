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

# The record shows a content as it reads.
ProposedChange.history_shown |= dict.fromkeys(("then", "proposed", "final"), content_text)
