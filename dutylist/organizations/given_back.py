"""A form whose session is over gives back what was typed.

What was sent is kept in the visitor's own session until the same person has logged in again. The
form's address then answers as if the form had been sent, except that nothing is written: whatever
verb it comes to is refused, and the page shows the form with what was typed, as after any refusal.
"""

import html
import time

from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.datastructures import MultiValueDict

from dutylist.history.reading_only import nothing_written
from dutylist.history.refusals import Refusal

KEPT = "typed_form"
KEPT_SECONDS = 3600
LONGEST = 500_000  # signs of all that was typed; more is shown to be copied instead
SECRETS = {"csrfmiddlewaretoken", "password", "old_password", "new_password", "again", "next"}
ACCOUNT, CODE = "/account/", "code"
SHOWN_STATUS = {200, 403, 409, 412, 422}
FOR_PROGRAMS = "/api/"


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
    for _name, values in fields:
        for text in values:
            text = text.strip()
            if text and (not text.isascii() or " " in text):
                texts.append(text)
    return texts


def keep(request, user_id):
    """Keeps what was sent for this person in the session of this browser: -> whether it was."""
    fields = typed_fields(request)
    length = sum(len(text) for _name, values in fields for text in values)
    if not fields or user_id is None or length > LONGEST:
        return False
    request.session[KEPT] = {
        "user": user_id,
        "address": request.get_full_path(),
        "fields": fields,
        "had_files": bool(request.FILES),
        "at": time.time(),
    }
    return True


def is_kept(request):
    return KEPT in request.session


def take(request):
    """What this person typed at this address before the session was over, once; else None."""
    kept = request.session.get(KEPT)
    if kept is None or request.method != "GET":
        return None
    is_stale = time.time() - kept["at"] > KEPT_SECONDS
    if kept["user"] != request.user.pk or is_stale:
        del request.session[KEPT]
        return None
    if kept["address"] != request.get_full_path():
        return None
    del request.session[KEPT]
    return kept


def shown_again(request, kept, get_response):
    """The form's own page with what was typed; where the address has no such page, the texts to
    copy.
    """
    fields = kept["fields"]
    texts = texts_of(fields)
    request.method = "POST"
    request.POST = sent_again(fields)
    request._files = MultiValueDict()
    # It was checked when the form was sent, before it was kept.
    request.csrf_processing_done = True
    request.given_back = kept
    refusal = NotSavedYet("内容尚未保存，请核对后提交。")
    with nothing_written(refusal):
        response = get_response(request)
    if response.status_code in SHOWN_STATUS and holds(response, texts):
        response.status_code = 200
        return response
    if not texts:
        return HttpResponseRedirect(kept["address"])
    sentence = "登录已结束，刚才提交的内容没有保存，这一步现在不能恢复原来的表单。"
    return to_copy(request, texts, sentence, kept["address"], status=200)


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


def to_copy(request, texts, sentence, place, status):
    """The texts on a page of their own, to be copied."""
    context = {"texts": texts, "sentence": sentence, "place": place}
    response = render(request, "accounts/given_back.html", context, status=status)
    patch_cache_control(response, no_store=True, private=True)
    return response
