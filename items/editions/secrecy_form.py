"""The form that records one secrecy review (保密审查) for many items: the whole list, a kind or
some categories, but for those that are named.
"""

from dataclasses import dataclass, field

from django import forms

from dutylist.history.digests import digest
from dutylist.staff.move_forms import MoveForm, day_field, long_field, text_field
from items.entry.fields import FIELD, LABELS
from items.models import Kind

REVIEWER, REVIEWED_ON, RESULT = FIELD["secrecy_review"].type.members
ALL, CHOSEN = "all", "chosen"
MEMBERS = (REVIEWER.name, REVIEWED_ON.name, RESULT.name)
FEW = 12  # items that need no folding
MOVED = "所列事项已有变化，请核对后再登记。"
NO_CATEGORY = "未分类别"


@dataclass
class Category:
    """The items of one category of a kind; `leave_out` are the boxes of its items."""

    kind: str
    name: str
    found: list = field(default_factory=list)
    box: object = None
    leave_out: list = field(default_factory=list)
    is_open: bool = False

    @property
    def key(self):
        return f"{self.kind}|{self.name}"

    @property
    def label(self):
        return self.name or NO_CATEGORY


def in_categories(found):
    """[`Category`] of what has no review, in the order of the list."""
    categories = {}
    for one in found:
        new = Category(one.kind, one.category)
        categories.setdefault(new.key, new).found.append(one)
    return sorted(categories.values(), key=lambda category: Kind.values.index(category.kind))


class SecrecyForm(MoveForm):
    """One secrecy review; `found` are the `Unreviewed` of the list. Nothing is chosen beforehand:
    what was not looked at is not recorded by an oversight.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    reviewer = text_field(REVIEWER.label, longest=REVIEWER.type.longest)
    on = day_field(REVIEWED_ON.label)
    result = text_field(RESULT.label, RESULT.help, RESULT.type.longest)
    reason = long_field("理由（必填）", rows=2)

    def __init__(self, *args, found=(), **kwargs):
        super().__init__(*args, action="review", **kwargs)
        self.found, self.categories = list(found), in_categories(found)
        self.fields["of"] = forms.ChoiceField(
            label="登记哪些", choices=self.choices(), required=False, widget=forms.RadioSelect
        )
        offered = [(one.key, f"{Kind(one.kind).label}：{one.label}") for one in self.categories]
        self.fields["categories"] = boxes(LABELS["category"], offered)
        named = [(one.key, f"{one.code or '待编'} {one.name}") for one in self.found]
        self.fields["leave_out"] = boxes("除外的事项", named)
        self.fields["seen"].initial = self.mark
        self.order_fields(["of", "categories", "leave_out"])

    @property
    def mark(self):
        """Stands for what was listed: what came later was not looked at."""
        return digest([[one.key, one.name] for one in self.found])

    def choices(self):
        """The whole list, each kind, some categories: as far as these differ."""
        choices = [(ALL, f"全部{len(self.found)}项")]
        kinds = [one.kind for one in self.found]
        if len(set(kinds)) > 1:
            for kind in Kind:
                if kind in kinds:
                    choices.append((kind.value, f"{kind.label}{kinds.count(kind)}项"))
        if len(self.categories) > 1:
            choices.append((CHOSEN, "只登记下面勾选的类别"))
        return choices

    def clean(self):
        typed = super().clean()
        if typed.get("seen") != self.mark:
            self.data = self.data.copy()
            self.data["seen"] = self.mark
            raise forms.ValidationError(MOVED)
        if not typed.get("of") and self.is_sound("of"):
            self.add_error("of", "请选择登记哪些事项。")
        if typed.get("of") == CHOSEN and not typed.get("categories"):
            self.add_error("categories", "请勾选要登记的类别。")
        return typed

    def keys(self):
        """The keys of the items that the review is recorded for."""
        typed, keys = self.cleaned_data, []
        for category in self.categories:
            is_chosen = category.key in typed["categories"]
            if typed["of"] in (ALL, category.kind) or (typed["of"] == CHOSEN and is_chosen):
                keys += [one.key for one in category.found]
        return [key for key in keys if key not in typed["leave_out"]]

    def review(self):
        return {name: self.cleaned_data[name] for name in MEMBERS}

    def by_kind(self):
        """[(kind, how many items, its categories, whether it is open)] with their boxes, as the
        page shows them.
        """
        kinds = []
        self.put_boxes()
        for kind in Kind:
            categories = [one for one in self.categories if one.kind == kind]
            if categories:
                count = sum(len(one.found) for one in categories)
                is_open = any(one.is_open for one in categories) or "categories" in self.errors
                kinds.append((kind, count, categories, is_open))
        return kinds

    def put_boxes(self):
        """Gives the categories their boxes; one is open where an item of it was left out, or it was
        chosen, and where there are few of all.
        """
        boxes = dict(zip([one.key for one in self.found], self["leave_out"], strict=True))
        left_out = set(self["leave_out"].value() or ())
        chosen = self["categories"].value() or ()
        for category, box in zip(self.categories, self["categories"], strict=True):
            category.box = box
            category.leave_out = [boxes[one.key] for one in category.found]
            keys = {one.key for one in category.found}
            is_used = bool(keys & left_out) or category.key in chosen
            category.is_open = is_used or len(self.found) <= FEW

    @property
    def plain_boxes(self):
        return [self[name] for name in (*MEMBERS, "reason")]

    @property
    def shown_values(self):
        return ""  # the list of today is offered anew


def boxes(label, choices):
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": MOVED},
    )
