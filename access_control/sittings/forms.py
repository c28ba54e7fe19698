"""The forms of sittings on the desk: an agenda to tick, and all its results on one page."""

from dataclasses import dataclass

from django import forms

from access_control.models import ResultOutcome
from access_control.models.sittings import NAME_LENGTH
from access_control.requests.amended_texts import amendable_texts, box_of, item_with
from access_control.requests.services.reviewing import SITTING_OUTCOMES
from dutylist.history.offering import OneOfMany
from dutylist.staff.move_forms import MoveForm, day_field, long_field, text_field
from dutylist.workflow.fact_forms import FactsForm
from dutylist.workflow.refusals import Invalid
from items.entry.lookup import Lookup
from items.models import Scope

OUTCOMES = [(value, ResultOutcome(value).label) for value in SITTING_OUTCOMES]
SCOPE = "scope"


class AgendaForm(MoveForm):
    """The day, the name and the agenda of a sitting. `requests` and `editions` are [(number,
    words)] of what may stand on it; those that are ticked stand in the order of their numbers,
    those without one behind them as they are shown.
    """

    planned_on = day_field("拟定日期", "还没有定的可以不填。")
    title = text_field("会议名称（选填）", "例如：编委会2026年第4次会议。", NAME_LENGTH)

    def __init__(self, *args, requests=(), editions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["requests"] = forms.MultipleChoiceField(
            label="议题",
            required=False,
            choices=requests,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "所选申请已不在可列入的范围内，请刷新页面。"},
        )
        for key, words in requests:
            label = f"{words}的次序"
            self.fields[order_of(key)] = text_field(label, longest=3, inputmode="numeric", size=3)
        if editions:
            self.fields["edition"] = forms.CharField(
                label="版次（选填）",
                required=False,
                widget=OneOfMany(choices=[("", "不列入版次"), *editions]),
            )

    def clean(self):
        typed = super().clean()
        for key in typed.get("requests", ()):
            number = typed.get(order_of(key), "").strip()
            if number and not is_number(number):
                self.add_error(order_of(key), "次序请填1、2、3这样的数。")
        return typed

    @property
    def plain_boxes(self):
        """The boxes beside the agenda."""
        names = [name for name in ("planned_on", "title", "edition") if name in self.fields]
        return [self[name] for name in names]

    @property
    def lines(self):
        """[(the box to tick, the box of its place)] of what may stand on the agenda."""
        return [(box, self[order_of(box.data["value"])]) for box in self["requests"]]

    def told(self):
        typed = self.cleaned_data
        told = {"planned_on": typed["planned_on"] or None, "title": typed["title"]}
        told["requests"] = [int(key) for key in self.in_order(typed["requests"])]
        told["edition"] = None
        edition = typed.get("edition", "")
        if is_number(edition):
            told["edition"] = int(edition)
        return told

    def in_order(self, keys):
        numbered = [key for key in keys if self.cleaned_data[order_of(key)].strip()]
        numbered.sort(key=lambda key: int(self.cleaned_data[order_of(key)]))
        return [*numbered, *(key for key in keys if key not in numbered)]

    def refuse(self, refusal):
        """What is wrong with one request stands at the list of them, with its number in the
        sentence.
        """
        if isinstance(refusal, Invalid):
            errors = {}
            for path, sentence in refusal.errors.items():
                box = path.partition(".")[0]
                errors[box] = errors.get(box, "") + sentence
            refusal = Invalid(errors, refusal.code)
        super().refuse(refusal)


class ResultsForm(FactsForm):
    """The facts of a sitting, and for each change its result, what was said, and the text that was
    settled on beside the one that was submitted. `matters` are those of the agenda, `edition` the
    one on it, `reach` says which townships there are and which of them a content reaches.
    """

    def __init__(self, *args, matters=(), edition=None, reach=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("reason")
        self.matters, self.edition, self.reach = matters, edition, reach
        for matter in matters:
            for change in matter.changes:
                self.fields |= fields_of_change(change, reach)
        if edition:
            label = f"{edition}的结果"
            self.fields["edition-outcome"] = radios(label, [(ResultOutcome.PASS, "通过")])

    def clean(self):
        return {"reason": ""} | super().clean()

    def facts(self):
        return super().facts() | {"results": [row for row, _stem in self.rows()]}

    def rows(self):
        """[(what is told of a change or of the edition, how the names of its boxes begin)]"""
        rows = []
        for matter in self.matters:
            for change in matter.changes:
                if row := self.row_of(matter, change):
                    rows.append((row, stem_of(change)))
        if self.edition and self.cleaned_data.get("edition-outcome"):
            row = {"edition": self.edition.pk, "outcome": self.cleaned_data["edition-outcome"]}
            rows.append((row, "edition"))
        return rows

    def row_of(self, matter, change):
        """What is told of one change; None as long as it has no result and nothing was said."""
        typed, stem = self.cleaned_data, stem_of(change)
        outcome, text = typed[f"{stem}-outcome"], typed[f"{stem}-text"]
        item = self.amended(change)
        if not outcome and not text.strip() and not item:
            return None
        row = {"request": matter.line.request_id, "change": change.pk}
        row |= {"outcome": outcome, "text": text}
        if item:
            row["item"] = item
        return row

    def amended(self, change):
        """The fields of the item settled on, where they are others than the submitted ones."""
        told, stem = {}, stem_of(change)
        for path, _label, before in amendable_texts(change):
            box = f"{stem}-{box_of(path)}"
            text = self.cleaned_data[box].replace("\r\n", "\n")
            if box in self.data and text.strip() != before.strip():
                told[path] = text
        item = item_with(change, told) if told else {}
        if f"{stem}-{SCOPE}" in self.fields:
            item |= self.reach.scope_told(change.passed, self.cleaned_data[f"{stem}-{SCOPE}"])
        return item

    def refuse(self, refusal):
        """What is wrong with the result of a change stands at its box; a change without one is
        named there too.
        """
        if isinstance(refusal, Invalid):
            refusal = Invalid(self.at_boxes(refusal.errors), refusal.code)
        super().refuse(refusal)

    def at_boxes(self, errors):
        stems = [stem for _row, stem in self.rows()]
        placed = {}
        for path, sentence in errors.items():
            placed[self.box_at(path, stems)] = sentence
        if "results" in placed:
            placed.pop("results")
            told = {stem for row, stem in self.rows() if row["outcome"]}
            for stem in self.stems():
                if stem not in told:
                    placed[f"{stem}-outcome"] = "请登记结果。"
        return placed

    def stems(self):
        stems = [stem_of(change) for matter in self.matters for change in matter.changes]
        return [*stems, "edition"] if self.edition else stems

    def box_at(self, path, stems):
        """The name of the box to which what stands at a path belongs."""
        parts = path.split(".")
        if parts[0] != "results" or len(parts) < 2 or int(parts[1]) >= len(stems):
            return path
        stem, columns = stems[int(parts[1])], parts[2:]
        if columns[:1] == ["item"]:
            columns = columns[1:]
        if columns[:1] in (["townships"], ["tags"]):
            columns = [SCOPE]
        box = f"{stem}-{'-'.join(columns)}"
        return box if box in self.fields else f"{stem}-outcome"


@dataclass(frozen=True)
class Reach:
    """The townships of a county as (code, name), and which of them a content reaches."""

    lookup: Lookup

    @property
    def townships(self):
        return self.lookup.offers()["townships"]

    def of(self, content):
        return self.lookup.in_scope(content)

    def scope_told(self, content, codes):
        """The fields of the scope that the ticked townships make, where they are other ones; work
        for no township at all is not passed but rejected.
        """
        if not codes or set(codes) == set(self.of(content)):
            return {}
        if len(set(codes)) == len(self.townships):
            return {"scope": Scope.ALL.value, "tags": [], "townships": []}
        return {"scope": Scope.LISTED.value, "tags": [], "townships": codes}


def order_of(key):
    """The name of the box in which the place of a request on the agenda is typed."""
    return f"order-{key}"


def is_number(text):
    return text.isascii() and text.isdigit()


def stem_of(change):
    return f"result-{change.pk}"


def radios(label, choices):
    widget = forms.RadioSelect(choices=choices)
    return forms.CharField(label=label, required=False, widget=widget)


def fields_of_change(change, reach):
    stem = stem_of(change)
    fields = {
        f"{stem}-outcome": radios(f"“{change.title}”的结果", OUTCOMES),
        f"{stem}-text": long_field(f"对“{change.title}”的会议意见", rows=2),
    }
    for path, label, before in amendable_texts(change):
        label = f"“{change.title}”会议定下的{label}"
        field = long_field(label, rows=4)
        if path == "name":
            field = text_field(label, longest=200)
        field.initial = before
        fields[f"{stem}-{box_of(path)}"] = field
    if isinstance(change.passed, dict):
        fields[f"{stem}-{SCOPE}"] = forms.MultipleChoiceField(
            label=f"“{change.title}”会议定下的适用范围",
            required=False,
            choices=reach.townships,
            initial=reach.of(change.passed),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "所选乡镇不在本县，请刷新页面。"},
        )
    return fields
