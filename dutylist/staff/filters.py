"""The filters of a list of the admin as select boxes in one form, so that they work without a
script and fit a phone. What they ask is declared by the filter set of the model.
"""

from django.contrib import admin

from dutylist.history.offering import MOST_LISTED, flat, value_asked
from dutylist.rest.parameters import ParameterRefused


def boxes(filter_set, *names):
    """The boxes of these filters, for `list_filter`."""
    return tuple(box(filter_set, name) for name in names)


def box(filter_set, name):
    one = filter_set.base_filters[name]
    members = {
        "filter_set": filter_set,
        "parameter_name": name,
        "title": one.label,
        "everything": one.everything,
    }
    return type(f"{name.title()}Box", (Box,), members)


def rows_of(model_admin, request):
    """What a list of the admin shows to this person. Every box of a page narrows the same rows:
    their condition is made once, for to make it takes longer than to ask it.
    """
    kept = request.__dict__.setdefault("_rows_of_lists", {})
    if model_admin not in kept:
        kept[model_admin] = model_admin.get_queryset(request)
    return kept[model_admin].all()


class Box(admin.SimpleListFilter):
    """One filter of a set; an address may name what the box offers, to this person, and nothing
    else.
    """

    filter_set = None
    everything = ""
    asked = None  # the filter set, asked by the address
    unknown = ""  # what was typed into a box of many and is none of them

    def lookups(self, request, model_admin):
        name = self.parameter_name
        rows = rows_of(model_admin, request)
        options = self.set_asked("", rows, request).filters[name].options
        value = value_asked(request.GET.getlist(name), options) or ""
        if len(options) >= MOST_LISTED and value and value not in dict(flat(options)):
            self.unknown, value = value, ""
        self.asked = self.set_asked(value, rows, request)
        self.asked.require_valid(ParameterRefused)
        self.chosen = self.unknown or value
        return options

    def set_asked(self, value, rows, request):
        name = self.parameter_name
        data = {name: value}
        return self.filter_set(data, rows, request=request, names=(name,), by_box=True)

    def queryset(self, request, rows):
        if self.unknown:
            return rows.none()
        self.asked.queryset = rows
        return self.asked.qs

    @property
    def box_id(self):
        return f"filter-{self.parameter_name}"

    @property
    def options(self):
        """[(value, label)] of the box."""
        return [("", self.everything), *self.lookup_choices]
