"""A county in which townships blow the whistle, and short ways to do what they do there."""

from assessment.models import Whistle
from assessment.whistles.services.raising import raise_whistle
from dutylist.organizations.roles import Role
from dutylist.workflow.engine import perform
from tests.access_control.people import API, get, place, post, told
from tests.factories import make_department, make_user
from tests.grounds import ground

__all__ = ["API", "WHISTLES", "called", "decided", "get", "place", "post", "told", "whistling"]
WHISTLES = f"{API}whistles/"


@ground
def whistling(place):
    """The published county of the gate, with who reads whistles and who does not."""
    place.mayor, place.neighbour = place.mayors[0], place.mayors[1]
    place.town = place.towns[0]
    place.fellow = make_user(Role.TOWNSHIP_STAFF, township=place.town, name="李网格")
    place.inspector = make_user(Role.INSPECTOR, county=place.county)
    place.secretary = make_user(Role.COUNTY_SECRETARY, county=place.county)
    place.river, place.sea = place.items[1].code, place.items[2].code
    place.water = make_department("县水利局", county=place.county)
    place.waterman = make_user(Role.DEPARTMENT_LEAD, department=place.water, name="周水利")
    return place


def call(scene, **fields):
    """What a township tells of a whistle."""
    return {
        "township": scene.town.code,
        "item": scene.river,
        "level": "enforcement",
        "text": "有人夜间在河道内取土，劝阻后仍在施工。",
        **fields,
    }


def called(scene, *, by=None, **fields):
    """A whistle that was sent."""
    whistle, _is_new = raise_whistle(call(scene, **fields), by=by or scene.mayor)
    return Whistle.objects.get(pk=whistle.pk)


def moved(whistle, action, by, reason="", at=None, **facts):
    whistle.refresh_from_db()
    perform(whistle, action, by=by, reason=reason, at=at, **facts)
    return whistle


def decided(user, pk, action, facts=None, *, reason="", mark="*"):
    body = {"action": action, "reason": reason, "facts": facts or {}}
    return post(user, f"{WHISTLES}{pk}/decisions/", body, **{"If-Match": mark})
