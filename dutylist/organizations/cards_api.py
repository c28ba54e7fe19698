"""The cards of the townships' service centres over HTTP."""

from dutylist.rest.bodies import Body, member_of
from dutylist.rest.described import PAGED, described
from dutylist.rest.rows import Rows

from .filters import RegionFilters
from .models import CARD_FIELDS, Level, Region, TownshipCard
from .permissions import require
from .places_asked import own_counties
from .services.cards import card_of, set_township_card

CHANGED = tuple(member_of(TownshipCard, name) for name in CARD_FIELDS)


class TownshipCardRows(Rows):
    """The townships of the counties of this person, whether they have a card or not."""

    filterset_class = RegionFilters
    right = "organizations.view_townshipcard"

    def rows(self, request):
        rows = Region.objects.valid().filter(
            level=Level.TOWNSHIP, parent__in=own_counties(request.user).keeping_list()
        )
        return rows.select_related("parent", "card").order_by("pk")

    def as_json(self, township):
        return {
            "id": township.pk,
            "county": township.parent.code,
            "township": township.code,
            "name": township.name,
            **card_of(getattr(township, "card", None)),
        }


class TownshipCards(TownshipCardRows):
    """GET: how the townships of the counties of this person are reached."""

    @described("township_cards_list", "便民服务中心名片", gives="List", query=("county", *PAGED))
    def get(self, request):
        return self.listed(request, self.rows(request))


class OneTownshipCard(TownshipCardRows):
    """GET: one of them. PATCH: changes it; all texts empty take the card away."""

    @described("township_cards_read", "一个便民服务中心的名片", gives="TownshipCard")
    def get(self, request, pk):
        return self.shown(self.found(request, pk))

    @described(
        "township_cards_change",
        "修改便民服务中心的电话、地址、时间",
        takes="TownshipCardChange",
        gives="TownshipCard",
        if_match=True,
    )
    def patch(self, request, pk):
        with self.as_seen(request, pk) as township:
            require(request.user, "change_card", township.parent)
            body = Body(request, *CHANGED)
            texts = body.values()
            set_township_card(township, by=request.user, reason=body.reason, source="api", **texts)
            return self.shown(self.found(request, pk))
