"""What a county ruled for itself over HTTP: the lines of its policy, and how its office is
reached.
"""

from dutylist.rest.bodies import Body, Member, member_of
from dutylist.rest.described import PAGED, described
from dutylist.rest.rows import Rows
from dutylist.rest.shapes import FREE
from dutylist.rest.values import Wrong

from .models import CountyPolicy
from .permissions import require
from .policies import policy_lines, rule_fault
from .services.regions import set_office_contact, set_policy


def as_values(value):
    if not isinstance(value, dict):
        raise Wrong("应为一个对象。")
    return value


VALUES = Member("values", as_values, "本地规则", FREE)
CONTACT = (
    member_of(CountyPolicy, "office_telephone"),
    member_of(CountyPolicy, "office_address"),
    member_of(CountyPolicy, "office_email"),
)
CHANGED = (VALUES, *CONTACT)


def line_json(policy, line):
    """One rule: its default and what holds in this county."""
    return {
        "key": line.key,
        "label": line.label,
        "help": line.help,
        "ground": line.ground,
        "usual": line.value,
        "value": policy.value(line.key),
    }


class PolicyRows(Rows):
    right = "organizations.view_countypolicy"

    def rows(self, request):
        rows = CountyPolicy.objects.visible_to(request.user)
        return rows.select_related("region").order_by("pk")

    def as_json(self, policy):
        return {
            "id": policy.pk,
            "county": policy.region.code,
            "values": policy.values,
            "lines": [line_json(policy, line) for line in policy_lines().values()],
            **{member.name: getattr(policy, member.name) for member in CONTACT},
        }


class Policies(PolicyRows):
    """The policies of the counties of this person."""

    @described("county_policies_list", "本地规则", gives="List", query=PAGED)
    def get(self, request):
        return self.listed(request, self.rows(request))


class OnePolicy(PolicyRows):
    """GET: one county's policy. PATCH: some of its own values, null for the shipped one, and how its
    office is reached.
    """

    @described("county_policies_read", "一个地区的本地规则", gives="CountyPolicy")
    def get(self, request, pk):
        return self.shown(self.found(request, pk))

    @described(
        "county_policies_change",
        "修改本地规则和联系方式",
        takes="CountyPolicyWrite",
        gives="CountyPolicy",
        if_match=True,
    )
    def patch(self, request, pk):
        with self.as_seen(request, pk) as policy:
            body = Body(request, *CHANGED)
            require_verbs(request.user, policy, body)
            judge_values(body)
            write(policy, body.values(), by=request.user, reason=body.reason)
            return self.shown(self.found(request, pk))


def require_verbs(user, policy, body):
    """The contact is the office's to change, the rules are its lead's."""
    require(user, "change_words", policy.region)
    if "values" in body.found or "values" in body.faults:
        require(user, "change_policy", policy.region)


def judge_values(body):
    """Names each value that can not hold at its own path."""
    lines = policy_lines()
    for key, value in body.found.get("values", {}).items():
        if key not in lines:
            body.faults[f"values.{key}"] = "没有这一规则。"
        elif fault := rule_fault(key, value):
            body.faults[f"values.{key}"] = fault


def write(policy, told, *, by, reason):
    values = told.pop("values", None)
    if values is not None:
        set_policy(policy.region, values, by=by, reason=reason, source="api")
    if told:
        set_office_contact(policy.region, by=by, reason=reason, source="api", **told)
