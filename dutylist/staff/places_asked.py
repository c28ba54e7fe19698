"""Which of the places that a page offers its address asks for: by code, or by name."""

from dutylist.history.offering import value_asked


def options_of(places):
    """[(code, name)] of places, for a box."""
    return [(place.code, place.name) for place in places]


def code_asked(request, name, places):
    """The code of the place asked for; "" where none is, or where the text names none of them: the
    box then keeps it and offers the near ones.
    """
    sent = [text for text in request.GET.getlist(name) if text.strip()]
    if not sent:
        return ""
    if sent[-1].isdecimal():
        return sent[-1]
    options = options_of(places)
    code = value_asked(sent, options)
    return code if code in dict(options) else ""
