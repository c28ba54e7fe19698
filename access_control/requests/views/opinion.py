"""The opinion of a unit that is asked: saved in parts, sent once; from paper by the clerk."""

from dataclasses import dataclass, field
from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from access_control.models import Opinion
from access_control.requests.forms import OpinionForm, capacity_initial, opinion_initial
from access_control.requests.paths import policy_of
from access_control.requests.requests_json import shown_changes
from access_control.requests.services.consulting import changes_asked
from access_control.requests.services.opinions import give_opinion
from dutylist.organizations.roles import Role
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form
from dutylist.workflow.attached import attachment_keeper
from dutylist.workflow.calendar import days_left_words, deadline_words
from dutylist.workflow.engine import whose_turn
from dutylist.workflow.refusals import Invalid, Refusal
from items.entry.lookup import Lookup
from items.entry.wording import Wording
from items.models import ProposedChange
from items.register.comparison import compare
from items.register.places import frame

from .giving import gives_own, key_of, opinions_to_give
from .seen import request_seen
from .showing import head_of, without_notes


@takes("unit")
@desk_form
def opinion(http, pk):
    subject = request_seen(http, pk)
    to_give = opinions_to_give(subject, http.user)
    if not to_give and not was_asked(subject, http.user):
        raise Http404
    chosen = chosen_of(http, to_give)
    changes = pending_of(subject, http.user)
    if chosen is not None:
        changes = changes_asked(chosen, changes, Lookup(subject.county))
    form, status = form_of(http, subject, to_give, chosen, changes), 200
    if http.method == "POST":
        status = give(http, subject, form, chosen)
        if status == 302:
            return redirect(subject if is_sending(http) else http.get_full_path())
    return render(
        http, "requests/opinion.html", page_of(http, subject, to_give, chosen, form), status=status
    )


def was_asked(subject, user):
    """Whether a unit of this person, or the clerk for any, has had to do with opinions here."""
    if user.standing().has(Role.CLERK, county=subject.county):
        return subject.opinions.exists()
    standing = user.standing()
    asked = subject.opinions.filter(department__in=standing.department_ids())
    return asked.exists() or subject.opinions.filter(township__in=standing.township_ids()).exists()


def chosen_of(http, to_give):
    """The opinion that is named, or the only one; None while it is to be chosen."""
    asked = http.POST.get("unit") or http.GET.get("unit", "")
    for one in to_give:
        if key_of(one) == asked:
            return one
    return to_give[0] if len(to_give) == 1 else None


def pending_of(subject, user):
    changes = shown_changes(subject, user)
    return [change for change in changes if change.outcome == ProposedChange.Outcome.PENDING]


def papers_for(subject, chosen, user):
    """[(number, words)] of the scans to choose from; None for a lead, who needs none."""
    if chosen is not None and chosen.is_led_by(user):
        return None
    return attachment_keeper().choices_of(subject, user)


def form_of(http, subject, to_give, chosen, changes):
    initial = initial_of(chosen, changes, http.user) if chosen else {}
    is_township = chosen is None or bool(chosen.township_id)
    return OpinionForm(
        http.POST if http.method == "POST" else None,
        http.FILES if http.method == "POST" else None,
        action="opinion",
        initial=initial,
        units=[(key_of(one), one.unit.name) for one in to_give],
        changes=changes,
        is_township=is_township,
        papers=papers_for(subject, chosen, http.user),
    )


def initial_of(chosen, changes, user):
    """What this person has saved of it; nothing yet: what the township said of its capacity last
    time, where it is the township that answers, for a paper says what it says.
    """
    values = {"unit": key_of(chosen)}
    if is_begun(chosen, user):
        return values | opinion_initial(chosen, changes)
    if last := word_offered(chosen, user):
        values |= capacity_initial(last.capacity)
    return values


def word_offered(chosen, user):
    """What is offered to the unit itself of what it said last; None while something is saved."""
    if chosen is None or is_begun(chosen, user) or not chosen.is_of(user):
        return None
    return last_word(chosen)


def is_begun(opinion, user):
    """Whether something of it is saved, as far as this person knows."""
    return bool(opinion.by_id) and opinion.is_written_by(user)


def last_word(opinion):
    """The last opinion in which the same township answered the questions about capacity."""
    if not opinion.township_id:
        return None
    rows = Opinion.objects.sent().filter(township=opinion.township_id).exclude(pk=opinion.pk)
    for row in rows.order_by("-sent_at")[:10]:
        if any(answer is not None for answer in row.capacity.values()):
            return row
    return None


def is_sending(http):
    return http.POST.get("do") == "send"


def give(http, subject, form, chosen):
    """Saves or sends what was typed: the status of the answer."""
    if not form.is_valid() or (is_sending(http) and not form.require_every_stance()):
        return 422
    try:
        form.attach_with(partial(attachment_keeper().attach, subject, by=http.user))
    except Invalid as refused:
        form.refuse(Invalid({"paper_file": refused.sentence}, refused.code))
        return refused.status
    told = form.told(send=is_sending(http))
    try:
        told["unit"] = unit_told(form.cleaned_data["unit"])
        given, _is_first = give_opinion(subject, told, by=http.user)
    except Refusal as refused:
        form.refuse(at_boxes(refused, form))
        return refused.status
    said = "已反馈意见。" if given.sent_at else "已保存，尚未反馈。"
    messages.success(http, f"{given.unit.name}：{said}")
    return 302


def unit_told(key):
    kind, _, name = key.partition(":")
    if kind not in ("department", "township") or not name:
        raise Invalid({"unit": "请选择单位。"})
    return {kind: name}


def at_boxes(refused, form):
    """The faults of single changes at the boxes of these changes."""
    if not isinstance(refused, Invalid):
        return refused
    errors, rows = {}, form.lines()
    for path, sentence in refused.errors.items():
        parts = path.split(".")
        if parts[0] == "changes" and len(parts) > 1 and int(parts[1]) < len(rows):
            path = f"change-{rows[int(parts[1])]['change']}-stance"
        errors[path] = sentence
    return Invalid(errors, refused.code)


def page_of(http, subject, to_give, chosen, form):
    context = frame(http, subject.county) | {"counties": ()}
    last = word_offered(chosen, http.user)
    led = chosen is not None and chosen.is_led_by(http.user)
    return context | {
        "subject": subject,
        "head": head_of(subject, http.user),
        "turn": whose_turn(subject),
        "to_give": to_give,
        "chosen": chosen,
        "form": form,
        "parts": parts_of(form, subject, context["words"], http.user),
        "capacity": [(box, QUESTIONS[box.name]) for box in form.boxes_of_capacity()],
        "open_boxes": form.open_boxes(),
        "stance_so_far": form.stance_so_far(),
        "is_led": led,
        "is_recorded": bool(to_give) and not gives_own([chosen] if chosen else to_give, http.user),
        "left": reply_by(chosen.due_on) if chosen else "",
        "has_new": any(change.op == ProposedChange.Op.ADD for change in form.changes),
        "said_last": last,
        "is_open_to_all": policy_of(subject).value("opinions_open"),
    }


def reply_by(due_on):
    return f"{deadline_words(due_on)}前反馈，{days_left_words(due_on)}。"


# What each question about capacity means, below its word.
QUESTIONS = {
    "capacity-body": "有没有站、办、中心来管",
    "capacity-staff": "会不会做、够不够人",
    "capacity-power": "只巡查上报、不涉及执法的，选“有”",
    "capacity-funds": "钱从哪里来",
}
FIRST = ("township_duty", "responsibilities", "support", "scope")


@dataclass
class Part:
    """One change as the unit is asked about it: what is to be done and by whom, the rest below."""

    comparison: object
    boxes: dict
    first: list = field(default_factory=list)
    others: list = field(default_factory=list)

    @property
    def is_whole(self):
        """Whether the change is best read side by side: a merging, a split, a cancelling."""
        return self.comparison.change.op not in ("add", "revise", "scope")

    @property
    def is_new(self):
        return self.comparison.change.op == "add"


def parts_of(form, subject, words, user):
    wording, parts = Wording(subject.county, words), []
    labels = [wording.label(name) for name in FIRST]
    for comparison in compare(form.changes, subject.county, words, user):
        without_notes(comparison)
        part = Part(comparison, form.boxes_of_change(comparison.change))
        for _title, lines in comparison.blocks:
            for line in lines:
                (part.first if line.label in labels else part.others).append(line)
        part.first.sort(key=lambda line: labels.index(line.label))
        parts.append(part)
    return parts
