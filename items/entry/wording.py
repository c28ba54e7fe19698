"""The content of an item as an official reads it: each field one text, in the words of its county."""

from dutylist.history.days import day_words
from dutylist.organizations.models import Region
from items.models import Kind, Power, ProposedChange, ResponsibilityRole, Scope, SupportPromise

from .content import EMPTY, LABELS

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
        read = getattr(self, f"read_{field}", None)
        return read(value) if read else str(value or "")

    def label(self, field):
        return self.words.get({"scope": "head_scope"}.get(field, ""), LABELS[field])

    def scope(self, content):
        if not content.get("kind"):
            return ""
        kind = content.get("scope", "all")
        listed = content.get("tags" if kind == "tagged" else "townships") or []
        names = "、".join(self.names.get(name, name) for name in listed)
        return self.words[f"scope_{kind}"] + (f"：{names}" if names and kind != "all" else "")

    def read_kind(self, value):
        return self.words[f"kind_{value}"] if value else ""

    def read_position(self, value):
        return str(value)

    def read_public(self, value):
        return "主动公开" if value else "不予公开"

    def read_secrecy_review(self, value):
        return (
            f"{value['result']}（{value['reviewer']}，{day_words(value['on'])}）" if value else ""
        )

    def read_responsibilities(self, rows):
        return "\n".join(self._department(row) for row in rows)

    def _department(self, row):
        office = f"（{row['internal_office']}）" if row["internal_office"] else ""
        lines = [
            f"{ResponsibilityRole(row['role']).label}：{row['department']}{office}",
            row["duty"],
            row["method"],
        ]
        if row["transition_on"]:
            lines.append(f"交接期限：{day_words(row['transition_on'])}")
        return "\n".join(filter(None, lines))

    def read_bases(self, rows):
        number = "（{document_number}）".format
        return "\n".join(
            f"《{row['act']}》{number(**row) if row['document_number'] else ''}{row['article']}"
            for row in rows
        )

    def read_power(self, value):
        if not value:
            return ""
        said = [
            Power.Type(value["type"]).label,
            Power.Origin(value["origin"]).label,
            value["document_number"],
        ]
        said += [f"至{day_words(value['until'])}" if value["until"] else "", value["original_body"]]
        return "，".join(filter(None, map(str, said)))

    def read_variants(self, rows):
        return "\n".join(
            "、".join(self.names.get(code, code) for code in row["townships"])
            + "："
            + "；".join(filter(None, (row["name"], row["township_duty"])))
            for row in rows
        )

    def read_support(self, rows):
        return "\n".join(
            "，".join(
                filter(
                    None,
                    (
                        f"{SupportPromise.Kind(row['kind']).label}：{row['promise']}",
                        row["amount"],
                        day_words(row["due_on"]),
                    ),
                )
            )
            for row in rows
        )

    def read_procedure(self, steps):
        return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))

    def read_starts_on(self, value):
        return day_words(value)

    def read_ends_on(self, value):
        return day_words(value)


# The record shows a content as it reads.
ProposedChange.history_shown |= {"then": content_text, "proposed": content_text}
