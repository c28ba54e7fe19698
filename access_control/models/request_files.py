"""Which files of a request a person does not see although he sees the request."""

from django.db.models import Exists, OuterRef, Q, Subquery

from dutylist.attachments.models import Attachment
from dutylist.organizations.roles import Role
from dutylist.organizations.standing import standing_of
from dutylist.workflow.models import Decision

from .request_readers import of_unit, requests_read_whole
from .request_states import RequestAction, RequestStatus


def sealed_papers_kept_from(user, requests):
    """A sealed original that came in since units were asked is what one unit said: others do not
    see it before it is sent, nor where they do not read what it said.
    """
    opinions = requests._meta.get_field("opinions").related_model.objects
    asking = Q(target_status=RequestStatus.CONSULTING) | Q(action=RequestAction.OPEN_REVIEW)
    asked = decisions_on_attached(requests).filter(asking, at__lt=OuterRef("uploaded_at"))
    came_in = files_of(requests, user).filter(Exists(asked), kind="paper")
    lines = requests._meta.get_field("review_answers").related_model.objects
    read = opinions.visible_to(user).exclude(paper=None).values("paper")
    read_later = lines.visible_to(user).exclude(paper=None).values("paper")
    theirs = came_in.exclude(pk__in=read).exclude(pk__in=read_later)
    return theirs.exclude(subject_id__in=requests_read_whole(user, requests))


def files_not_handed_in(user, requests):
    """What the unit attached since its request was returned is its own until it submits again."""
    decisions = decisions_on_attached(requests)
    submitted = decisions.filter(action=RequestAction.SUBMIT, at__gte=OuterRef("uploaded_at"))
    before = decisions.filter(
        action__in=(RequestAction.RETURN, RequestAction.SUBMIT), at__lt=OuterRef("uploaded_at")
    )
    last_before = before.order_by("-at", "-pk").values("action")[:1]
    # After it is taken back as well: it was never handed in.
    audited = Q(county__in=standing_of(user).county_ids(Role.AUDITOR))
    own = requests.objects.filter(of_unit(user) | Q(drawn_up_by=user.pk) | audited)
    added = files_of(requests, user).alias(last_before=Subquery(last_before))
    added = added.filter(~Exists(submitted), last_before=RequestAction.RETURN)
    return added.exclude(subject_id__in=own.values("pk"))


def files_of(requests, user):
    """The files of requests that others than this person attached."""
    return Attachment.objects.filter(flow=requests.flow_name).exclude(uploaded_by=user.pk)


def decisions_on_attached(requests):
    """The decisions on the request of an attachment, in a query of attachments."""
    return Decision.objects.filter(flow=requests.flow_name, subject_id=OuterRef("subject_id"))
