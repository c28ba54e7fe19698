"""What a colleague saved meanwhile, beside what is typed on the sheet of an application."""

from dataclasses import dataclass

from access_control.models import ChangeRequest
from dutylist.history.models import Batch

from .application_sheets import draft_form, draft_only
from .seen import request_seen


@dataclass
class Conflict:
    """What a colleague saved meanwhile, where it differs from what is typed here."""

    who: str
    version: int
    lines: list


def conflict_of(http, sheet):
    subject = request_seen(http, sheet.subject.pk)
    # An empty form of what is saved now knows what stands in each box.
    saved = draft_form(draft_only(http, subject), None, None)
    lines = []
    for name, box in sheet.form.fields.items():
        if name not in saved.fields or name not in sheet.form.data or box.widget.is_hidden:
            continue
        theirs, mine = chosen_text(saved[name]), chosen_text(sheet.form[name])
        if theirs != mine and (mine or name != "title"):
            lines.append((box.label, theirs or "（空）"))
    return Conflict(last_writer(subject, http.user), subject.version, lines)


def chosen_text(box):
    """What stands in a box, or the words of what is chosen there."""
    value = box.value() or ""
    words = {str(code): word for code, word in getattr(box.field.widget, "choices", ())}
    if isinstance(value, list | tuple):
        return "、".join(words.get(one, one) for one in value)
    text = str(value).replace("\r\n", "\n").strip()
    return words.get(text, text) if text else ""


def last_writer(subject, user):
    """Who saved last and when, as far as this person may read it."""
    last = ChangeRequest.history.filter(id=subject.pk).order_by("-history_id").first()
    batch = Batch.objects.readable_by(user).defer("body").filter(pk=last and last.batch).first()
    return f"{batch.actor_name}（{batch.at_words}）" if batch else ""
