"""What the clerk owes after the register has changed: a supplement is asked for while the register
holds more than the newest document, a new edition where no list stands any more.

The step waits as a to-do beside the edition's own turn; it is asked again each day, because a
reform of departments or an end by date changes the register too.
"""

from django.db.models import Q

from dutylist.notices.models import ToDo
from dutylist.notices.services import open_todo, set_aside
from dutylist.organizations.roles import Role
from items.editions.documents import standing_document
from items.models import Edition, EditionAction, EditionStatus

from .publishing import supplement_was_asked_for, waiting_for_supplement

# Of an edition on its way these carry the register as it stands; nothing need be asked beside them.
CARRYING = (EditionStatus.AWAITING_SITTING, EditionStatus.APPROVED)
UNDER_WAY = (EditionStatus.DRAFTING, *CARRYING)
FLOW = Edition.flow_name
SUPPLEMENT = EditionAction.REQUEST_SUPPLEMENT.label
ANEW = "起草新的版次"


def ask_to_follow_up(county):
    """Asks the county's clerk for what follows from the register as it stands, once, and for
    nothing that was settled since: -> whether anything is owed. What is owed no more nobody did: it
    is closed and names nobody.
    """
    wanted = step_owed(county)
    asked = ToDo.objects.filter(flow=FLOW, county=county, role=Role.CLERK).open()
    asked = asked.filter(Q(title__startswith=SUPPLEMENT) | Q(title__startswith=ANEW))
    if wanted is None:
        set_aside(asked)
        return False
    edition, title = wanted
    set_aside(asked.exclude(subject_id=edition.pk, title=title))
    if not asked.exists():
        open_todo(
            flow=FLOW,
            subject_id=edition.pk,
            title=title,
            url=edition.get_absolute_url(),
            role=Role.CLERK,
            county_id=county.pk,
        )
    return True


def after_move(edition, decision, facts):
    ask_to_follow_up(edition.county)


def step_owed(county):
    """(edition, title) of the step that the clerk owes beside the turns of the flow, or None."""
    editions = Edition.objects.filter(county=county).select_related("county")
    if editions.filter(status__in=CARRYING).exists():
        return None
    document = standing_document(county)
    if document is None:
        return drafting_owed(editions)
    edition = editions.get(pk=document.edition_id)
    if edition.status != EditionStatus.PUBLISHED or supplement_was_asked_for(edition):
        return None
    if not waiting_for_supplement(edition):
        return None
    return edition, f"{SUPPLEMENT}：{edition}"


def drafting_owed(editions):
    """Where every list was revoked a new one is drafted."""
    if editions.filter(status__in=UNDER_WAY).exists():
        return None
    revoked = editions.filter(status=EditionStatus.REVOKED).order_by("-number").first()
    if revoked is None:
        return None
    return revoked, f"{ANEW}：{revoked}已撤销，没有现行有效的清单"
