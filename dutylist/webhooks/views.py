"""Subscribers on the desk: the list, one with its deliveries, and what its keeper does with it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from dutylist.history.refusals import Refusal
from dutylist.organizations.models import Region
from dutylist.rest.parameters import filtered_by, takes
from dutylist.staff.pages import desk_form, desk_page, number_asked
from dutylist.staff.refusable_forms import made_by

from .delivering import deliver
from .filters import DeliveryFilters, WebhookFilters
from .forms import ReasonForm, SinceForm, WebhookForm, initial_of
from .kinds import kind_labels
from .models import KEEPERS, DeliveryState, Webhook
from .permissions import may_keep, reads_subscribers
from .services import deliveries as sent
from .services import subscribers as verbs

MOST_SHOWN = 50
MOST_COUNTIES = 200


@filtered_by(WebhookFilters)
@takes("retired")
@desk_page
def webhooks(request):
    """The subscribers of the places this person operates or audits."""
    require_reader(request)
    rows = Webhook.objects.visible_to(request.user).select_related("county")
    seen = WebhookFilters.leniently(request.GET, rows, request=request, names=("retired",))
    context = {
        "webhooks": seen.qs.order_by("county", "pk"),
        "any_removed": rows.exclude(removed_at=None).exists(),
        "with_removed": seen.form.cleaned_data["retired"],
        "may_register": bool(kept_counties(request.user)),
    }
    return render(request, "webhooks/list.html", context)


@desk_form
def new(request):
    """Registers a subscriber; the answer shows its secret, once."""
    require_reader(request)
    counties = kept_counties(request.user)
    if not counties:
        raise Http404
    form, status = WebhookForm(request.POST or None, action="register", counties=counties), 200
    if request.method == "POST":
        made, status = made_by(form, lambda typed: registered(request, form, counties, typed))
        if made:
            return shown_once(request, *made)
    return render(request, "webhooks/new.html", {"form": form}, status=status)


def registered(request, form, counties, typed):
    county = counties[0]
    if typed.get("county"):
        county = next(one for one in counties if one.code == typed["county"])
    return verbs.register(
        county,
        name=typed["name"],
        url=typed["url"],
        kinds=form.kinds(),
        by=request.user,
        reason=typed["reason"],
    )


def shown_once(request, webhook, secret):
    return render(request, "webhooks/secret.html", {"webhook": webhook, "secret": secret})


@filtered_by(DeliveryFilters)
@takes("delivery_state", "after")
@desk_form
def webhook(request, pk):
    """One subscriber: what it is told, its deliveries, and the form to change it."""
    found = found_or_404(request, pk)
    form, status = WebhookForm(initial=initial_of(found), action="change"), 200
    if request.method == "POST":
        form = WebhookForm(request.POST, initial=initial_of(found), action="change")
        made, status = made_by(form, lambda typed: changed(request, form, found, typed))
        if made:
            messages.success(request, f"已保存“{made.name}”。")
            return redirect("desk:webhook", pk)
    return page(request, found, status, form=form)


def changed(request, form, webhook, typed):
    return verbs.change(
        webhook,
        name=typed["name"],
        url=typed["url"],
        kinds=form.kinds(),
        by=request.user,
        reason=typed["reason"],
        expect=typed["expect"] or None,
    )


def page(request, webhook, status=200, *, form=None, since=None):
    rows = webhook.deliveries.select_related("webhook__county", "event")
    asked = DeliveryFilters.leniently(request.GET, rows, request=request, names=("delivery_state",))
    rows = asked.qs.order_by("-pk")
    if after := number_asked(request, "after"):
        rows = rows.filter(pk__lt=after)
    shown = list(rows[: MOST_SHOWN + 1])
    following = shown[MOST_SHOWN - 1].pk if len(shown) > MOST_SHOWN else 0
    labels = kind_labels()
    is_kept = webhook.removed_at is None and may_keep(request.user, webhook.county)
    context = {
        "webhook": webhook,
        "kinds": [labels.get(kind, kind) for kind in webhook.kinds],
        "deliveries": [(one, labels.get(one.kind, one.kind)) for one in shown[:MOST_SHOWN]],
        "next": following,
        "asked_state": asked.form.cleaned_data["delivery_state"],
        "states": DeliveryState.choices,
        "is_kept": is_kept,
        "form": form or WebhookForm(initial=initial_of(webhook), action="change"),
        "since": since or SinceForm(action="since"),
    }
    return render(request, "webhooks/webhook.html", context, status=status)


@desk_form
def secret(request, pk):
    """A new secret, shown once."""
    found = kept_or_404(request, pk)

    def verb(reason, _expect):
        return verbs.rotate_secret(found, by=request.user, reason=reason)

    made, answer = with_reason(request, found, "重新生成密钥", verb)
    if made:
        return shown_once(request, *made)
    return answer


@desk_form
def switch(request, pk):
    """Enables a subscriber that is disabled, and the other way round."""
    found = kept_or_404(request, pk)
    label = "停用" if found.enabled else "启用"

    def verb(reason, expect):
        return verbs.change(
            found, enabled=not found.enabled, by=request.user, reason=reason, expect=expect
        )

    made, answer = with_reason(request, found, label, verb)
    if made:
        messages.success(request, f"已{label}“{found.name}”。")
        return redirect("desk:webhook", pk)
    return answer


@desk_form
def remove(request, pk):
    """Takes a subscriber out of use for good."""
    found = kept_or_404(request, pk)

    def verb(reason, expect):
        return verbs.remove(found, by=request.user, reason=reason, expect=expect)

    made, answer = with_reason(request, found, "移除", verb)
    if made:
        messages.success(request, f"已移除“{found.name}”。")
        return redirect("desk:webhooks")
    return answer


def with_reason(request, webhook, label, verb):
    """(what the verb made, None), or (None, the page that asks for the reason)."""
    initial = {"expect": webhook.mark_of_settings}
    form, status = ReasonForm(request.POST or None, initial=initial, action="reason"), 200
    if request.method == "POST":
        made, status = made_by(form, lambda typed: verb(typed["reason"], typed["expect"] or None))
        if made:
            return made, None
    context = {
        "webhook": webhook,
        "form": form,
        "label": label,
        "change_over": webhook.is_changing_over(),
    }
    return None, render(request, "webhooks/reason.html", context, status=status)


@desk_form
def trial(request, pk):
    """Sends one message that tells of nothing, and says what came of it."""
    found = kept_or_404(request, pk)
    if request.method == "POST":
        try:
            delivery = sent.begin_trial(found, by=request.user)
        except Refusal as refused:
            messages.error(request, refused.sentence)
        else:
            deliver(delivery, delivery.next_try_at)
            delivery.refresh_from_db()
            say_what_came_of(request, delivery)
    return redirect("desk:webhook", pk)


def say_what_came_of(request, delivery):
    if delivery.state == DeliveryState.DELIVERED:
        messages.success(request, f"试投已送达，接收方应答{delivery.last_status}。")
        return
    told = delivery.answer or "没有内容"
    status = ""
    if delivery.last_status:
        status = f"应答{delivery.last_status}："
    messages.warning(request, f"试投未送达。{status}{told}")


@desk_form
def replay(request, pk, delivery):
    """Sends one delivery again."""
    found = kept_or_404(request, pk)
    again = found.deliveries.select_related("webhook__county").filter(pk=delivery).first()
    if again is None:
        raise Http404
    if request.method == "POST":
        told(request, lambda: sent.replay(again, by=request.user), "已列入重发，几分钟内投递。")
    return redirect("desk:webhook", pk)


@desk_form
def replay_since(request, pk):
    """Sends again what happened after an event."""
    found = kept_or_404(request, pk)
    if request.method != "POST":
        return redirect("desk:webhook", pk)
    since, counted = SinceForm(request.POST, action="since"), []

    def verb(typed):
        count = sent.replay_since(found, typed["after"], by=request.user)
        counted.append(count)
        return True

    made, status = made_by(since, verb)
    if not made:
        return page(request, found, status, since=since)
    messages.success(request, f"已列入重发{counted[0]}条，几分钟内投递。")
    return redirect("desk:webhook", pk)


def told(request, verb, sentence):
    try:
        verb()
    except Refusal as refused:
        messages.error(request, refused.sentence)
        return
    messages.success(request, sentence)


def require_reader(request):
    if not reads_subscribers(request.user):
        raise Http404


def kept_counties(user):
    rows = Region.objects.reached_by(user, *KEEPERS).keeping_list()
    return list(rows.order_by("code")[:MOST_COUNTIES])


def found_or_404(request, pk):
    require_reader(request)
    rows = Webhook.objects.visible_to(request.user).select_related("county", "created_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def kept_or_404(request, pk):
    """A subscriber that this person keeps and that was not removed."""
    found = found_or_404(request, pk)
    if found.removed_at is not None or not may_keep(request.user, found.county):
        raise Http404
    return found
