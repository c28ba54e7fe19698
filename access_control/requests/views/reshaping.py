"""Items merged into one, or one split into several, as a change of a draft: which items, and the
names of the parts.
"""

from django import forms
from django.http import Http404
from django.shortcuts import redirect, render

from access_control.requests.forms import fill_in_nothing
from access_control.requests.services.drafting import amend_request
from dutylist.history.searching import search
from dutylist.history.texts import query_fault
from dutylist.staff.move_forms import MoveForm, text_field
from dutylist.workflow.refusals import Refusal
from items.entry.content import content_of
from items.models import Kind
from items.models.duty_items import NAME_LENGTH
from items.register.places import frame

MOST_MERGED = 20
MOST_FOUND = 20
LEAST_PARTS, SPARE_PARTS, MOST_PARTS = 3, 1, 20
TOO_FEW = "请选择两个以上的事项。"


# ---- merging: which items ----


def choosing_merged(http, subject):
    """The items to be merged, found by their names and ticked; -> (the items, None) when they are
    chosen, else (None, the page).
    """
    codes = list(dict.fromkeys(http.GET.getlist("codes")))[:MOST_MERGED]
    rows = subject.items_named_by(http.user).current()
    by_code = {row.code: row for row in rows.filter(code__in=codes)}
    chosen = [by_code[code] for code in codes if code in by_code]
    asks_to_go_on = bool(http.GET.get("go"))
    if asks_to_go_on and len(chosen) > 1:
        return chosen, None
    query, found = http.GET.get("q", "").strip(), []
    if query:
        others = rows.exclude(code__in=list(by_code))
        found = search(others, ("name", "code"), query).order_by("kind", "code")[:MOST_FOUND]
    context = frame(http, subject.county) | {
        "counties": (),
        "subject": subject,
        "chosen": chosen,
        "found": list(found),
        "query": query,
        "cut": query_fault(query),
        "fault": TOO_FEW if asks_to_go_on else "",
    }
    status = 422 if asks_to_go_on else 200
    return None, render(http, "requests/merge.html", context, status=status)


# ---- splitting: the parts ----


class PartsForm(MoveForm):
    """The parts of a split: the name of each, and what is done in it."""

    def __init__(self, data=None, *, parts=(), has_duty=True, **kwargs):
        super().__init__(data, action="split", initial=initial_of(parts), **kwargs)
        self.has_duty = has_duty
        typed = 0
        if data is not None:
            typed = sum(name.startswith("part-") and name.endswith("-name") for name in data)
        self.count = min(max(LEAST_PARTS, len(parts) + SPARE_PARTS, typed), MOST_PARTS)
        for number in range(self.count):
            self.fields |= part_fields(number, has_duty=has_duty)
        fill_in_nothing(self)

    def used(self):
        """The numbers of the parts in which anything stands."""
        numbers = []
        for number in range(self.count):
            values = [self.cleaned_data[name] for name in part_fields(number, self.has_duty)]
            if any(value.strip() for value in values):
                numbers.append(number)
        return numbers

    def told(self):
        items = []
        for number in self.used():
            item = {"name": self.cleaned_data[f"part-{number}-name"]}
            if self.has_duty:
                item["township_duty"] = self.cleaned_data[f"part-{number}-township_duty"]
            items.append(item)
        return items

    def refuse(self, refusal):
        """A fault of a part stands at its box: changes.<n>.items.<part>.<field>."""
        errors = getattr(refusal, "errors", {"": refusal.sentence})
        for path, sentence in errors.items():
            box = self.box_at(path.split("."))
            self.add_error(box if box in self.fields else None, sentence)

    def box_at(self, parts):
        used = self.used()
        if "items" not in parts:
            return ""
        rest = parts[parts.index("items") + 1 :]
        if len(rest) > 1 and rest[0].isdigit() and int(rest[0]) < len(used):
            return f"part-{used[int(rest[0])]}-{rest[1]}"
        return "part-0-name"


def part_fields(number, has_duty):
    fields = {f"part-{number}-name": text_field(f"第{number + 1}项：名称", longest=NAME_LENGTH)}
    if has_duty:
        fields[f"part-{number}-township_duty"] = forms.CharField(
            label=f"第{number + 1}项：基层做什么",
            required=False,
            widget=forms.Textarea({"rows": 3}),
        )
    return fields


def initial_of(parts):
    values = {}
    for number, part in enumerate(parts):
        values[f"part-{number}-name"] = part["name"]
        values[f"part-{number}-township_duty"] = part["township_duty"]
    return values


def splitting(http, draft, expect):
    """The page on which the parts are named; a POST saves the split with the other changes."""
    item = draft.item
    if item is None:
        raise Http404
    content = draft.change.then if draft.change else content_of(item)
    data = http.POST if http.method == "POST" else None
    form = PartsForm(
        data,
        parts=draft.change.proposed if draft.change else (),
        has_duty=content["kind"] == Kind.COORDINATION,
    )
    form.initial["expect"] = draft.subject.version
    status = 200
    if data is not None:
        status = save_parts(http, draft, form, expect)
        if status == 302:
            return redirect(draft.subject)
    context = frame(http, draft.subject.county) | {
        "counties": (),
        "subject": draft.subject,
        "draft": draft,
        "content": content,
        "form": form,
    }
    return render(http, "requests/split.html", context, status=status)


def save_parts(http, draft, form, expect):
    if not form.is_valid():
        return form.refused_status
    rows, _place = draft.told(form.told())
    try:
        amend_request(draft.subject, {"changes": rows}, by=http.user, expect=expect)
    except Refusal as refused:
        form.refuse(refused)
        return refused.status
    return 302
