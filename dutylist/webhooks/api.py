"""Subscribers to events over HTTP, their deliveries, and the events for who catches up."""

from django.http import Http404
from rest_framework.response import Response

from dutylist.history.cursors import position_of
from dutylist.notices.filters import EventFilters
from dutylist.notices.models import OutboundEvent
from dutylist.notices.numbering import number_events
from dutylist.organizations.models import Region
from dutylist.organizations.places_asked import COUNTY
from dutylist.rest.bodies import Body, Member, member_of, text_member, texts_member
from dutylist.rest.described import PAGED, described, name_parameters
from dutylist.rest.idempotency import idempotent
from dutylist.rest.paging import limit_of, list_shape
from dutylist.rest.preconditions import etag
from dutylist.rest.rows import Rows, mark_of
from dutylist.rest.shapes import NUMBER, YES_NO
from dutylist.rest.values import Wrong, as_bool
from dutylist.rest.views import SignedInView, require_empty

from .delivering import deliver
from .events_json import event_json
from .filters import DeliveryFilters, WebhookFilters
from .models import Webhook
from .permissions import require_keeper, require_keeper_of_any
from .services import deliveries as sent
from .services import subscribers as verbs
from .webhooks_json import delivery_json, webhook_json

AFTER = "after"
LARGEST = 2**53
name_parameters(
    after="只要编号大于它的事件，取自上一次最后一条的 id，从 0 开始",
    delivery_state="投递状态：waiting、delivered、given_up",
)
NAME = member_of(Webhook, "name", required=True)
URL = text_member("url", "接收地址", required=True)
KINDS = texts_member("kinds", "接收的事件")
NEW = (text_member(COUNTY, "所属区划", required=True), NAME, URL, KINDS)
CHANGED = (
    member_of(Webhook, "name"),
    text_member("url", "接收地址"),
    KINDS,
    Member("enabled", as_bool, "启用", YES_NO),
)


def as_number(value):
    """The number of an event: they are counted on and on."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST:
        raise Wrong("应为事件编号。")
    return value


SINCE = (Member(AFTER, as_number, "事件编号", NUMBER, required=True),)


class WebhookRows(Rows):
    """The subscribers of the places this person operates or audits."""

    filterset_class = WebhookFilters

    def rows(self, request):
        rows = Webhook.objects.visible_to(request.user)
        return rows.select_related("county", "created_by").order_by("pk")

    def as_json(self, webhook):
        return webhook_json(webhook)

    def shown_once(self, request, webhook, secret):
        """The answer that carries the secret; its mark is that of what is shown later."""
        shown = self.as_json(self.found(request, webhook.pk))
        headers = {"ETag": etag(mark_of(shown))}
        return Response({**shown, "secret": secret}, status=201, headers=headers)


class Webhooks(WebhookRows):
    """GET: the subscribers. POST: a new one, with its secret. The answer is given once and kept
    nowhere, so that no key repeats it.
    """

    @described("webhooks_list", "外部系统", gives="List", query=("county", "retired", *PAGED))
    def get(self, request):
        return self.listed(request, self.rows(request))

    @described(
        "webhooks_create",
        "登记外部系统；签名密钥只在这次答复中出现",
        takes="WebhookWrite",
        gives="WebhookWithSecret",
        status=201,
    )
    def post(self, request):
        require_keeper_of_any(request.user)
        body = Body(request, *NEW)
        county = kept_county(request, body)
        told = {**body.values(), COUNTY: county}
        webhook, secret = verbs.register(**told, by=request.user, reason=body.reason, source="api")
        return self.shown_once(request, webhook, secret)


def kept_county(request, body):
    """The county that a body names; 403 where it is not this person's to keep."""
    if not body.is_sound(COUNTY):
        return None
    county = Region.objects.keeping_list().filter(code=body.found[COUNTY]).first()
    if county is None:
        body.faults[COUNTY] = "没有编制清单的这一区划，请填写12位代码。"
        return None
    require_keeper(request.user, county)
    return county


class OneWebhook(WebhookRows):
    """GET: one subscriber. PATCH: changes it. DELETE: takes it out of use for good."""

    @described("webhooks_read", "一个外部系统", gives="Webhook")
    def get(self, request, pk):
        return self.shown(self.found(request, pk))

    @described(
        "webhooks_change",
        "修改、启用、停用外部系统",
        takes="WebhookChange",
        gives="Webhook",
        if_match=True,
    )
    def patch(self, request, pk):
        with self.as_seen(request, pk) as webhook:
            require_keeper(request.user, webhook.county)
            body = Body(request, *CHANGED)
            verbs.change(
                webhook, **body.values(), by=request.user, reason=body.reason, source="api"
            )
            return self.shown(self.found(request, pk))

    @described(
        "webhooks_remove",
        "移除外部系统，投递记录保留",
        takes="Reason",
        gives="Webhook",
        if_match=True,
    )
    def delete(self, request, pk):
        with self.as_seen(request, pk) as webhook:
            require_keeper(request.user, webhook.county)
            body = Body(request)
            body.values()
            verbs.remove(webhook, by=request.user, reason=body.reason, source="api")
            return self.shown(self.found(request, pk))


class Secret(WebhookRows):
    """POST: a new secret, told once; no key repeats the answer."""

    @described(
        "webhooks_secret",
        "重新生成签名密钥；原密钥24小时内仍同时签名",
        takes="Reason",
        gives="WebhookWithSecret",
        status=201,
    )
    def post(self, request, pk):
        webhook = self.found(request, pk)
        require_keeper(request.user, webhook.county)
        body = Body(request)
        body.values()
        webhook, secret = verbs.rotate_secret(
            webhook, by=request.user, reason=body.reason, source="api"
        )
        return self.shown_once(request, webhook, secret)


class Trial(WebhookRows):
    """POST: sends one message that tells of nothing, at once."""

    @described("webhooks_test", "试投一条", gives="Delivery", status=201)
    def post(self, request, pk):
        webhook = self.found(request, pk)
        require_empty(request)
        delivery = sent.begin_trial(webhook, by=request.user)
        deliver(delivery, delivery.next_try_at)
        delivery.refresh_from_db()
        return Response(delivery_json(delivery), status=201)


class ReplaySince(WebhookRows):
    """POST: sends again what happened after an event."""

    @described(
        "webhooks_replay",
        "重发某一事件之后的全部事件",
        takes="WebhookReplay",
        gives="WebhookReplayed",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, request, pk):
        webhook = self.found(request, pk)
        require_keeper(request.user, webhook.county)
        body = Body(request, *SINCE)
        body.faults.pop("reason", None)  # nothing of the register is changed
        count = sent.replay_since(webhook, body.values()[AFTER], by=request.user)
        return Response({"queued": count}, status=201)


class DeliveryRows(SignedInView):
    filterset_class = DeliveryFilters

    def rows(self, request, pk):
        """The deliveries to a subscriber that this person sees."""
        webhook = Webhook.objects.visible_to(request.user).filter(pk=pk).first()
        if webhook is None:
            raise Http404
        return webhook.deliveries.select_related("webhook__county", "event")


class Deliveries(DeliveryRows):
    """GET: what was sent to a subscriber, the newest first."""

    @described(
        "webhook_deliveries_list", "投递记录", gives="List", query=("delivery_state", *PAGED)
    )
    def get(self, request, pk):
        rows = self.rows(request, pk)
        return self.page_of(request, rows, lambda found: [*map(delivery_json, found)], "-pk")


class Replay(DeliveryRows):
    """POST: sends one delivery again."""

    @described("webhook_deliveries_replay", "重发一条", gives="Delivery", status=201, keyed=True)
    @idempotent
    def post(self, request, pk, delivery):
        found = self.rows(request, pk).filter(pk=delivery).first()
        if found is None:
            raise Http404
        require_empty(request)
        again = sent.replay(found, by=request.user)
        return Response(delivery_json(self.rows(request, pk).get(pk=again.pk)), status=201)


class Events(SignedInView):
    """GET: what happened, in the order in which it is told, after the last one a program has."""

    filterset_class = EventFilters

    @described(
        "events_list",
        "事件：按编号接续读取",
        gives="List",
        query=("county", AFTER, "limit"),
    )
    def get(self, request):
        after, limit = position_of(request.GET.get(AFTER, ""), AFTER), limit_of(request)
        number_events()
        rows = self.asked(request, OutboundEvent.objects.readable_by(request.user))
        rows = rows.filter(number__gt=after).select_related("county").order_by("number")
        found = list(rows[: limit + 1])
        following = None
        if len(found) > limit:
            following = address_after(request, found[limit - 1].number)
        return Response(list_shape([event_json(event) for event in found[:limit]], following))


def address_after(request, number):
    query = request.GET.copy()
    query[AFTER] = str(number)
    return f"{request.path}?{query.urlencode()}"
