"""Filter sets: what the lists of one model may be asked, declared once for its pages, its list in
the admin and the API.

A set declares every filter under the name of its parameter; a list names those that its own
address takes. Where a person chooses from a box (`by_box`), a filter takes what the box offers;
where a program asks, it takes the values that its own field reads.
"""

from django import forms
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django_filters import Filter, FilterSet

from .cursors import number_of
from .refusals import Invalid
from .searching import search
from .texts import query_fault, told

TRUE, FALSE = ("1", "true"), ("", "0", "false")


class ListFilters(FilterSet):
    """The base of every filter set."""

    def __init__(self, data, rows, *, request, names, by_box=False):
        declared = self.base_filters
        self.base_filters = {name: declared[name] for name in declared if name in names}
        self.by_box = by_box
        super().__init__(data, rows, request=request)

    @classmethod
    def leniently(cls, data, rows, **how):
        """The set asked without what makes no sense."""
        asked = cls(data, rows, **how)
        if asked.is_valid():
            return asked
        sound = data.copy()
        for name in asked.errors:
            del sound[name]
        return cls(sound, rows, **how)

    def require_valid(self, refusal=Invalid):
        """Refuses with a sentence for each value that makes no sense."""
        if not self.is_valid():
            raise refusal({name: said[0] for name, said in self.errors.items()})

    def filtered(self):
        """The rows asked for, where the question makes sense."""
        self.require_valid()
        return self.qs


class ListFilter(Filter):
    """The base of the filters here: `choices` are what a box offers, after `everything`."""

    def __init__(self, *args, choices=(), everything="全部", **how):
        self.choices = tuple(choices)
        self.everything = everything
        super().__init__(*args, **how)

    def offered(self, request):
        """[(value, words)] of the box, to this person."""
        return self.choices

    @cached_property
    def options(self):
        return list(self.offered(self.parent.request))

    @property
    def field(self):
        if not self.parent.by_box:
            return self.read_field()
        refused = f"“{self.label}”没有这一项，请在筛选条件中选择。"
        taken = {**dict(self.choices), **dict(self.options)}
        return forms.ChoiceField(
            label=self.label,
            required=False,
            choices=[("", self.everything), *taken.items()],
            error_messages={"invalid_choice": refused},
        )

    def read_field(self):
        """The field that reads what a program asks."""
        return self.field_class(label=self.label, **self.extra)


class OneOf(ListFilter):
    """One of the values of a column."""

    def read_field(self):
        values = "、".join(value for value, _words in self.choices)
        return forms.ChoiceField(
            label=self.label,
            required=False,
            choices=[("", self.everything), *self.choices],
            error_messages={"invalid_choice": f"可填：{values}。"},
        )


class State(OneOf):
    """Rows that hold now, those that are over, or all; those that hold unless asked otherwise.

    `over` is the condition on the rows that are over, or a function that gives it.
    """

    def __init__(self, *args, over, over_is=("over", "已终止"), everything="现行", **how):
        self.over = over
        self.value_over = over_is[0]
        choices = (over_is, ("all", "全部"))
        super().__init__(*args, choices=choices, everything=everything, **how)

    def filter(self, rows, value):
        if value == "all":
            return rows
        over = self.over
        if callable(over):
            over = over()
        if value == self.value_over:
            return rows.filter(over)
        return rows.exclude(over)


class Reader(forms.Field):
    """A field that reads one text of an address; `read` raises ValueError with the sentence."""

    def clean(self, value):
        try:
            return self.read(value or "")
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def read(self, text):
        raise NotImplementedError


def flag_in(text):
    """Whether a switch is on: true or false (1 or 0), off where it is not named. Raises ValueError
    with a sentence for anything else.
    """
    if text.lower() not in (*TRUE, *FALSE):
        raise ValueError("可填：true、false。")
    return text.lower() in TRUE


class FlagField(Reader):
    def read(self, text):
        return flag_in(text)


class NumberField(Reader):
    def read(self, text):
        if not text:
            return None
        try:
            return number_of(text)
        except ValueError:
            raise ValueError("应为编号。") from None


class DayField(Reader):
    def read(self, text):
        if not text:
            return None
        try:
            day = parse_date(text)
        except ValueError:
            day = None
        if day is None:
            raise ValueError(f"{told(text)}不是日期，请按 2026-01-31 的格式填写。")
        return day


class WordsField(Reader):
    def read(self, text):
        if fault := query_fault(text):
            raise ValueError(fault)
        return text


class Flag(ListFilter):
    """A switch, off where it is not named; its `method` is asked either way."""

    field_class = FlagField


class Number(ListFilter):
    """The number of a row, as the API writes it."""

    field_class = NumberField


class Day(ListFilter):
    field_class = DayField


class Words(ListFilter):
    """Every word somewhere in the texts at `paths`."""

    field_class = WordsField

    def __init__(self, *args, paths, **how):
        self.paths = paths
        super().__init__(*args, **how)

    def filter(self, rows, value):
        return search(rows, self.paths, value)
