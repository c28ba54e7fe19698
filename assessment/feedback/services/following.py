"""What the number and the code open: how far the matter is, its answer, and opening it again."""

from django.db import transaction
from django.utils.crypto import constant_time_compare

from assessment.models import Feedback, FeedbackAction
from assessment.models.feedback import LEAST_NUMBER, LONGEST_WORDS, NUMBERS, digest_of_code
from dutylist.history.texts import clean_text
from dutylist.organizations.models import User
from dutylist.rest.values import Wrong, as_text
from dutylist.workflow.engine import perform
from dutylist.workflow.refusals import Invalid, NotFound

from .limiting import count_sending

LONGEST_CODE = 48
NONE_SUCH = "编号或者查询码不对，请核对后重新输入。"


def is_number(number):
    """Whether a feedback may have this number: it has eight digits."""
    return LEAST_NUMBER <= number < LEAST_NUMBER + NUMBERS


def feedback_of(number, code):
    """The feedback that a number and its code open; else NotFound, which of the two is not said."""
    if not isinstance(code, str) or len(code) > LONGEST_CODE:
        raise NotFound(NONE_SUCH)
    if not is_number(number):
        raise NotFound(NONE_SUCH)
    feedback = Feedback.objects.with_units().filter(pk=number).first()
    digest = digest_of_code(code)
    if feedback is None or not constant_time_compare(digest, feedback.code_digest):
        raise NotFound(NONE_SUCH)
    return feedback


def citizen_json(feedback):
    """What the citizen is told: how far it is, and the answer."""
    return {
        "number": feedback.pk,
        "status": feedback.status,
        "status_label": feedback.status_label,
        "received_on": feedback.received_on.isoformat(),
        "answer": feedback.answer,
        "answered_on": feedback.answered_on and feedback.answered_on.isoformat(),
    }


def reopen_by_citizen(number, code, text, *, address=None):
    """Opens a matter again that is over, for who has the code and says why: -> the feedback."""
    feedback = feedback_of(number, code)
    try:
        reason = clean_text(as_text(text or ""))
    except Wrong as wrong:
        raise Invalid({"reason": str(wrong)}) from None
    if not reason:
        raise Invalid({"reason": "请写明还有什么没有解决。"})
    if len(reason) > LONGEST_WORDS:
        raise Invalid({"reason": f"共{len(reason)}字，最多{LONGEST_WORDS}字。"})
    with transaction.atomic():
        system = User.objects.system()
        perform(feedback, FeedbackAction.REOPEN, by=system, reason=f"群众凭查询码：{reason}")
        count_sending(address)
    return feedback
