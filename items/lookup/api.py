"""Phrases (群众说法), the word on common matters, and what was asked, over HTTP."""

from rest_framework.response import Response

from dutylist.organizations.places_asked import own_county_of
from dutylist.organizations.words import staffing_office_of
from dutylist.rest.bodies import Body, Member, member_of, text_member, texts_member
from dutylist.rest.described import PAGED, described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.rows import Rows, iso
from dutylist.rest.shapes import TEXT, YES_NO
from dutylist.rest.values import Wrong, as_bool, as_text
from dutylist.workflow.refusals import NotAllowed
from items.models import AskedCount, DutyItem, MatterLink, Phrase, PhraseStanding
from items.permissions import EDITORS, may_edit

from .filters import AskedFilters, MatterLinkFilters, PhraseFilters
from .services.asked_counts import adopt_many, dismiss_asked
from .services.matter_links import forget_matter_link, link_matter, unlink_matter
from .services.phrases import (
    add_phrases,
    move_phrases,
    remove_phrases,
    restore_phrases,
    strike_phrases,
)

ADOPT, DISMISS = "adopt", "dismiss"
WRITTEN = (PhraseStanding.OWN, PhraseStanding.STRUCK)


def one_of(name, label, values, *, required=False):
    """A member that is one of these words."""

    def read(value):
        text = as_text(value)
        if text and text not in values:
            raise Wrong(f"可填：{'、'.join(values)}。")
        return text

    return Member(name, read, label, {**TEXT, "enum": list(values)}, required)


COUNTY = text_member("county", "所属区划", required=True)
CODE = text_member("code", "事项编码", required=True)
NEW_PHRASES = (
    COUNTY,
    CODE,
    texts_member("texts", "说法", required=True),
    one_of("standing", "来源", [str(value) for value in WRITTEN]),
)
MOVED_PHRASE = (CODE,)
NEW_LINK = (
    COUNTY,
    CODE,
    member_of(MatterLink, "matter", required=True),
    Member("is_linked", as_bool, "对应", YES_NO, required=True),
)
ASKED_DECISION = (
    one_of("action", "办理", (ADOPT, DISMISS), required=True),
    text_member("code", "事项编码"),
)


def item_named(body, county):
    """The item of a county that a body names by its code; without one, a fault of the body."""
    if county is None or not body.is_sound("code"):
        return None
    item = DutyItem.objects.filter(county=county, code=body.found["code"].strip())
    item = item.select_related("county").first()
    if item is None:
        body.faults["code"] = f"{county.name}没有这一编码的事项。"
    return item


def require_clerk(user, county=None):
    """Refuses whoever is the clerk of no county, or not of this one."""
    if county is None:
        is_clerk = user.standing().has(*EDITORS)
    else:
        is_clerk = may_edit(user, county)
    if not is_clerk:
        raise NotAllowed(f"只有{staffing_office_of(county)}经办人可以修改群众说法。")


class PhraseRows(Rows):
    filterset_class = PhraseFilters
    right = "items.view_phrase"

    def rows(self, request):
        rows = Phrase.objects.visible_to(request.user)
        return rows.select_related("county", "item").order_by("pk")

    def as_json(self, phrase):
        return {
            "id": phrase.pk,
            "county": phrase.county.code,
            "code": phrase.item.code,
            "text": phrase.text,
            "standing": phrase.standing,
        }


class Phrases(PhraseRows):
    """GET: the phrases of the counties of this person. POST: some more for an item, or some shipped
    ones that are not counted for it.
    """

    @described(
        "phrases_list",
        "群众说法",
        gives="List",
        query=("county", "standing", "item", "q", *PAGED),
    )
    def get(self, request):
        return self.listed(request, self.rows(request))

    @described(
        "phrases_create",
        "给一个事项登记说法；standing 为 struck 时停用随程序提供的说法",
        takes="PhrasesWrite",
        gives="Phrases",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, request):
        require_clerk(request.user)
        body = Body(request, *NEW_PHRASES)
        county = own_county_of(request, body)
        item = item_named(body, county)
        told = body.values()
        verb = add_phrases
        if told.get("standing") == PhraseStanding.STRUCK:
            verb = strike_phrases
        made = verb(item, told["texts"], by=request.user, reason=body.reason, source="api")
        rows = self.rows(request).filter(pk__in=[phrase.pk for phrase in made])
        return Response({"phrases": [self.as_json(row) for row in rows]}, status=201)


class OnePhrase(PhraseRows):
    """GET: one phrase. PATCH: moves it to another item. DELETE: takes it away; a struck one is
    counted again.
    """

    @described("phrases_read", "一条说法", gives="Phrase")
    def get(self, request, pk):
        return self.shown(self.found(request, pk))

    @described(
        "phrases_move",
        "把说法移到另一事项",
        takes="PhraseMove",
        gives="Phrase",
        if_match=True,
    )
    def patch(self, request, pk):
        with self.as_seen(request, pk) as phrase:
            require_clerk(request.user, phrase.county)
            body = Body(request, *MOVED_PHRASE)
            item = item_named(body, phrase.county)
            body.values()
            move_phrases([phrase], item, by=request.user, reason=body.reason, source="api")
            return self.shown(self.found(request, pk))

    @described(
        "phrases_remove",
        "删除本地登记的说法；停用的恢复使用",
        gives=None,
        status=204,
        if_match=True,
    )
    def delete(self, request, pk):
        with self.as_seen(request, pk) as phrase:
            require_clerk(request.user, phrase.county)
            body = Body(request)
            body.values()
            verb = remove_phrases
            if phrase.standing == PhraseStanding.STRUCK:
                verb = restore_phrases
            verb([phrase], by=request.user, reason=body.reason, source="api")
        return Response(status=204)


class LinkRows(Rows):
    filterset_class = MatterLinkFilters
    right = "items.view_phrase"

    def rows(self, request):
        rows = MatterLink.objects.visible_to(request.user)
        return rows.select_related("county", "item").order_by("pk")

    def as_json(self, link):
        return {
            "id": link.pk,
            "county": link.county.code,
            "code": link.item.code,
            "matter": link.matter,
            "name": link.name,
            "is_linked": link.is_linked,
        }


class MatterLinks(LinkRows):
    """GET: what the clerk says of items and common matters. POST: that an item is, or is not, about
    one.
    """

    @described(
        "matter_links_list",
        "经办人标注的常见事项的对应",
        gives="List",
        query=("county", "item", *PAGED),
    )
    def get(self, request):
        return self.listed(request, self.rows(request))

    @described(
        "matter_links_create",
        "标注事项对应或者不对应某一常见事项",
        takes="MatterLinkWrite",
        gives="MatterLink",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, request):
        require_clerk(request.user)
        body = Body(request, *NEW_LINK)
        county = own_county_of(request, body)
        item = item_named(body, county)
        told = body.values()
        verb = link_matter if told["is_linked"] else unlink_matter
        link = verb(item, told["matter"], by=request.user, reason=body.reason, source="api")
        return self.shown(self.found(request, link.pk), 201)


class OneMatterLink(LinkRows):
    """GET: one of them. DELETE: takes it back; the matching decides again."""

    @described("matter_links_read", "一条标注", gives="MatterLink")
    def get(self, request, pk):
        return self.shown(self.found(request, pk))

    @described("matter_links_remove", "撤下标注", gives=None, status=204, if_match=True)
    def delete(self, request, pk):
        with self.as_seen(request, pk) as link:
            require_clerk(request.user, link.county)
            body = Body(request)
            body.values()
            forget_matter_link(link, by=request.user, reason=body.reason, source="api")
        return Response(status=204)


class AskedRows(Rows):
    """What was asked often enough to be nobody's own question, for the clerk alone."""

    filterset_class = AskedFilters

    def rows(self, request):
        rows = AskedCount.objects.visible_to(request.user).offered()
        return rows.select_related("county", "item").order_by("pk")

    def as_json(self, row):
        return {
            "id": row.pk,
            "county": row.county.code,
            "text": row.folded,
            "outcome": row.outcome,
            "code": row.item and row.item.code,
            "count": row.count,
            "last_on": iso(row.last_on),
        }


class Asked(AskedRows):
    """GET: the questions that found nothing, and the items opened from what others found."""

    @described("asked_list", "群众怎么问，问过三次以上的", gives="List", query=("county", *PAGED))
    def get(self, request):
        return self.listed(request, self.rows(request))


class AskedDecisions(AskedRows):
    """POST: a question becomes a phrase of an item (the one that was opened, where none is
    named), or is offered no more.
    """

    @described(
        "asked_decisions_create",
        "采纳为事项的说法，或者不采纳",
        takes="AskedDecision",
        gives="Phrases",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, request, pk):
        row = self.found(request, pk)
        body = Body(request, *ASKED_DECISION)
        is_adopted = body.is_sound("action") and body.found["action"] == ADOPT
        item = row.item
        if is_adopted and body.found.get("code"):
            item = item_named(body, row.county)
        if is_adopted and item is None:
            body.faults.setdefault("code", "请填写事项编码。")
        body.values()
        how = {"by": request.user, "reason": body.reason, "source": "api"}
        made = []
        if is_adopted:
            made = adopt_many([(row, item)], **how)
        else:
            dismiss_asked([row], **how)
        shown = PhraseRows().as_json
        return Response({"phrases": [shown(phrase) for phrase in made]}, status=201)
