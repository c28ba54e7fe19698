"""The home of every signed-in person: what waits for them, what is under way, and where to go from
here.
"""

from django.shortcuts import redirect, render

from dutylist.notices.models import InboxMessage
from dutylist.notices.services import mark_read
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form
from items.register.places import COUNTY, counties_read, frame

from .mine import counties_above, todos_of, under_way_in, units_of
from .navigation import links_of

MOST_MESSAGES = 20


@takes(COUNTY)
@desk_form
def home(request):
    """A POST marks messages as read."""
    if request.method == "POST":
        keys = request.POST.getlist("message")
        mark_read(request.user, [int(pk) for pk in keys if pk.isdecimal() and len(pk) < 19])
        return redirect("desk:home")
    return render(request, "desk/home.html", _context(request))


def _context(request):
    user = request.user
    context = {
        "todos": todos_of(user),
        "inbox": InboxMessage.objects.visible_to(user).unread()[:MOST_MESSAGES],
        "links": links_of(user),
    }
    county = counties_read(user).first()
    if county:
        return context | frame(request, county) | under_way_in(county)
    context |= {"units": units_of(user), "words": {}, "above": ()}
    if context["units"]:
        context["words"] = context["units"][0].words
    else:
        context["above"] = counties_above(user)
    return context
