"""What a county ruled for itself over HTTP: the lines of its policy, and how its office is
reached.
"""

from django.http import Http404

from dutylist.history.refusals import Invalid
from dutylist.rest.bodies import Body, Member, member_of
from dutylist.rest.described import PAGED, described
from dutylist.rest.rows import Rows
from dutylist.rest.shapes import FREE
from dutylist.rest.values import Wrong

from .models import CountyPolicy
from .permissions import require
from .places_asked import COUNTY, NAME_COUNTY, code_of, require_county
from .policies import faults_of, policy_groups, policy_lines
from .services.regions import set_office_contact, set_policy


def as_values(value):
    if not isinstance(value, dict):
        raise Wrong("应为一个对象。")
    return value


VALUES = Member("values", as_values, "本地规则", FREE)
VALUES_NEEDED = VALUES._replace(required=True)
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
    """GET: one county's policy. PATCH: some of its own values, null for the shipped one, and
    how its office is reached.
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
    faults = faults_of(body.found.get("values", {}))
    body.faults |= {f"values.{path}": sentence for path, sentence in faults.items()}


def write(policy, told, *, by, reason):
    values = told.pop("values", None)
    if values is not None:
        write_values(policy.region, values, by=by, reason=reason)
    if told:
        set_office_contact(policy.region, by=by, reason=reason, source="api", **told)


def write_values(county, values, *, by, reason):
    """Sets the rules; what can not be changed as things stand is told at its path in the body."""
    try:
        set_policy(county, values, by=by, reason=reason, source="api")
    except Invalid as refused:
        raise Invalid(refused.errors_below("values"), refused.code) from None


# ---- the policy of the county that is asked for ----


def rule_json(policy, line, group):
    """One rule as a client can make a form of it: its type, its shape, and what holds."""
    return {
        "key": line.key,
        "type": line.shape.kind,
        "value": policy.value(line.key),
        "default": line.value,
        "label": line.label,
        "help": line.help,
        "ground": line.ground,
        "group": group.label,
        "is_default": line.key not in policy.values,
        "words": line.words(policy.values),
        "shape": line.shape.schema(),
    }


class PolicyOfCounty(PolicyRows):
    """GET: every rule of the county with what holds. PATCH: those that change, each whole, null for
    the shipped one.
    """

    def as_json(self, policy):
        rules = []
        for group, lines in policy_groups():
            rules += [rule_json(policy, line, group) for line in lines]
        return {
            "id": policy.pk,
            "county": policy.region.code,
            "values": {key: policy.value(key) for key in policy_lines()},
            "rules": rules,
        }

    def asked(self, request):
        """The policy of `?county=`, else of the one county this person belongs to. Another county's
        is not there.
        """
        code, rows = code_of(request, COUNTY), self.rows(request)
        require_county(code)
        if code:
            rows = rows.filter(region__code=code)
        found = list(rows[:2])
        if not found:
            raise Http404
        if len(found) > 1:
            raise Invalid({COUNTY: NAME_COUNTY})
        return found[0]

    @described("policy_read", "本地规则", gives="Policy", query=(COUNTY,))
    def get(self, request):
        return self.shown(self.asked(request))

    @described(
        "policy_change",
        "修改本地规则：只列要改的，每项写全；填 null 恢复通用值",
        takes="PolicyWrite",
        gives="Policy",
        query=(COUNTY,),
        if_match=True,
    )
    def patch(self, request):
        asked = self.asked(request)
        with self.as_seen(request, asked.pk) as policy:
            require(request.user, "change_policy", policy.region)
            body = Body(request, VALUES_NEEDED)
            judge_values(body)
            values = body.values()["values"]
            write_values(policy.region, values, by=request.user, reason=body.reason)
            return self.shown(self.found(request, asked.pk))
