"""Items are picked by name, not typed by code: the choices of a select box, and boxes for several
that offer the list while somebody types.
"""

import re

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join

from dutylist.history.offering import OneOfMany
from items.models import DutyItem

CODE = re.compile(r"\d{11}")
SEPARATORS = re.compile(r"[、，,；;\s]+")
NOT_CHOSEN = ("", "不选")
NO_ITEMS = "清单中没有可选的事项；事项由经办人导入或者新增。"
LEAST_BOXES, SPARE_BOXES = 4, 2


def item_choices(county, rows=None):
    """[(code, "code name")] of the items on the county's list today, or of some of them, in the
    order of the list; what is not chosen comes first.
    """
    if rows is None:
        rows = DutyItem.objects.all()
    items = rows.current().of_county(county).in_print_order()
    chosen = [(code, f"{code} {name}") for code, name in items.values_list("code", "name")]
    return [NOT_CHOSEN, *chosen]


def codes_within(text):
    """The codes in a text: those of eleven digits, whatever a browser has written beside them; a
    word that is no code stays as it was typed, so that it can be refused by name.
    """
    codes = []
    for part in SEPARATORS.split(text):
        found = CODE.findall(part)
        if found:
            codes += found
        elif part:
            codes.append(part)
    return list(dict.fromkeys(codes))


class SeveralItems(forms.Widget):
    """Boxes of one name, each for the code of an item; they offer the items by their names, without
    script too. Its value is one text with the codes apart.
    """

    def __init__(self, choices=(), list_id="", attrs=None):
        """Where `list_id` is told, the offer stands elsewhere on the page."""
        super().__init__(attrs)
        self.choices, self.list_id = choices, list_id

    def value_from_datadict(self, data, files, name):
        values = data.getlist(name) if hasattr(data, "getlist") else [data.get(name, "")]
        return "、".join(value.strip() for value in values if value.strip())

    def render(self, name, value, attrs=None, renderer=None):
        attrs = self.build_attrs(self.attrs, attrs)
        first_id = attrs.pop("id", f"id_{name}")
        list_id = self.list_id or f"{first_id}-items"
        values = codes_within(value or "")
        values += [""] * max(LEAST_BOXES - len(values), SPARE_BOXES)
        boxes = []
        for number, code in enumerate(values):
            box = {**attrs, "name": name, "value": code, "list": list_id, "autocomplete": "off"}
            box["id"] = first_id if number == 0 else f"{first_id}-{number}"
            if number:
                box["aria-label"] = f"第{number + 1}项"
                box.pop("required", None)
            boxes.append((flatatt(box),))
        offered = ""
        if not self.list_id:
            offered = item_options(list_id, self.choices)
        return format_html(
            '<span class="several">{}</span>{}',
            format_html_join("", "<input{}>", boxes),
            offered,
        )


def item_options(list_id, choices):
    """What boxes with this `list` offer: the code, with the name beside it; or that there is
    nothing to offer.
    """
    options = []
    for code, label in choices:
        if code:
            options.append((code, label.removeprefix(code).strip()))
    if not options:
        return format_html('<span class="hint">{}</span>', NO_ITEMS)
    return format_html(
        '<datalist id="{}">{}</datalist>',
        list_id,
        format_html_join("", '<option value="{}">{}</option>', options),
    )


def item_field(label, choices=(), help_text="", **options):
    """One item: a select box, or where there are many a box that offers them while somebody types.
    What is sent otherwise is for the service to refuse in its words.
    """
    widget = OneOfMany(choices=choices)
    options = {"required": False, "max_length": 200, **options}
    field = forms.CharField(label=label, help_text=help_text, widget=widget, **options)
    field.missing = NO_ITEMS
    return field
