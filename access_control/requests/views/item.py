"""One item of the list on the desk, for the units that answer for it: what it says, and the way to
ask that it be altered.
"""

from django.http import Http404
from django.shortcuts import render

from access_control.models import ChangeRequest
from access_control.models.request_readers import known_items
from access_control.models.request_states import UNDECIDED
from access_control.requests.page_panels import item_panels
from dutylist.organizations.record_readers import reads_counties
from dutylist.staff.pages import desk_page
from items.entry.content import content_of
from items.entry.fields import EMPTY
from items.entry.wording import Wording
from items.models import DutyItem, ProposedChange
from items.register.places import frame

from .seen import units_to_apply_for

# What the scope says with its kind, and what is the office's own.
NOT_SHOWN = ("tags", "townships", "secrecy_review", "position", "kind", "name")


@desk_page
def item(http, code):
    """An item that this person knows: published, or of his own units."""
    rows = DutyItem.objects.filter(known_items(http.user), code=code).current()
    subject = rows.select_related("county").first()
    if subject is None:
        raise Http404
    context = frame(http, subject.county) | {
        "counties": (),
        "item": subject,
        "facts": facts_of(subject),
        "own_requests": own_requests(subject, http.user),
        "asks": what_may_be_asked(subject, http.user),
        "reads_counties": reads_counties(http.user),
        "made_by": requests_applied(subject, http.user),
        "page_panels": item_panels(subject, http.user),
    }
    return render(http, "requests/item.html", context)


def requests_applied(subject, user):
    """The requests that brought the item into the list or altered it, of those this person sees."""
    changes = ProposedChange.objects.applied().filter(change_set__county=subject.county)
    sets = set()
    for change in changes.only("change_set_id", "item_id", "made"):
        if change.item_id == subject.pk or subject.code in change.made:
            sets.add(change.change_set_id)
    return ChangeRequest.objects.visible_to(user).filter(change_set__in=sets).order_by("pk")


def facts_of(subject):
    """[(label, text)] of what the item says."""
    content, wording = content_of(subject), Wording(subject.county)
    facts = []
    for name in EMPTY:
        text = wording.text(content, name)
        if text and name not in NOT_SHOWN:
            facts.append((wording.label(name), text))
    return facts


def what_may_be_asked(subject, user):
    """What the button says; "" for whoever applies for no unit of the county."""
    kinds = {unit.kind for county, unit in units_to_apply_for(user) if county == subject.county}
    if not kinds:
        return ""
    return "承接不了，申请调整" if kinds == {"township"} else "申请调整"


def own_requests(subject, user):
    """The requests of his own units about the item, on which nothing is decided yet."""
    rows = ChangeRequest.objects.visible_to(user).of_applicant(user).filter(status__in=UNDECIDED)
    changes = subject.proposed_changes.pending().values("change_set")
    return rows.filter(change_set__in=changes).order_by("-pk")
