"""What the page of a request shows of the time after the decision: its end, the review, and what
goes on from it.
"""

from django.urls import reverse
from django.utils.http import urlencode

from access_control.models import ChangeRequest, Channel, ReviewAnswer
from access_control.requests.services.ending import IN_THE_LIST
from access_control.requests.services.reviews import answers_of, is_recording, items_of, review_of

RENEWABLE = ("in_force", "reviewed", "lapsed", "ended")


def after_of(subject, user):
    """What is shown beside the request once it is in force; little more than nothing before."""
    shown = {"follows": seen_of(user, pk=subject.follows_id), "followed_by": ()}
    if subject.in_force_on is None:
        return shown
    answers = ReviewAnswer.objects.visible_to(user).filter(request=subject)
    answers = list(answers.select_related("township").order_by("pk"))
    own = list(answers_of(subject, user))
    is_over = subject.status not in IN_THE_LIST
    return shown | {
        "followed_by": list(seen_of(user, follows=subject.pk)),
        "answers": answers,
        "silent": sum(1 for answer in answers if answer.is_silent),
        "review": review_of(subject),
        "records": subject.is_reviewing and is_recording(subject, user),
        "owes_a_line": subject.is_reviewing and any(answer.is_silent for answer in own),
        "complaint": address_of_complaint(subject, own),
        "ends_on": subject.ends_on,
        "is_over": is_over,
        "renewal": address_of_renewal(subject, user),
    }


def seen_of(user, **which):
    if None in which.values():
        return ()
    return ChangeRequest.objects.visible_to(user).filter(**which).order_by("pk")


def address_of_complaint(subject, own):
    """Where a township to which the promised support did not come asks for an adjustment."""
    let_down = any(answer.support_kept in ("no", "partly") for answer in own)
    item = items_of(subject).first() if let_down else None
    if item is None:
        return ""
    asked = {"code": item.code, "circumstance": "support_failed"}
    return f"{reverse('desk:request-new')}?{urlencode(asked)}"


def address_of_renewal(subject, user):
    """Where the applicant asks anew for what runs out: nothing goes on by itself."""
    is_temporary = subject.channel == Channel.TEMPORARY and subject.status in RENEWABLE
    if not is_temporary or not subject.is_of_unit(user):
        return ""
    return f"{reverse('desk:request-new')}?{urlencode({'follows': subject.pk})}"
