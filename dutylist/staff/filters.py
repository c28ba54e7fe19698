"""The filters of a list of the admin as select boxes in one form, so that they work without a
script and fit a phone. What they ask is declared by the filter set of the model.
"""

from django.contrib import admin

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

    def lookups(self, request, model_admin):
        name = self.parameter_name
        self.asked = self.filter_set(
            {name: self.value() or ""},
            rows_of(model_admin, request),
            request=request,
            names=(name,),
            by_box=True,
        )
        self.asked.require_valid(ParameterRefused)
        return self.asked.filters[name].options

    def queryset(self, request, rows):
        self.asked.queryset = rows
        return self.asked.qs

    @property
    def shown(self):
        """[(value, label, chosen)] for the select box."""
        asked = self.value() or ""
        return [
            ("", self.everything, not asked),
            *((str(v), label, str(v) == asked) for v, label in self.lookup_choices),
        ]
