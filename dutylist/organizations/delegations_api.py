"""Acting for another (代行) over HTTP: who acts for whom, handing a role over, ending it early."""

from rest_framework.response import Response

from dutylist.history.refusals import NotAllowed
from dutylist.history.texts import require_query
from dutylist.rest.bodies import Body, day_member, number_member, text_member
from dutylist.rest.described import PAGED, described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.rows import Rows, iso

from .delegations import acting, offered_to, takes_part
from .filters import MembershipFilters
from .models import Membership
from .services import delegations as verbs

NEW = (
    number_member("membership", "委托的任职", required=True),
    text_member("user", "由谁代行（用户名）", required=True),
    day_member("starts_on", "起始日期", required=True),
    day_member("ends_on", "截止日期", required=True),
)
ENDED = (day_member("on", "最后一天"),)


class DelegationRows(Rows):
    """For whoever holds a business role, as on the desk."""

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if not takes_part(request.user):
            raise NotAllowed("您没有可以委托或者代行的职责。")

    def rows(self, request):
        rows = Membership.objects.visible_to(request.user).delegations().distinct()
        places = ("user", "region", "department", "delegated_from__user")
        return rows.select_related(*places).order_by("pk")

    def as_json(self, delegation):
        shown = acting(delegation, self.request.user)
        own = delegation.delegated_from
        return {
            "id": delegation.pk,
            "membership": own.pk,
            "of": own.user.username,
            "of_name": own.user.get_full_name(),
            "user": delegation.user.username,
            "user_name": delegation.user.get_full_name(),
            "role": delegation.role,
            "role_label": delegation.get_role_display(),
            "place": shown.place,
            "starts_on": iso(delegation.starts_on),
            "ends_on": iso(delegation.ends_on),
            "reason": delegation.delegate_reason,
            "state": shown.state,
            "actions": ["end"] if shown.may_end else [],
        }


class Delegations(DelegationRows):
    """GET: who acts for whom, as far as it concerns this person. POST: hands a role over."""

    filterset_class = MembershipFilters

    @described("delegations_list", "代行", gives="List", query=("retired", *PAGED))
    def get(self, request):
        return self.listed(request, self.rows(request))

    @described(
        "delegations_create",
        "委托他人代行一项任职的职责",
        takes="DelegationWrite",
        gives="Delegation",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, request):
        body = Body(request, *NEW)
        membership = membership_named(request, body)
        user = user_named(body, membership)
        told = body.values()
        made = verbs.delegate(
            membership,
            user,
            starts_on=told["starts_on"],
            ends_on=told["ends_on"],
            by=request.user,
            reason=body.reason,
            source="api",
        )
        return self.shown(self.found(request, made.pk), 201)


def membership_named(request, body):
    """The membership that a body names, where this person may hand it over."""
    if not body.is_sound("membership"):
        return None
    rows = Membership.objects.filter(verbs.delegable()).select_related(
        "user", "region__parent", "department__county"
    )
    membership = rows.filter(pk=body.found["membership"] or 0).first()
    if membership is None or not verbs.may_delegate(membership, request.user):
        body.faults["membership"] = "没有这一编号的任职，或者您不能委托。"
        return None
    return membership


def user_named(body, membership):
    """The colleague of the unit who is to act."""
    if membership is None or not body.is_sound("user"):
        return None
    people = verbs.delegates_for(membership)
    user = people.filter(username=body.found["user"].strip()).first()
    if user is None:
        body.faults["user"] = "只能委托给同一单位的在任人员，请填写其用户名。"
    return user


class OneDelegation(DelegationRows):
    """One delegation."""

    @described("delegations_read", "一项代行", gives="Delegation")
    def get(self, request, pk):
        return self.shown(self.found(request, pk))


class EndDelegation(DelegationRows):
    """Ends it before its time: at once, or with the day named as its last one."""

    @described(
        "delegations_end",
        "提前终止代行；不填最后一天的，立即终止",
        takes="DelegationEnd",
        gives="Delegation",
        status=201,
        if_match=True,
        keyed=True,
    )
    @idempotent
    def post(self, request, pk):
        with self.as_seen(request, pk) as delegation:
            if not verbs.may_end_delegation(delegation, request.user):
                raise NotAllowed(verbs.who_ends(delegation))
            body = Body(request, *ENDED)
            verbs.end_delegation(
                delegation,
                on=body.values().get("on"),
                by=request.user,
                reason=body.reason,
                source="api",
            )
            return self.shown(self.found(request, pk), 201)


class Delegable(DelegationRows):
    """The memberships this person may hand over: those of their own, and with `q` those of
    the people they answer for.
    """

    @described("delegable_list", "可以委托代行的任职", gives="List", query=("q",))
    def get(self, request):
        own, others, _by_asking = offered_to(request.user, asked_name(request))
        results = [held_json(held) for held in (*own, *others)]
        return Response({"results": results, "next": None, "total": len(results), "capped": False})


def asked_name(request):
    name = request.GET.get("q", "").strip()
    if not name:
        return ""
    return require_query(name)


def held_json(held):
    return {
        "id": held.pk,
        "user": held.user.username,
        "user_name": held.user.get_full_name(),
        "role": held.role,
        "role_label": held.get_role_display(),
        "place": (held.department or held.region).name,
        "starts_on": iso(held.starts_on),
        "ends_on": iso(held.ends_on),
    }
