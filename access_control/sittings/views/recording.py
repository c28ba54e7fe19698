"""The results of a whole sitting on one page, written once."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from access_control.models import (
    Body,
    ChangeRequest,
    Opinion,
    RequestFinding,
    SittingAction,
    SittingStatus,
    Stance,
)
from access_control.models.rounds import last_of_each_unit
from access_control.requests.amended_texts import amendable_texts, box_of
from access_control.requests.paths import policy_of
from access_control.requests.services.bodies import bodies_owed
from access_control.requests.services.settling import concerns, consents
from access_control.sittings import moves  # noqa: F401 (names the flow)
from access_control.sittings.forms import SCOPE, Reach, ResultsForm, stem_of
from access_control.sittings.services.recording_results import Matter as MatterOfAgenda
from access_control.sittings.services.recording_results import matters_of
from access_control.sittings.sittings_json import changes_decided
from dutylist.organizations.words import words_for
from dutylist.staff.pages import desk_form
from dutylist.workflow.attached import attachment_keeper
from dutylist.workflow.engine import refusal, whose_turn
from dutylist.workflow.panels import Moves
from items.entry.lookup import Lookup
from items.models import ProposedChange
from items.register.comparison import compare
from items.register.places import frame

from .seen import sitting_seen

MOST_SHOWN = 100


class Recording(Moves):
    """The one move of this page, with a box for the result of each change."""

    def __init__(self, sitting, user):
        super().__init__(sitting, user, only=(SittingAction.RECORD,))
        self.matters = matters_asked(sitting)
        self.edition = sitting.edition if sitting.has_edition_to_decide else None
        self.reach = Reach(Lookup(sitting.county))

    def form(self, choice, data=None, files=None):
        return ResultsForm(
            data,
            files,
            choice=choice,
            attachments=attachment_keeper().choices_of(self.subject, self.user),
            initial={"expect": self.subject.version, "held_on": planned_day(self.subject)},
            matters=self.matters,
            edition=self.edition,
            reach=self.reach,
        )


def matters_asked(sitting):
    """What the page asks about; once it is recorded what was asked, so that a second recorder's
    typing stays on the page.
    """
    if sitting.status == SittingStatus.OPEN:
        return matters_of(sitting)
    lines = sitting.agenda.exclude(decision=None)
    return [MatterOfAgenda(line, changes_decided(line)) for line in lines]


def planned_day(sitting):
    """The day on which it was to be held, once that has come."""
    day = sitting.planned_on
    if day is None or day > timezone.localdate():
        return None
    return day.isoformat()


@dataclass
class ChangeToDecide:
    """One change on the page: its number in the request, its boxes, and the texts side by side."""

    number: int
    change: ProposedChange
    outcome: object
    text: object
    texts: list
    scope: object  # the box of the townships it is settled to be for; None where there is no item
    notes: list  # what the sitting should know: who disagrees, what the office keeps with a reason
    is_open: bool = False  # whether the texts are unfolded: one was changed or is refused
    comparison: object = None  # what stands and what is proposed


@dataclass
class ShownMatter:
    """One request on the page, and what becomes of it where it passes."""

    request: ChangeRequest
    what_then: str
    asked: list


@desk_form
def results(http, pk):
    sitting = sitting_seen(http, pk)
    recording, status = Recording(sitting, http.user), 200
    if http.method == "POST":
        form, status = recording.make(http)
        if form is None:
            return redirect(sitting)
        sitting = sitting_seen(http, pk)
    else:
        form = first_form(recording, sitting, http.user)
    context = frame(http, sitting.county) | {
        "counties": (),
        "sitting": sitting,
        "turn": whose_turn(sitting),
        "is_open": sitting.status == SittingStatus.OPEN,
        "form": form,
        "facts": [form[name] for name in form.fields if is_of_sitting(name)],
        "matters": compared(asked_of(sitting, recording.matters, form), sitting, http.user),
        "edition": recording.edition,
        "edition_changes": edition_changes(recording.edition, http.user),
        "edition_box": form["edition-outcome"] if recording.edition else None,
    }
    return render(http, "sittings/results.html", context, status=status)


def first_form(recording, sitting, user):
    """The empty form; 404 for whoever does not record this sitting now."""
    if refusal(sitting, SittingAction.RECORD, user):
        raise Http404
    panels = recording.panels(list(sitting.decisions))
    return panels[0].form


def is_of_sitting(name):
    return not name.startswith(("result-", "edition-")) and name != "expect"


def asked_of(sitting, matters, form):
    """[`ShownMatter`] of the page; the boxes are those of the form."""
    owed = bodies_owed([matter.line.request for matter in matters])
    cleared_first = policy_of(sitting).value("clear_before_effect")
    notes = notes_of(sitting, matters)
    shown = []
    for matter in matters:
        request = matter.line.request
        asked = [asked_change(request, change, form, notes) for change in matter.changes]
        bodies = owed[request.pk].get(matter.changes[0], [])
        words = what_then(bodies, is_cleared_first=cleared_first.get(request.channel))
        shown.append(ShownMatter(request, words, asked))
    return shown


def compared(matters, sitting, user):
    """The matters with what each change alters: whoever records the results sees that first."""
    asked = []
    for matter in matters:
        asked += matter.asked
    words = words_for(sitting.county)
    comparisons = compare([one.change for one in asked], sitting.county, words, user)
    for one, comparison in zip(asked, comparisons, strict=True):
        one.comparison = comparison
    return matters


def edition_changes(edition, user):
    """What an edition changes in the list, side by side."""
    if edition is None or not edition.revision_id:
        return []
    rows = edition.revision.changes.pending().select_related("item", "change_set__county")
    words = words_for(edition.county)
    return compare(rows.order_by("pk")[:MOST_SHOWN], edition.county, words, user)


def asked_change(request, change, form, notes):
    stem = stem_of(change)
    texts = [
        (label, before, form[f"{stem}-{box_of(path)}"])
        for path, label, before in amendable_texts(change)
    ]
    changed = any(box.errors or box.value() != before for _label, before, box in texts)
    scope = None
    if f"{stem}-{SCOPE}" in form.fields:
        scope = form[f"{stem}-{SCOPE}"]
        changed = changed or scope.errors or set(scope.value() or ()) != set(scope.initial)
    is_open = form.is_bound and bool(changed)
    outcome, text = form[f"{stem}-outcome"], form[f"{stem}-text"]
    number, told = request.number_of(change), notes[change.pk]
    return ChangeToDecide(number, change, outcome, text, texts, scope, told, is_open)


def notes_of(sitting, matters):
    """{change pk: [a sentence]}: which units have not agreed to a change that still reaches them,
    and what the office keeps in spite of a finding.
    """
    requests = [matter.line.request_id for matter in matters]
    policy, lookup = policy_of(sitting), Lookup(sitting.county)
    opinions = opinions_of_each(requests)
    kept = kept_of_each(requests)
    notes = {}
    for matter in matters:
        for change in matter.changes:
            told = []
            for opinion in opinions.get(matter.line.request_id, ()):
                if not concerns(opinion, change, lookup) or consents(opinion, change, policy):
                    continue
                told.append(f"{opinion.unit.name}{said_of(opinion, change)}")
            notes[change.pk] = [f"分歧：{'、'.join(told)}"] if told else []
            notes[change.pk] += kept.get(change.pk, ())
    return notes


def opinions_of_each(requests):
    """{request pk: the last opinion of each unit}"""
    rows = Opinion.objects.filter(request__in=requests).select_related("department", "township")
    by_request = {}
    for opinion in rows.order_by("round", "pk"):
        by_request.setdefault(opinion.request_id, []).append(opinion)
    return {pk: last_of_each_unit(opinions) for pk, opinions in by_request.items()}


def kept_of_each(requests):
    """{change pk: [what is kept with a reason]}"""
    rows = RequestFinding.objects.filter(request__in=requests).exclude(override_reason="")
    kept = {}
    for finding in rows.order_by("pk"):
        sentence = f"保留提示：{finding.sentence}理由：{finding.override_reason}"
        kept.setdefault(finding.change_id, []).append(sentence)
    return kept


def said_of(opinion, change):
    """What a unit says of a change, in a word; silence is said to be silence."""
    return dict(Stance.choices).get(opinion.stance_on(change), opinion.stance_label)


def what_then(bodies, *, is_cleared_first):
    """What becomes of a change that passes here, where these bodies still decide on it."""
    if len(bodies) > 1:
        return f"通过的，再提请{Body(bodies[1]).label}审定。"
    if is_cleared_first:
        return "通过的，报上级审核同意以后写入清单。"
    return "通过的，即写入清单，随下一版次或者增补页公布。"
