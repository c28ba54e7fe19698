"""What the moves of an interpretation ask and keep: the answer, the second person's confirmation
for today's wording, and who is told.
"""

from django.utils import timezone

from access_control.interpretations.wording import wording_in
from access_control.models import InterpretationKind
from access_control.models.interpretations import LONGEST_ANSWER, LONGEST_QUESTION
from dutylist.workflow.refusals import Invalid, NotPossible
from items.models import DutyItem
from items.published.lists import county_list

from .telling import tell_unit

NO_ITEM = "清单里没有这一编码的事项，应为现行清单中的11位事项编码。"


def check_answer(interpretation, facts):
    """Refuses every fault of the answer at once."""
    faults = {}
    require_length(facts, "text", LONGEST_ANSWER, faults)
    require_length(facts, "question", LONGEST_QUESTION, faults)
    kind = facts.get("kind") or ""
    if kind and kind not in InterpretationKind.values:
        faults["kind"] = f"可填：{'、'.join(InterpretationKind.values)}；只作说明的，不填。"
    item = interpretation.item
    if code := facts.get("item"):
        item = listed_item(interpretation.county, code)
        if item is None:
            faults["item"] = NO_ITEM
    elif kind == InterpretationKind.OURS and item is None:
        faults["item"] = "结论为属于清单事项的，请填写事项编码。"
    if names_who_asks(interpretation, facts):
        faults["question"] = (
            f"问题里写有提问单位“{interpretation.unit.name}”，对外公布前请改写；不公布的，选不公布。"
        )
    if faults:
        raise Invalid(faults)


def require_length(facts, name, longest, faults):
    text = facts.get(name) or ""
    if len(text) > longest:
        faults[name] = f"共{len(text)}字，最多{longest}字。"


def names_who_asks(interpretation, facts):
    """Whether the question, as it would be published, gives away which unit asked."""
    if facts.get("internal"):
        return False
    question = facts.get("question") or interpretation.question
    return interpretation.unit.name in question


def listed_item(county, code):
    """The item of this code that the county's public list holds today, or None: of another,
    who asked need not know.
    """
    published = county_list(county.code)
    if published is None or published.find(code) is None:
        return None
    return DutyItem.objects.current().of_county(county).filter(code=code).first()


def apply_answer(interpretation, facts):
    interpretation.text = facts["text"]
    interpretation.kind = facts.get("kind") or ""
    interpretation.is_public = not facts.get("internal")
    interpretation.confirmed_on, interpretation.wording = None, ""
    if question := facts.get("question"):
        interpretation.question = question
    if code := facts.get("item"):
        interpretation.item = listed_item(interpretation.county, code)


def require_listed(interpretation):
    """What left the list is not confirmed for it."""
    item = interpretation.item
    if item and not DutyItem.objects.current().filter(pk=item.pk).exists():
        raise NotPossible(f"“{item.name}”已不在清单内，请重新答复或者撤回。")


def apply_confirm(interpretation, facts):
    """It holds for what the list says today."""
    today = timezone.localdate()
    published = county_list(interpretation.county.code, today)
    interpretation.wording = wording_in(published, interpretation)
    interpretation.confirmed_on = today


def after_confirm(interpretation, decision, facts):
    tell_unit(interpretation, decision, f"清单释义已经答复：{interpretation}")


def after_withdraw(interpretation, decision, facts):
    if not interpretation.is_of(decision.by):
        tell_unit(interpretation, decision, f"清单释义已撤回：{interpretation}")
