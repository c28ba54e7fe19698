"""What the public templates say with a filter: days, marks on hits, numbered duties, the look of a
kind.
"""

import re
from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from dutylist.history import days
from dutylist.history.offering import OneOfMany
from items.entry import words
from items.entry.entries import answering
from items.published.answers import answer_parts, answer_sentence
from items.published.comparing import OP_NAMES
from items.published.department_lists import ROLE_NAMES
from items.search.text import marked

register = template.Library()
LONGEST_KEPT = 9
LONGEST_DEPARTMENT = 120
# What an address would take for something else than a name.
LIKE_AN_ADDRESS = re.compile(r"^@|^\d+$|^v[\d.]+$|[/\\%?#]|\.(?:json|csv|xlsx|zip)$|^$")
MOST_UNCHANGED = 80
SHAPES = {"basic": "basic", "coordination": "coord", "reclaimed": "recl"}

register.filter("day", days.day_words)
register.filter("weekday", days.weekday_words)
register.filter("numeral", words.numeral)
register.filter("departments", answering)


@register.filter
def shape(kind):
    """The class that gives a kind its colour and its sign."""
    return SHAPES[kind]


@register.filter
def kind_word(words, kind):
    """基本履职: the short printed name of a kind in this place."""
    return words[f"kind_{kind}_short"]


@register.filter
def kind_name(words, kind):
    """基本履职事项: the printed name of a kind in this place."""
    return words[f"kind_{kind}"]


@register.filter
def marks(text, terms):
    """The text with <mark> round every hit."""
    pieces = []
    for piece, is_hit in marked(text, terms or ()):
        if is_hit:
            piece = format_html("<mark>{}</mark>", piece)
        pieces.append((piece,))
    return format_html_join("", "{}", pieces)


@register.filter
def duties(text):
    """A duty as printed: numbered lines become a list, other lines paragraphs."""
    lines, numbered = words.numbered_lines(text or "")
    rows = [(line,) for line in lines]
    if not numbered:
        return format_html_join("", "<p>{}</p>", rows)
    return format_html("<ol>{}</ol>", format_html_join("", "<li>{}</li>", rows))


@register.filter
def role_words(role, entry):
    """（牵头） behind the name of a department that leads others, （承接） where it took over; of
    one that is alone, nothing.
    """
    if entry["kind"] == "coordination" and len(entry["responsibilities"]) == 1:
        return ""
    return f"（{ROLE_NAMES[role]}）"


@register.filter
def one_line(text):
    """A duty in one line, without its numbers."""
    lines, _ = words.numbered_lines(text or "")
    return "".join(lines).rstrip("。；;")


@register.filter
def one_line_of(text):
    """What a template block says, without its line breaks and indents."""
    return SafeString("".join(line.strip() for line in text.splitlines()))


@register.filter
def clipped(text, longest):
    """The text, cut to so many signs with … as the last of them."""
    if len(text) <= longest:
        return text
    return f"{text[: longest - 1]}…"


@register.filter
def change_name(op):
    """新增, 转列 …: what a change between two lists is called."""
    return OP_NAMES[op]


@register.simple_tag
def changed_text(parts):
    """A text with what was added and what was struck out marked; long runs that stayed the same are
    shown by their ends.
    """
    pieces = []
    for place, (op, text) in enumerate(parts):
        if op == "same":
            text = shortened(text, is_first=place == 0, is_last=place == len(parts) - 1)
            pieces.append((text,))
        else:
            pieces.append((format_html("<{0}>{1}</{0}>", op, text),))
    return format_html_join("", "{}", pieces)


def shortened(text, *, is_first, is_last):
    """What stayed the same beside a change: so much that the place is known."""
    if len(text) <= MOST_UNCHANGED:
        return text
    half = MOST_UNCHANGED // 2
    head, tail = text[:half], text[-half:]
    if is_first:
        head = ""
    if is_last:
        tail = ""
    return format_html('{}<span class="elided">……</span>{}', head, tail)


@register.simple_tag
def sentence(published, entry, township=None):
    return answer_sentence(published, entry, township)


@lru_cache(maxsize=4096, typed=True)
def kept(text):
    """A short run of text that is not broken across lines: 县应急管理局, 城关镇协助."""
    parts = [(_whole(part),) for part in re.split(r"(?<=[、，])", text) if part]
    return format_html_join("", "{}", parts)


def _whole(part):
    if len(part) <= LONGEST_KEPT:
        return format_html('<span class="keep">{}</span>', part)
    return part


@register.simple_tag
def strong_answer(published, entry, township=None, day=None):
    """The answer with the one who answers set apart in the colour of the kind."""
    look = SHAPES[entry["kind"]]
    pieces = []
    for text, is_strong in answer_parts(published, entry, township):
        piece = kept(text)
        if is_strong and entry["kind"] != "basic":
            kept_on = {"day": day, "t": township and township.code}
            piece = _with_links(published.county["code"], text, answering(entry), kept_on)
        if is_strong:
            piece = format_html('<b class="{}">{}</b>', look, piece)
        pieces.append((piece,))
    return format_html("{}。", format_html_join("", "{}", pieces))


def _with_links(county_code, text, names, kept_on):
    """The departments of an answer, each leading to its own list; what stands between as it is."""
    pieces, rest = [], text
    for name in names:
        before, found, after = rest.partition(name)
        if found:
            address = department_url(county_code, name, **kept_on)
            pieces += [(kept(before),), (format_html('<a href="{}">{}</a>', address, kept(name)),)]
            rest = after
    return format_html_join("", "{}", [*pieces, (kept(rest),)])


@register.simple_tag
def means(published, kind, township=None):
    """What a kind says of who answers, in this place: 由县直部门负责，城关镇协助."""
    words = published.words_for(township)
    if township is None:
        return words[f"kind_{kind}_means"]
    return words[f"answer_{kind}"].format(township=township.name, departments=words["departments"])


@register.simple_tag
def item_url(code, **parts):
    """The address of an item, with the township and the day it is read for."""
    return _item_path(code) + query(**parts)


@lru_cache(maxsize=16384)
def _item_path(code):
    return reverse("item", args=[code])


@register.simple_tag
def department_url(county_code, name, day=None, t=""):
    """The address of a department's own list by the name that stands printed; it leads on to the
    one that stays. It keeps the day and the township that a reader chose.
    """
    if LIKE_AN_ADDRESS.search(name) or len(name) > LONGEST_DEPARTMENT:
        return reverse("departments", args=[county_code]) + query(department=name, t=t)
    if day:
        return reverse("department-on", args=[county_code, name, f"{day}"]) + query(t=t)
    return _department_path(county_code, name) + query(t=t)


@register.simple_tag(takes_context=True)
def carrying(context, name, *args, **parts):
    """The address of a public page, with the township that the reader chose."""
    carried = context.get("carried")
    return reverse(name, args=args) + query(t=carried and carried.code, **parts)


@lru_cache(maxsize=4096)
def _department_path(county_code, name):
    return reverse("department", args=[county_code, name])


@register.simple_tag(takes_context=True)
def carried_to(context, address):
    """An address without a query, with the township that the reader chose; that of a
    township's list names its own.
    """
    carried = context.get("carried")
    if not carried or address.startswith("/t/"):
        return address
    return address + query(t=carried.code)


@register.simple_tag
def parameters(asked=None, **further):
    """{parameter: value} of an address, to be kept with `as` for several `query`."""
    return {**(asked or {}), **further}


@register.simple_tag
def query(asked=None, **further):
    """?t=...&q=... without the empty ones; nothing at all when all are empty."""
    asked = parameters(asked, **further)
    kept = {key: value for key, value in asked.items() if value not in ("", None)}
    if kept:
        return f"?{urlencode(kept)}"
    return ""


@register.simple_tag(takes_context=True)
def offer_townships(context, box_id, everything=""):
    """The box of the townships of the list; a text that names none of them stays in it."""
    options = [(place.code, place.name) for place in context["published"].townships]
    if everything:
        options.insert(0, ("", everything))
    township, typed = context.get("township"), context.get("where_typed", "")
    chosen = township.code if township else ""
    if typed and not typed.isdecimal():
        chosen = typed
    attrs = {"id": box_id, "data-remember": context["county"]["code"]}
    return OneOfMany(choices=options).render("t", chosen, attrs)
