"""Feedback is received: from a citizen without an account, or written down by the clerk from a
call, a letter or a visit.
"""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from assessment.models import Feedback, FeedbackChannel, FeedbackKind
from assessment.models.feedback import (
    LONGEST_CONTACT,
    LONGEST_WORDS,
    digest_of_code,
    new_code,
    new_number,
)
from assessment.models.off_list_reports import receipt_of_mark
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.organizations.models import CountyPolicy, Region, User
from dutylist.organizations.places_asked import county_among, own_counties
from dutylist.organizations.roles import Role
from dutylist.organizations.words import staffing_office_of
from dutylist.rest.members import require_members
from dutylist.rest.values import Wrong, as_bool, as_text
from dutylist.workflow.calendar import add_working_days
from dutylist.workflow.engine import begin
from dutylist.workflow.refusals import Invalid, NotAllowed
from items.published.lists import counties_published, documents_of_county

from .limiting import count_sending
from .telling import tell_clerks

MEMBERS = (
    *("county", "township", "item", "kind", "text", "contact", "satisfied"),
    "channel",
)
LONGEST = {"text": LONGEST_WORDS, "contact": LONGEST_CONTACT}
LABELS = {"text": "要说的内容", "contact": "联系方式"}


def receive_feedback(told, *, by=None, address=None, source="form", mark=""):
    """Keeps what a citizen says: -> (the `Feedback`, the code that goes with its number). The code
    is told once and nowhere kept.

    `told` has `MEMBERS`. What comes by the web names nobody, whoever is signed in, and is counted
    by `address`; a call, a letter or a visit is written down by a clerk (`by`). Every fault is
    named at its own path. What was sent already under the `mark` of a form is found, not sent
    again. Raises Invalid, NotAllowed, TooMany.
    """
    require_members(told, MEMBERS)
    channel = channel_told(told)
    if channel == FeedbackChannel.WEB:
        county, account = county_of_citizen(told), User.objects.system()
        recorder = AnonymousUser()
    else:
        county, account = county_of_clerk(told, by), by
        recorder = by
    feedback = feedback_told(told, county)
    feedback.channel = channel
    code = receipt_of_mark("feedback-form", mark) if mark else new_code()
    feedback.code_digest = digest_of_code(code)
    feedback.received_on = timezone.localdate()
    days = feedback.clock_days("feedback_accept_days")
    feedback.due_on = add_working_days(feedback.received_on, days)
    options = {"county": county.code, "audience": feedback.audience()}
    with recording(by=recorder, source=source, **options):
        CountyPolicy.objects.locked(county)
        if sent := Feedback.objects.filter(code_digest=feedback.code_digest).first():
            return sent, code
        if channel == FeedbackChannel.WEB:
            count_sending(address)
        feedback.pk = new_number()
        begin(feedback, by=account, source=source)
        tell_clerks(feedback, "received", f"收到{feedback}，待交办", but=account)
    return feedback, code


def channel_told(told):
    channel = told.get("channel")
    if channel in (None, ""):
        return FeedbackChannel.WEB
    if not isinstance(channel, str) or channel not in FeedbackChannel.values:
        raise Invalid({"channel": f"可填：{'、'.join(FeedbackChannel.values)}。"})
    return FeedbackChannel(channel)


def county_of_citizen(told):
    """The county that is named, of those that publish here; where only one does, that one."""
    codes = [code for code, _name in counties_published()]
    return county_among(told, Region.objects.filter(code__in=codes))


def only_clerks(county=None):
    return f"热线来电、意见箱来信和来访由{staffing_office_of(county)}经办人登记，您没有相应的角色。"


def county_of_clerk(told, by):
    """The county in which this person is clerk."""
    if by is None or not by.is_authenticated or not by.standing().has(Role.CLERK):
        raise NotAllowed(only_clerks(), code="role")
    county = county_among(told, own_counties(by).keeping_list())
    if not by.standing().has(Role.CLERK, county=county):
        raise NotAllowed(only_clerks(county), code="role")
    return county


def feedback_told(told, county):
    """The feedback of what is told, not saved; every fault of it at once."""
    errors = {}
    feedback = Feedback(county=county)
    feedback.kind = kind_told(told, errors)
    feedback.text = text_told(told, "text", errors)
    if not feedback.text and "text" not in errors:
        errors["text"] = "请写明要说的内容。"
    feedback.contact = text_told(told, "contact", errors)
    feedback.township = township_told(told, county, errors)
    feedback.item_code = item_told(told, county, errors)
    feedback.satisfied = satisfied_told(told, errors)
    if errors:
        raise Invalid(errors)
    return feedback


def kind_told(told, errors):
    kind = told.get("kind")
    if not isinstance(kind, str) or kind not in FeedbackKind.values:
        errors["kind"] = f"请选择是哪一类，可填：{'、'.join(FeedbackKind.values)}。"
    return kind


def text_told(told, name, errors):
    value = told.get(name)
    if value is None:
        return ""
    try:
        text = clean_text(as_text(value))
    except Wrong as wrong:
        errors[name] = str(wrong)
        return ""
    if len(text) > LONGEST[name]:
        errors[name] = f"共{len(text)}字，最多{LONGEST[name]}字。"
    return text


def township_told(told, county, errors):
    """The township that is named, or None."""
    code = told.get("township")
    if code in (None, ""):
        return None
    rows = Region.objects.valid().townships_of(county)
    found = rows.filter(code=code).first() if isinstance(code, str) else None
    if found is None:
        errors["township"] = f"{county.name}没有这一代码的基层单位，应为其12位代码。"
    return found


def item_told(told, county, errors):
    """The code of an item that the county has published; "" for none."""
    code = told.get("item")
    if code in (None, ""):
        return ""
    if not isinstance(code, str) or not is_published(county, code):
        errors["item"] = f"{county.name}公布的清单里没有这一编码的事项。"
        return ""
    return code


def is_published(county, code):
    """Whether a document of the county ever told everybody of this item."""
    for document in reversed(documents_of_county(county.code)):
        if document.read().find(code):
            return True
    return False


def satisfied_told(told, errors):
    value = told.get("satisfied")
    if value is None:
        return None
    try:
        return as_bool(value)
    except Wrong as wrong:
        errors["satisfied"] = str(wrong)
        return None
