"""What a county still lacks before its first edition, step by step, and who does each."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from dutylist.organizations.models import Department, Membership, Region, User
from dutylist.organizations.roles import Role
from items.entry.lookup import Lookup
from items.findings.registry import list_findings
from items.models import DutyItem, Edition, EditionStatus
from items.register.services.proposals import draft_contents

NEEDED = (Role.CLERK, Role.OFFICE_LEAD, Role.RECORDER)


@dataclass
class Step:
    """One step; `is_done`, or else `missing` says what it lacks. `needed` is False for what can
    follow the first edition.
    """

    name: str
    title: str
    is_done: bool
    missing: str = ""
    who: str = ""
    told: str = ""
    url: str = ""
    needed: bool = True
    is_started: bool = False


def steps_of(county, words):
    """The steps in the order of the work; the last one is the published edition."""
    edition = Edition.objects.filter(county=county).exclude(status=EditionStatus.DISCARDED).first()
    items = DutyItem.objects.of_county(county).current().count()
    return [
        _places(county, words),
        _people(county, words),
        _office(county, words),
        _departments(county, words),
        _items(items, words),
        _findings(county, items, words),
        _telephones(county, words),
        _edition(county, edition, words),
    ]


def is_published(county):
    """Whether the county has published an edition; then nothing of this is asked any more."""
    return Edition.objects.filter(county=county, documents__isnull=False).exists()


def _places(county, words):
    count = Region.objects.valid().townships_of(county).count()
    return Step(
        "places",
        "区划和用词",
        count > 0,
        missing="还没有下辖单位。",
        told=f"{words['township_count'].format(count=count)}。",
        who=Role.SYSTEM_ADMIN.label,
    )


def _people(county, words):
    """A first edition takes three people."""
    held = Membership.objects.in_force().filter(region=county, role__in=NEEDED)
    holders = {}
    for role, user in held.values_list("role", "user"):
        holders.setdefault(role, set()).add(user)
    missing = [words[f"role_{role.value}"] for role in NEEDED if role.value not in holders]
    people = set().union(*holders.values()) if holders else set()
    sentence = ""
    if missing:
        sentence = f"还没有{'、'.join(missing)}。"
    elif len(people) < len(NEEDED):
        sentence = "起草、审定登记、公布须由三个不同的人办理。"
    return Step(
        "people",
        "账号和角色",
        not sentence,
        missing=sentence,
        told=f"经办、审定登记、公布共{len(people)}人。",
        who=f"{Role.SYSTEM_ADMIN.label}开设账号，{Role.SECURITY_ADMIN.label}授予角色",
    )


def _office(county, words):
    policy = county.policy
    return Step(
        "office",
        "咨询电话",
        bool(policy.office_telephone),
        missing=f"还没有{words['office']}的咨询电话。",
        told=policy.office_telephone,
        who=words["office"],
        url=reverse("admin:organizations_countypolicy_verb", args=[policy.pk, "office"]),
        needed=False,
    )


def _departments(county, words):
    count = Department.objects.valid().filter(county=county).count()
    return Step(
        "departments",
        "部门名录",
        count > 0,
        missing="还没有登记部门，清单中的部门要按名录核对。",
        told=f"{count}个部门。",
        who=words["role_clerk"],
        url=f"{reverse('desk:directory')}?county={county.code}",
    )


def _items(count, words):
    return Step(
        "items",
        "事项清单",
        count > 0,
        missing="还没有事项，用现成的清单表格导入。",
        told=f"{count}个事项。",
        who=words["role_clerk"],
        url=reverse("imports:upload"),
    )


def _findings(county, items, words):
    blocking = []
    if items:
        found = list_findings(draft_contents(county, []), Lookup(county))
        blocking = [finding for finding in found if finding.severity == "blocking"]
    sentence = "清单导入以后自动审核。"
    if blocking:
        sentence = f"{blocking[0].sentence}共{len(blocking)}处须先处理，或者逐条说明理由。"
    return Step(
        "findings",
        "审核",
        bool(items) and not blocking,
        missing=sentence,
        told="没有须先处理的问题。",
        who=words["role_clerk"],
        url=f"{reverse('desk:draft')}?county={county.code}",
    )


def _telephones(county, words):
    departments = Department.objects.valid().filter(county=county, public_telephone="").count()
    townships = Region.objects.valid().townships_of(county)
    townships = townships.filter(Q(card=None) | Q(card__public_telephone="")).count()
    without = []
    if departments:
        without.append(f"{departments}个部门")
    if townships:
        without.append(f"{townships}个{words['townships']}")
    return Step(
        "telephones",
        "公开电话",
        not departments and not townships,
        missing=f"还有{'、'.join(without)}没有公开电话。",
        told="都有公开电话。",
        who=words["role_clerk"],
        url=f"{reverse('desk:directory')}?county={county.code}&missing=1",
        needed=False,
    )


WAITING = {
    EditionStatus.DRAFTING: ("已经起草，还没有提请审定。", "role_clerk"),
    EditionStatus.AWAITING_SITTING: ("已经提请审定，待登记审定结果。", "role_recorder"),
    EditionStatus.APPROVED: ("已经审定，待公布。", "role_office_lead"),
}


def _edition(county, edition, words):
    sentence, role = "以上办齐以后，起草第1版，提请审定，审定以后公布。", "role_clerk"
    url = f"{reverse('desk:editions')}?county={county.code}"
    if edition:
        sentence, role = WAITING.get(edition.status, ("", "role_office_lead"))
        url = edition.get_absolute_url()
    return Step(
        "edition",
        "起草、审定、公布",
        is_published(county),
        missing=sentence,
        told="已经公布。",
        who=words[role],
        url=url,
        is_started=edition is not None,
    )


def accounts_without_role(county):
    """The accounts opened for a county that have no role yet."""
    return User.objects.filter(opened_for=county, is_active=True, memberships=None).order_by("pk")
