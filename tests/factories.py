"""The nouns of the tests: `make_x(**fields)` makes a believable x with whatever it needs; all of it
is recorded.
"""

import itertools
from datetime import date, timedelta

from django.utils import timezone

from dutylist.history.recording import recording
from dutylist.organizations.models import (
    CountyPolicy,
    Department,
    DepartmentAlias,
    Kind,
    Level,
    Membership,
    Region,
    RegionTag,
    RegionTagging,
    User,
)
from dutylist.organizations.roles import COUNTY_ROLES, DEPARTMENT_ROLES, TOWNSHIP_ROLES, Role

COUNTY_CODE = "990121000000"
REVIEW = {"reviewer": "李审查", "on": "2026-01-05", "result": "不涉密，可以公开"}
_number = itertools.count(1)


def seeding(reason="测试准备"):
    """A recording by the system account, for what a test needs to be there before it begins."""
    return recording(by=User.objects.system(), reason=reason, source="seed")


def make_region(code, name, level, *, kind, parent=None, **fields):
    if found := Region.objects.filter(code=code).first():
        return found
    with seeding():
        return Region.objects.create(
            code=code, name=name, level=level, kind=kind, parent=parent, **fields
        )


def make_county(code=COUNTY_CODE, name="示例县", kind=Kind.COUNTY, **fields):
    """A county that keeps a list, below its city and province; made once per code."""
    if county := Region.objects.filter(code=code).exclude(policy=None).first():
        return county
    province = make_region(f"{code[:2]}0000000000", "示例省", Level.PROVINCE, kind=Kind.PROVINCE)
    city = make_region(f"{code[:4]}00000000", "示例市", Level.CITY, kind=Kind.CITY, parent=province)
    county = make_region(code, name, Level.COUNTY, kind=kind, parent=city, **fields)
    with seeding():
        if not CountyPolicy.objects.filter(region=county).exists():
            CountyPolicy.objects.create(region=county)
    return county


def make_township(code="990121100000", name="城关镇", *, county=None, kind=Kind.TOWN, **fields):
    county = county or make_county()
    return make_region(code, name, Level.TOWNSHIP, kind=kind, parent=county, **fields)


def make_townships(count, *, county=None):
    """So many towns of one county: 测试1镇, 测试2镇 ..."""
    county = county or make_county()
    return [
        make_township(f"{county.code[:6]}{100 + number:03d}000", f"测试{number}镇", county=county)
        for number in range(1, count + 1)
    ]


def make_tag(name="蓄滞洪区", *townships, county=None):
    county = county or (townships[0].county if townships else make_county())
    with seeding():
        tag, _ = RegionTag.objects.get_or_create(county=county, name=name)
        for township in townships:
            RegionTagging.objects.get_or_create(tag=tag, township=township)
    return tag


def make_department(name="县自然资源局", *, county=None, aliases=(), **fields):
    county = county or make_county()
    with seeding():
        department = Department.objects.filter(
            county=county, name=name
        ).first() or Department.objects.create(county=county, name=name, **fields)
        for alias in aliases:
            DepartmentAlias.objects.get_or_create(department=department, name=alias)
    return department


def make_user(
    role=None,
    *,
    username="",
    name="",
    county=None,
    township=None,
    department=None,
    region=None,
    **fields,
):
    """An account that holds one role at the place the role asks for (the demo county's when none is
    given).
    """
    number = next(_number)
    with seeding():
        user = User(
            username=username or f"user{number}", first_name=name or f"王经办{number}", **fields
        )
        user.set_password("Ceshi-mima-2026")
        user.save()
    if role:
        make_membership(
            user, role, county=county, township=township, department=department, region=region
        )
    return user


def make_membership(
    user, role, *, county=None, township=None, department=None, region=None, **fields
):
    role = Role(role)
    if role in DEPARTMENT_ROLES:
        department = department or make_department(county=county)
    elif role in TOWNSHIP_ROLES:
        region = region or township or make_township(county=county)
    elif role in COUNTY_ROLES:
        region = region or county or make_county()
    elif role in (Role.CITY_REVIEWER, Role.PROVINCE_FILER):
        region = region or _above(role, county or make_county())
    with seeding():
        user.__dict__.pop("_standings", None)
        return Membership.objects.create(
            user=user,
            role=role,
            region=None if role in DEPARTMENT_ROLES else region,
            department=department if role in DEPARTMENT_ROLES else None,
            **{"starts_on": date(2020, 1, 1), **fields},
        )


def _above(role, county):
    return county.parent if role == Role.CITY_REVIEWER else county.parent.parent


def make_content(kind="basic", name="负责公文、档案和印章管理", **fields):
    """A payload of the given kind that is complete enough to publish."""
    content = {"kind": kind, "name": name, "secrecy_review": dict(REVIEW), **fields}
    if kind == "coordination":
        lead = {"department": "县自然资源局", "role": "lead", "duty": "1.组织查处。"}
        content = {
            "responsibilities": [lead],
            "township_duty": "1.日常巡查；\n2.及时上报。",
        } | content
    if kind == "reclaimed":
        receiver = {
            "department": "县自然资源局",
            "role": "receiver",
            "method": "由部门开展执法检查并作出处罚",
        }
        content = {"responsibilities": [receiver]} | content
    return content


def make_items(contents, *, county=None):
    """Items written into the register of a county without an edition, in the order given."""
    from items.models import DutyItem
    from items.register.services.editing import change_items

    county = county or make_county()
    make_department(county=county)
    make_township(f"{county.code[:6]}100000", county=county)
    outcome = change_items(
        county,
        [(None, content) for content in contents],
        by=User.objects.system(),
        reason="测试准备",
    )
    return list(
        DutyItem.objects.filter(pk__in=[item.pk for item in outcome.created]).order_by("code")
    )


def make_item(kind="basic", name="负责公文、档案和印章管理", *, county=None, **fields):
    return make_items([make_content(kind, name, **fields)], county=county)[0]


def make_staff(county=None):
    """The three people of a publication: (clerk, recorder, office lead)."""
    county = county or make_county()
    return tuple(
        make_user(role, county=county) for role in (Role.CLERK, Role.RECORDER, Role.OFFICE_LEAD)
    )


def review_secrecy(county=None):
    """Everything public that has no secrecy review gets one, in the register and in what is
    proposed: without it nothing is published.
    """
    from dutylist.history.tracking import bulk_save
    from items.models import DutyItem, ProposedChange

    county = county or make_county()
    rows = DutyItem.objects.of_county(county).filter(secrecy_reviewed_on=None, cancelled_on=None)
    items = list(rows.filter(publicness="public"))
    for item in items:
        item.secrecy_reviewer, item.secrecy_result = REVIEW["reviewer"], REVIEW["result"]
        item.secrecy_reviewed_on = date.fromisoformat(REVIEW["on"])
    touched = []
    for change in ProposedChange.objects.filter(change_set__county=county, outcome="pending"):
        bare = [content for content in change.contents if not content.get("secrecy_review")]
        if change.op in ("add", "merge", "split") and bare:
            for content in bare:
                content["secrecy_review"] = dict(REVIEW)
            touched.append(change)
    if items or touched:
        with seeding("保密审查"):
            bulk_save(items)
            bulk_save(touched)


def confirmed(client, address, fields):
    """Sends a move and confirms it on its last page, where there is one: -> the answer."""
    answer = client.post(address, fields)
    if answer.status_code == 200 and "outlook" in (answer.context or {}):
        mark = answer.context["outlook"].mark
        return client.post(address, {**fields, "confirmed": mark})
    return answer


def publish(
    county=None,
    *,
    staff=None,
    effective_on=date(2026, 3, 1),
    decided_on=date(2026, 2, 10),
    **fields,
):
    """Publishes the register of a county through the flow by three people: -> the Edition."""
    from items.editions.services.editions import publish_edition

    county = county or make_county()
    clerk, recorder, lead = staff or make_staff(county)
    review_secrecy(county)
    facts = {
        "meeting": "县委编委会第1次会议",
        "document_number": "示政发〔2026〕6号",
        "reason": "首次公布",
        "with_revision": False,
    } | fields
    return publish_edition(
        county,
        submitted_by=clerk,
        approved_by=recorder,
        by=lead,
        decided_on=decided_on,
        effective_on=effective_on,
        **facts,
    )


def make_attachment(subject, by, name="复函.pdf"):
    """The row of an attachment, for moves that are told one; its file is not there."""
    from dutylist.attachments.models import Attachment

    with seeding():
        return Attachment.objects.create(
            county=subject.county,
            flow=subject.flow_name,
            subject_id=subject.pk,
            kind="paper",
            file_name=name,
            content_type="application/pdf",
            size=1,
            sha256="0" * 64,
            uploaded_by=by,
            uploaded_by_name=by.get_full_name(),
            uploaded_at=timezone.now(),
        )


def make_category(kind, name, *, county=None, position=1):
    from items.models import Category

    with seeding():
        return Category.objects.get_or_create(
            county=county or make_county(), kind=kind, name=name, defaults={"position": position}
        )[0]


def make_delegation(holder=None, delegate=None, *, role=Role.TOWNSHIP_LEAD, last=7):
    """The holder of a role hands it over to a colleague from today, for so many days more; -> the
    Membership.
    """
    from dutylist.organizations.services.delegations import delegate as hand_over

    holder = holder or make_user(role)
    own = holder.memberships.get(role=role, delegated_from=None)
    if delegate is None:
        delegate = make_user()
        fellow = {
            Role.TOWNSHIP_LEAD: Role.TOWNSHIP_STAFF,
            Role.DEPARTMENT_LEAD: Role.DEPARTMENT_STAFF,
        }.get(role, role)
        make_membership(delegate, fellow, region=own.region, department=own.department)
    today = timezone.localdate()
    until = today + timedelta(days=last)
    return hand_over(own, delegate, starts_on=today, ends_on=until, by=holder, reason="外出学习")
