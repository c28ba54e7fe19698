"""A register: its model, its members and what is said of a row of it."""

from collections.abc import Callable
from dataclasses import dataclass

from dutylist.organizations.roles import Role


def nothing_more(row, user):
    return {}


def no_findings(row, user=None):
    return []


def no_faults(values, row):
    return {}


@dataclass(frozen=True)
class Register:
    """What writing, API, pages and admin ask of one kind of rows.

    `name` is its part of every address, `new` the words of the button that makes a row, `rule`
    (values, row) gives {path: sentence} of what is wrong with the members taken together (`row` is
    None for a new one, the value of what could not be read None), `findings` (row, user) the
    findings of a row as far as this person knows what they name (None: all), `more` (row, user)
    what the API tells beside the State. `recorded_by` are the county roles that may make a row for
    a department, `days` names the rule that gives a new row its clock.
    """

    model: type
    name: str
    shape: str
    fields: tuple
    new: str = ""
    rule: Callable = no_faults
    findings: Callable = no_findings
    more: Callable = nothing_more
    recorded_by: tuple[Role, ...] = ()
    days: str | None = None

    @property
    def label(self):
        return self.model._meta.verbose_name

    def field_named(self, name):
        for one in self.fields:
            if one.name == name:
                return one
        raise KeyError(name)

    @property
    def amended_fields(self):
        return [one for one in self.fields if one.is_amended]
