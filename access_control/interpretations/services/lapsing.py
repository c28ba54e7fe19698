"""Interpretations lapse with the wording: when the list that is in force says something else than
it did when they were confirmed.
"""

from django.utils import timezone

from access_control.interpretations.wording import wording_in
from access_control.models import Interpretation, InterpretationAction, InterpretationStatus
from dutylist.organizations.models import User
from dutylist.workflow.engine import perform
from dutylist.workflow.refusals import NotDue
from items.published.lists import county_list

from .telling import tell_clerks, tell_unit

REASON = "清单的表述已经调整，释义随之失效。"


def changed_interpretations(on, county=None):
    """The confirmed ones of a county, or of all, of which the list in force on a day says something
    else by now.
    """
    rows = Interpretation.objects.filter(status=InterpretationStatus.CONFIRMED)
    if county:
        rows = rows.filter(county=county)
    lists, changed = {}, []
    for row in rows.select_related("county__parent", "item").order_by("county", "pk"):
        code = row.county.code
        if code not in lists:
            lists[code] = county_list(code, on)
        if wording_in(lists[code], row) != row.wording:
            changed.append(row)
    return changed


def lapse(interpretation, at=None):
    """Ends one whose wording has changed; made by the system account."""
    system = User.objects.system()
    interpretation.has_other_wording = True
    perform(interpretation, InterpretationAction.LAPSE, by=system, reason=REASON, at=at)


def lapse_changed(county):
    """Ends what no longer fits the list in force today: -> how many."""
    changed = changed_interpretations(timezone.localdate(), county)
    for interpretation in changed:
        lapse(interpretation)
    return len(changed)


def require_changed(interpretation):
    """Nobody ends one by hand: it is found when the list is published, and daily."""
    if not interpretation.has_other_wording:
        raise NotDue("清单的表述没有变化，释义继续有效。")


def after_lapse(interpretation, decision, facts):
    title = f"清单表述已调整，释义失效，可以按新表述重新确认：{interpretation}"
    tell_clerks(interpretation, decision, title)
    tell_unit(interpretation, decision, f"清单表述已调整，释义失效：{interpretation}")
