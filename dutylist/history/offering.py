"""A box for one of many: up to forty it is a select box, beyond that a box that offers while
somebody types. It works without a script, and text that is none of the many brings the near ones.
"""

import unicodedata

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from rapidfuzz import fuzz

MOST_LISTED = 40
MOST_NEAR = 8
ALIKE = 50  # of 100: below it a choice has too little of what was typed
NOT_OFFERED = "“{}”不是所列的一项，{}"
NEAR_ONES = "请在相近的里面选，或者改写："
NONE_NEAR = "也没有相近的，请换几个字。"
PICK_ONE = (
    '<label class="radio" for="{0}"><input type="radio" id="{0}" name="{1}" value="{2}"> '
    "<span>{3}</span></label>"
)


def folded(text):
    """A text as it is compared: NFKC, in small letters, without any blank."""
    return "".join(unicodedata.normalize("NFKC", str(text)).split()).lower()


def flat(choices):
    """[(value, label)] of choices that may stand in groups."""
    options = []
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            options += flat(label)
        else:
            options.append((str(value), str(label)))
    return options


def name_of(value, label):
    """The label without the value that it begins with: 99012100001 河道巡查 is 河道巡查."""
    return label.removeprefix(value).strip() or label


def chosen(text, options):
    """The value that a text means: one of the values, or the label or the name of exactly one; else
    None.
    """
    wanted, values = folded(text), set()
    for value, label in options:
        if text.strip() == value:
            return value
        if value and wanted in (folded(label), folded(name_of(value, label))):
            values.add(value)
    if len(values) == 1:
        return values.pop()
    return None


def near(text, options, most=MOST_NEAR):
    """The options that have the text in them, then those with its characters in their order
    (住建局: 县住房和城乡建设局), then those that are much alike.
    """
    wanted, ranked = folded(text), []
    for place, (value, label) in enumerate(options):
        written = folded(label)
        if not value or not wanted:
            continue
        likeness = fuzz.partial_ratio(wanted, written)
        closeness = fuzz.ratio(wanted, folded(name_of(value, label)))
        if wanted in written:
            rank = 0
        elif in_order(wanted, written):
            rank = 1
        elif likeness >= ALIKE:
            rank = 2
        else:
            continue
        ranked.append((rank, -closeness, place, (value, label)))
    return [option for *_order, option in sorted(ranked)[:most]]


def in_order(short, long):
    """Whether the characters of a text stand in another in the same order."""
    rest = iter(long)
    return all(character in rest for character in short)


def value_asked(values, choices):
    """What was chosen among the values sent under one name: the text that means one option, else
    the near one picked below it, else the text as it was typed.
    """
    sent = [value for value in values if value is not None and value.strip()]
    if not sent:
        return values[-1] if values else None
    if sent[0].strip().isdecimal() and len(sent) == 1:
        return sent[0]  # a code or the number of a row, which no label is
    options = flat(choices)
    for text in (sent[0], sent[-1]):
        value = chosen(text, options)
        if value is not None:
            return value
    return sent[0]


class OneOfMany(forms.Select):
    """A select box, or beyond `MOST_LISTED` options an input that offers them."""

    def value_from_datadict(self, data, files, name):
        if hasattr(data, "getlist"):
            values = data.getlist(name)
        else:
            values = [data.get(name)]
        if not all(value is None or isinstance(value, str) for value in values):
            return values[-1]
        return value_asked(values, self.choices)

    def render(self, name, value, attrs=None, renderer=None):
        options = flat(self.choices)
        if len(options) <= MOST_LISTED or self.allow_multiple_selected:
            return super().render(name, value, attrs, renderer)
        return offering_box(name, options, value, self.build_attrs(self.attrs, attrs))


def offering_box(name, options, value, attrs):
    """The input, what it offers, and the near ones where the text in it is none of them."""
    typed, labels = str(value or ""), dict(options)
    box_id = attrs.get("id") or f"id_{name}"
    list_id = f"{box_id}-offered"
    box = {**attrs, "id": box_id, "name": name, "list": list_id, "autocomplete": "off"}
    box["placeholder"] = f"{labels.get('', '')}（输入几个字查找）"
    below = ""
    if typed in labels:
        box["value"] = labels[typed] if typed else ""
    else:
        box["value"] = typed
        below = near_ones(name, box_id, typed, options)
    offered = [(label,) for option, label in options if option]
    return format_html(
        '<input{}><datalist id="{}">{}</datalist>{}',
        flatatt(box),
        list_id,
        format_html_join("", '<option value="{}"></option>', offered),
        below,
    )


def near_ones(name, box_id, text, options):
    """The near options, each to be picked; they are sent under the name of the box, behind it."""
    picks = []
    for place, (value, label) in enumerate(near(text, options)):
        picks.append((f"{box_id}-near-{place}", name, value, label))
    said = NOT_OFFERED.format(text, NEAR_ONES if picks else NONE_NEAR)
    return format_html(
        '<span class="near-ones" role="group" aria-label="相近的">'
        '<span class="near-said">{}</span>{}</span>',
        said,
        format_html_join("", PICK_ONE, picks),
    )
