"""Which parameters an address takes. What its view does not declare is refused, whoever asks,
before the view runs.

A view declares them with `takes`; a public page, which anybody may link to with a mark of their
own, leaves out what it does not know instead (`items.published.pages.conditional.known_only`).
"""

from django.core.exceptions import BadRequest
from django.http import Http404

from dutylist.history.filtering import flag_in
from dutylist.history.refusals import Invalid

NUL = "\0"
LONGEST = 2000  # signs of one value
MOST_TOLD = 5
TAKES_NONE = "这个地址不带参数。"


class ParameterRefused(Invalid, BadRequest):
    """A parameter that is not taken: 422 with its path in the API, a page with the sentence and 400
    elsewhere.
    """


def takes(*names):
    """Says of a view which parameters its address takes; one function of the request may work them
    out instead.
    """
    declared = names[0] if callable(names[0]) else names

    def with_parameters(view):
        view.parameters = declared
        return view

    return with_parameters


def filtered_by(filter_set):
    """Says of a view by which filter set its list is asked."""

    def with_filter_set(view):
        view.filterset_class = filter_set
        return view

    return with_filter_set


def hands_on(view):
    """Says of a view that it leads the same address to another view, which is asked in its turn."""
    view.hands_on = True
    return view


def declared_by(view, request):
    """The names a view takes; none without a word about it."""
    declared = getattr(view, "parameters", ())
    if callable(declared):
        return tuple(declared(request))
    return declared


def require_declared(request, names):
    """Refuses what is not among the names, and values that no field of ours can hold."""
    errors, unknown = {}, [name for name in request.GET if name not in names]
    for name, values in request.GET.lists():
        if name in names and any(NUL in value for value in values):
            errors[name] = f"“{name}”中有不能使用的控制字符。"
        elif name in names and any(len(value) > LONGEST for value in values):
            errors[name] = f"“{name}”过长，最多{LONGEST}个字。"
    if unknown:
        told = "、".join(shown(name) for name in unknown[:MOST_TOLD])
        sentence = f"没有这个参数：{told}。{what_is_taken(names)}"
        errors |= dict.fromkeys(map(shown, unknown[:MOST_TOLD]), sentence)
    if errors:
        raise ParameterRefused(errors)


def flag_of(request, name):
    """Whether a switch of the address is on."""
    try:
        return flag_in(request.GET.get(name, ""))
    except ValueError as error:
        raise ParameterRefused({name: str(error)}) from None


def shown(name):
    """A name nobody declared, as a sentence can carry it."""
    plain = "".join(sign for sign in name if sign.isprintable())
    if len(plain) <= 40:
        return plain
    return f"{plain[:40]}……"


def what_is_taken(names):
    if names:
        return f"可以使用的参数：{'、'.join(names)}。"
    return TAKES_NONE


class DeclaredParameters:
    """The middleware that asks this of every address, except where `SignedInView` asks it after the
    log-in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if NUL in request.path_info:
            raise Http404
        asks_itself = getattr(getattr(view, "cls", None), "asks_parameters", False)
        if not (asks_itself or getattr(view, "hands_on", False)):
            require_declared(request, declared_by(view, request))
