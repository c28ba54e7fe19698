"""The tag for a box that a template writes itself, where it may offer many."""

from django import template

from dutylist.history.offering import OneOfMany

from .places_asked import code_asked, options_of

register = template.Library()


@register.simple_tag
def offer(name, options, chosen="", id="", **attrs):
    """A select box of [(value, label)], or one that offers while somebody types if there are many.
    A word of the attributes with an underscore stands for one with a hyphen.
    """
    told = {key.replace("_", "-"): value for key, value in attrs.items()}
    return OneOfMany(choices=options).render(name, chosen, {"id": id or name, **told})


@register.simple_tag(takes_context=True)
def offer_places(context, name, places, chosen):
    """The same of places, asked for under this name in the address; a text that names none of them
    stays in the box.
    """
    request, value = context["request"], chosen.code
    typed = request.GET.get(name, "").strip()
    if typed and not code_asked(request, name, places):
        value = typed
    return offer(name, options_of(places), value)
