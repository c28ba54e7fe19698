"""The items of the list in force as choices, for whoever reads nothing else of it."""

from items.register.picking import NOT_CHOSEN

from .lists import county_list


def public_choices(county):
    """[(code, "code name")] of what a county has published, in the order of the list."""
    published = county_list(county.code)
    choices = [NOT_CHOSEN]
    if published:
        for entry in published.entries_for(None):
            choices.append((entry["code"], f"{entry['code']} {entry['name']}"))
    return choices
