"""A form that could not be saved gives back what was typed.

What was sent is kept in the person's own session: until the same person has logged in again, or
comes back to the form. The form's address then answers as if the form had been sent, except that
nothing is written: whatever verb it comes to is refused, and the page shows the form with what was
typed, as after any refusal. Of whom nobody knows, nothing is kept: what was typed travels with the
page on which the person logs in.
"""

import copy
import html
import time
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core import signing
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.cache import patch_cache_control
from django.utils.datastructures import MultiValueDict

from dutylist.history.reading_only import nothing_written
from dutylist.history.refusals import Refusal

KEPT = "typed_forms"
KEPT_SECONDS = 3600
LONGEST = 500_000  # signs of all that was typed; more is shown to be copied instead
MOST_KEPT = 8  # forms of one browser; the oldest goes first
SECRETS = {
    "typed",
    "csrfmiddlewaretoken",
    "password",
    "old_password",
    "new_password",
    "again",
    "next",
}
MARKS = {"shown", "opened"}  # what a form says of itself
ACCOUNT, CODE = "/account/", "code"
SHOWN_STATUS = {200, 403, 409, 412, 422}
OF_THE_FORM = {409, 412, 422}  # the form's own page says what is wrong
NO_FORM = {403, 404, 405}  # nothing there for this person
FOR_PROGRAMS = "/api/"
PARCEL = "typed"
# Why a form is kept: shown to the person, or only found again by who goes back to it.
OVER, LOST, REFUSED = "over", "lost", "refused"
WITHOUT_PERSON = ("/desk/off-list/", "/desk/satisfaction/")  # who wrote is never kept beside it


class NotSavedYet(Refusal):
    """What was typed before the log-in is shown again; it is for the person to send it."""

    code = "not_saved_yet"


def typed_fields(request):
    """[(name, values)] of what was sent, without secrets."""
    secrets = {*SECRETS, CODE} if request.path.startswith(ACCOUNT) else SECRETS
    return [(name, values) for name, values in request.POST.lists() if name not in secrets]


def texts_of(fields):
    """What a person wrote: no codes of choices, no numbers."""
    texts = []
    for name, values in fields:
        if name in MARKS:
            continue
        for text in values:
            text = text.strip()
            if text and (not text.isascii() or " " in text):
                texts.append(text)
    return texts


def keep(request, user_id, why=OVER):
    """Keeps what was sent for this person in the session of this browser: -> whether it was."""
    fields = typed_fields(request)
    if not fields or user_id is None or length_of(fields) > LONGEST:
        return False
    address = request.get_full_path()
    others = [kept for kept in kept_forms(request) if kept["address"] != address]
    others = others[1 - MOST_KEPT :]
    while sum(length_of(kept["fields"]) for kept in others) + length_of(fields) > LONGEST:
        del others[0]
    kept = {
        "user": user_id,
        "address": address,
        "page": page_of_form(request),
        "fields": fields,
        "had_files": bool(request.FILES),
        "at": time.time(),
        "why": why,
    }
    request.session[KEPT] = [*others, kept]
    request.has_kept = True
    return True


def length_of(fields):
    return sum(len(text) for _name, values in fields for text in values)


def page_of_form(request):
    """The address of the page that held the form: "" where the browser does not say."""
    referer = urlsplit(request.headers.get("Referer", ""))
    if referer.netloc != request.get_host():
        return ""
    return referer._replace(scheme="", netloc="", fragment="").geturl()


def kept_forms(request):
    """What this browser keeps and is not too old, the oldest first."""
    fresh = []
    for kept in request.session.get(KEPT, ()):
        if time.time() - kept["at"] <= KEPT_SECONDS:
            fresh.append(kept)
    return fresh


def person_of(request):
    """The number of the person for whom this browser keeps something, or None."""
    forms = kept_forms(request)
    if forms:
        return forms[-1]["user"]
    return None


def is_kept(request):
    return bool(kept_forms(request))


def set_kept(request, forms):
    if forms:
        request.session[KEPT] = forms
    else:
        request.session.pop(KEPT, None)


def forget(request):
    """The form at this address went through: what was kept of it is no longer wanted."""
    if KEPT not in request.session:
        return
    address = request.get_full_path()
    forms = kept_forms(request)
    left = [kept for kept in forms if kept["address"] != address]
    if len(left) < len(forms):
        set_kept(request, left)


def take(request):
    """What this person typed at this address and could not save, once; else None."""
    if KEPT not in request.session or request.method != "GET":
        return None
    mine = [kept for kept in kept_forms(request) if kept["user"] == request.user.pk]
    address = request.get_full_path()
    chosen = None
    for kept in mine:
        if address in (kept["address"], kept["page"]):
            chosen = kept
    left = [kept for kept in mine if kept is not chosen]
    is_elsewhere = chosen is not None and chosen["address"] != address
    if is_elsewhere:
        left.append(chosen)
    if len(left) < len(request.session[KEPT]):
        set_kept(request, left)
    request.unsaved_forms = [kept for kept in left if kept["why"] != REFUSED]
    return chosen


def shown_again(request, kept, get_response):
    """The form's own page with what was typed; where the address has no such page, the texts to
    copy.
    """
    if kept["address"] != request.get_full_path():
        return HttpResponseRedirect(kept["address"])  # the page sends its form elsewhere
    fields, asked = kept["fields"], copy.copy(request)
    texts = texts_of(fields)
    response = answer_unwritten(request, kept, get_response)
    if response.status_code in SHOWN_STATUS and holds(response, texts):
        response.status_code = 200
        return response
    if not texts or kept["why"] == REFUSED:
        return get_response(asked)
    sentence = "登录已结束，刚才提交的内容没有保存，这一步现在不能恢复原来的表单。"
    return to_copy(request, texts, sentence, kept["address"], status=200)


def answer_unwritten(request, kept, get_response):
    """What the address answers to the form when nothing may be written."""
    request.method = "POST"
    request.POST = sent_again(kept["fields"])
    request._files = MultiValueDict()
    # It was checked when the form was sent, before it was kept.
    request.csrf_processing_done = True
    request.given_back = kept
    with nothing_written(NotSavedYet("内容尚未保存，请核对后提交。")):
        return get_response(request)


def answered(request, response):
    """The answer to a form that a person sent. What is not saved is kept, for who goes back to the
    form; an error without the form shows it to be copied, with the way back to the form.
    """
    if request.path.startswith(FOR_PROGRAMS):
        return response
    if getattr(request, "has_kept", False) or getattr(request, "is_from_elsewhere", False):
        return response
    if response.status_code < 400:
        forget(request)
        return response
    try:
        texts = texts_of(typed_fields(request))
    except (BadRequest, SuspiciousOperation):
        return response  # what was sent cannot be read
    is_shown, status = holds(response, texts), response.status_code
    if not texts and status in NO_FORM:
        return response
    why = REFUSED if is_shown else LOST
    is_private = request.path.startswith(WITHOUT_PERSON)
    has_been_kept = not is_private and keep(request, request.user.pk, why)
    if has_been_kept and status >= 500:
        request.session.save(False)  # after an answer like that nobody else saves it
    if is_shown or status in OF_THE_FORM:
        return response
    sentence = getattr(request, "said", "") or "这一步没有办成，提交的内容没有保存。"
    place = request.get_full_path()
    return to_copy(request, texts, sentence, place, status, has_been_kept=has_been_kept)


# ---- whose check against foreign sites failed ----


def is_from_here(request):
    """Whether the browser says that the form stood on a page of this site."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    sent_from = urlsplit(origin)
    if sent_from.scheme not in ("http", "https"):
        return False
    return sent_from.netloc == request.get_host()


def after_failed_check(request):
    """The answer to a form of our own whose mark is out of date (logged in again in another window,
    cookies gone), nothing of it being carried out; None where it is not certain to be ours.
    """
    if request.method != "POST" or not is_from_here(request):
        request.is_from_elsewhere = True
        return None
    address = request.get_full_path()
    if request.path.startswith(settings.LOGIN_URL):
        return HttpResponseRedirect(address)
    user = request.user
    if user.is_authenticated:
        texts = texts_of(typed_fields(request))
        if keep(request, user.pk) or not texts:
            return HttpResponseRedirect(address)
        return to_copy(request, texts, OUT_OF_DATE, address, status=403)
    return for_a_stranger(request)


OUT_OF_DATE = "页面打开以后，登录状态有变化，提交的内容没有保存。"


def for_a_stranger(request):
    """A public form with what was typed; in front of a door, the log-in that brings it along."""
    fields = typed_fields(request)
    kept = {"fields": fields, "had_files": bool(request.FILES)}
    try:
        view, positional, named = resolve(request.path_info)

        def get_response(request):
            response = view(request, *positional, **named)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
            return response

        response = answer_unwritten(request, kept, get_response)
    except (Refusal, BadRequest, PermissionDenied, Http404, Resolver404):
        response = None
    if response is not None and response.status_code in SHOWN_STATUS:
        response.status_code = 403
        return response
    return with_log_in(request, fields)


def with_log_in(request, fields, sentence="没有登录，或者登录已经失效，提交的内容没有保存。"):
    """The texts and the log-in on one page: what was typed goes along with the log-in, nothing of
    it is kept before. None where nothing was typed.
    """
    texts = texts_of(fields)
    if not texts:
        return None
    request.given_back = None  # these are texts, not the form
    context = {
        "texts": texts,
        "sentence": sentence,
        "next": request.get_full_path(),
        "place": "",
        "is_kept": False,
        "parcel": parcel_of(request, fields),
    }
    if not context["parcel"]:
        context["place"] = f"{settings.LOGIN_URL}?{urlencode({'next': context['next']}, safe='/')}"
    response = render(request, "accounts/given_back.html", context, status=403)
    patch_cache_control(response, no_store=True, private=True)
    return response


def parcel_of(request, fields):
    """What was typed, sealed, for a hidden field: "" where it is too long."""
    if not fields or length_of(fields) > LONGEST:
        return ""
    parcel = {
        "address": request.get_full_path(),
        "page": page_of_form(request),
        "fields": fields,
        "had_files": bool(request.FILES),
    }
    return signing.dumps(parcel, salt=PARCEL, compress=True)


def unpack(request, user):
    """After the right password: what the log-in brought along is kept for who gave it."""
    try:
        parcel = signing.loads(request.POST.get(PARCEL, ""), salt=PARCEL, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return
    kept = {**parcel, "user": user.pk, "at": time.time(), "why": OVER}
    set_kept(request, [*kept_forms(request)[1 - MOST_KEPT :], kept])


def sent_again(fields):
    data = QueryDict(mutable=True)
    for name, values in fields:
        data.setlist(name, values)
    data._mutable = False
    return data


def holds(response, texts):
    """Whether a page shows everything that was typed."""
    if response.streaming:
        return False
    page = plain(html.unescape(response.content.decode(errors="replace")))
    return all(plain(text) in page for text in texts)


def plain(text):
    """Without what a text box does to the ends of lines."""
    return text.replace("\r\n", "\n")


def to_copy(request, texts, sentence, place, status, *, has_been_kept=False):
    """The texts on a page of their own, to be copied; those that are kept stand in their form again
    when its address is opened.
    """
    request.given_back = None
    context = {
        "texts": texts,
        "sentence": sentence,
        "place": place,
        "is_kept": has_been_kept,
        "parcel": "",
    }
    response = render(request, "accounts/given_back.html", context, status=status)
    patch_cache_control(response, no_store=True, private=True)
    return response
