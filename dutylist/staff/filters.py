"""Filters of the lists: each a select box in one form, so that they work without a script and fit a
phone.
"""

from django.contrib import admin

from dutylist.rest.parameters import ParameterRefused


class Choice(admin.SimpleListFilter):
    """`options` are fixed; a filter that reads them from the database overrides `lookups`."""

    options: tuple = ()
    everything = "全部"

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        if self.value() and self.value() not in self.accepted():
            raise ParameterRefused(
                {self.parameter_name: f"“{self.title}”没有这一项，请在筛选条件中选择。"}
            )

    def accepted(self):
        """The values that an address may name: what the box offers, to this person, and nothing
        else.
        """
        return {str(value) for value, _label in (*self.options, *self.lookup_choices)}

    def lookups(self, request, model_admin):
        return self.options

    @property
    def shown(self):
        """[(value, label, chosen)] for the select box."""
        asked = self.value() or ""
        return [
            ("", self.everything, not asked),
            *((str(v), label, str(v) == asked) for v, label in self.lookup_choices),
        ]


def field_choice(name, label, choices, path=""):
    """A filter on the values of one field."""

    def queryset(self, request, rows):
        if self.value():
            return rows.filter(**{path or name: self.value()})
        return rows

    members = {
        "title": label,
        "parameter_name": name,
        "options": tuple(choices),
        "queryset": queryset,
    }
    return type(f"{name.title()}Choice", (Choice,), members)


class InForce(Choice):
    """Rows valid now, those that are over, or both; the valid ones unless asked otherwise."""

    title, parameter_name = "状态", "state"
    options = (("over", "已终止"), ("all", "全部"))
    everything = "现行"
    path = "valid_until"

    def queryset(self, request, rows):
        if self.value() == "all":
            return rows
        return rows.filter(**{f"{self.path}__isnull": self.value() != "over"})
