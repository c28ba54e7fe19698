"""What the summary channel (简易调整) may change: articles, names after a reform, methods, internal
offices; nothing that anybody would have to be asked about.
"""

from dutylist.workflow.refusals import Invalid
from items.entry.content import changed_fields
from items.models import ProposedChange

FIELDS = ("bases", "responsibilities")
OF_DEPARTMENTS = ("department", "collective", "internal_office", "method", "transition_on")
OF_BASES = ("document_number", "article")
SENTENCE = (
    "简易调整只限于依据条款、机构改革后的名称、内设机构和工作方式，其他内容请通过动态调整申请。"
)


def require_summary(change):
    """Refuses a change of any other field, at its path."""
    if change.op != ProposedChange.Op.REVISE:
        raise Invalid({"op": SENTENCE}, code="not_summary")
    fields = changed_fields(change.then, change.proposed)
    others = [name for name in fields if name not in FIELDS]
    if others:
        raise Invalid({f"item.{name}": SENTENCE for name in others}, code="not_summary")
    wrong = [
        *other_members("responsibilities", OF_DEPARTMENTS, change),
        *other_members("bases", OF_BASES, change),
    ]
    if wrong:
        raise Invalid(dict.fromkeys(wrong, SENTENCE), code="not_summary")


def other_members(name, allowed, change):
    """The paths of members of a part that differ and may not."""
    before, after = change.then[name], change.proposed[name]
    if len(before) != len(after):
        yield f"item.{name}"
        return
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        for member, value in new.items():
            if member not in allowed and value != old.get(member):
                yield f"item.{name}.{number}.{member}"
