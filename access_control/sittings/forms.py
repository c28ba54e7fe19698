"""The forms of sittings on the desk: its agenda to tick, and the results of all of it on one page."""

from django import forms

from access_control.models import ResultOutcome
from access_control.models.sittings import NAME_LENGTH
from access_control.requests.services.reviewing import SITTING_OUTCOMES
from dutylist.staff.move_forms import MoveForm, day_field, long_field, text_field
from dutylist.workflow.fact_forms import FactsForm
from dutylist.workflow.refusals import Invalid
from items.entry.fields import LABELS

OUTCOMES = [(value, ResultOutcome(value).label) for value in SITTING_OUTCOMES]
# What the recorder can type of the text that the sitting settled on; the rest goes back to the unit.
AMENDABLE = ("name", "township_duty")


class AgendaForm(MoveForm):
    """The day, the name and the agenda of a sitting. `requests` and `editions` are [(number,
    words)] of what may stand on it; the order of the agenda is that of the boxes.
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
        if editions:
            self.fields["edition"] = forms.CharField(
                label="版次（选填）",
                required=False,
                widget=forms.Select(choices=[("", "不列入版次"), *editions]),
            )

    def told(self):
        typed = self.cleaned_data
        told = {"planned_on": typed["planned_on"] or None, "title": typed["title"]}
        told["requests"] = [int(key) for key in typed["requests"]]
        told["edition"] = None
        edition = typed.get("edition", "")
        if edition.isascii() and edition.isdigit():
            told["edition"] = int(edition)
        return told

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
    one on it.
    """

    def __init__(self, *args, matters=(), edition=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("reason")
        self.matters, self.edition = matters, edition
        for matter in matters:
            for change in matter.changes:
                self.fields |= fields_of_change(change)
        if edition:
            label = f"{edition}的结果"
            self.fields["edition-outcome"] = radios(label, [(ResultOutcome.PASS, "通过")])

    def clean(self):
        return {"reason": ""} | super().clean()

    def facts(self):
        return super().facts() | {"results": [row for row, _stem in self.rows()]}

    def rows(self):
        """[(what is told of a change or of the edition, the beginning of the names of its boxes)]"""
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
        """{field: the text settled on}, where it is another than the submitted one."""
        item = {}
        for name in amendable_of(change):
            text = self.cleaned_data[f"{stem_of(change)}-{name}"].replace("\r\n", "\n")
            if text.strip() != change.passed[name].strip():
                item[name] = text
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
            placed[self.box_of(path, stems)] = sentence
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

    def box_of(self, path, stems):
        """The name of the box to which what stands at a path belongs."""
        parts = path.split(".")
        if parts[0] != "results" or len(parts) < 2 or int(parts[1]) >= len(stems):
            return path
        stem, column = stems[int(parts[1])], parts[-1]
        box = f"{stem}-{column}"
        return box if box in self.fields else f"{stem}-outcome"


def stem_of(change):
    return f"result-{change.pk}"


def amendable_of(change):
    """The fields whose text the recorder can type: those that the submitted text has."""
    if not isinstance(change.passed, dict):
        return ()
    return [name for name in AMENDABLE if change.passed.get(name)]


def radios(label, choices):
    widget = forms.RadioSelect(choices=choices)
    return forms.CharField(label=label, required=False, widget=widget)


def fields_of_change(change):
    stem = stem_of(change)
    fields = {
        f"{stem}-outcome": radios(f"“{change.title}”的结果", OUTCOMES),
        f"{stem}-text": long_field(f"对“{change.title}”的会议意见", rows=2),
    }
    for name in amendable_of(change):
        field = long_field(f"“{change.title}”会议定下的{LABELS[name]}", rows=4)
        if name == "name":
            field = text_field(f"“{change.title}”会议定下的{LABELS[name]}", longest=200)
        field.initial = change.passed[name]
        fields[f"{stem}-{name}"] = field
    return fields
