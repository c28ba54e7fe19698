"""The departments of one's counties over HTTP: their whole cards, and what a reform does to
them.
"""

from django.urls import reverse

from dutylist.rest.bodies import (
    Body,
    day_member,
    member_of,
    number_member,
    text_member,
    texts_member,
)
from dutylist.rest.described import PAGED, described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.rows import Rows, iso

from .filters import DepartmentFilters
from .models import Department, Reorganization
from .permissions import require
from .places_asked import county_named
from .services import departments as verbs
from .services.reorganizing import ask_to_end_department, ask_to_merge_departments

ON_CARD = (
    "ownership",
    "kind",
    "uscc",
    "public_telephone",
    "address",
    "hours",
    "lead_name",
    "contact",
    "position",
)
CARD = tuple(member_of(Department, name) for name in ON_CARD)
ALIASES = texts_member("aliases", "其他名称")
NAME = member_of(Department, "name", required=True)
COUNTY = text_member("county", "所属区划", required=True)
ON = day_member("on", "变更日期")
INTO = number_member("into", "并入的部门", required=True)
FOUNDED = member_of(Department, "valid_from")
NEW = (COUNTY, NAME, *CARD, FOUNDED, ALIASES)
CHANGED = (*CARD, FOUNDED, ALIASES)
RENAMED = (NAME, ON)
MERGED = (INTO, ON)
ENDED = (ON,)


class DepartmentRows(Rows):
    filterset_class = DepartmentFilters
    right = "organizations.view_department"

    def rows(self, request):
        rows = Department.objects.visible_to(request.user)
        return rows.select_related("county").prefetch_related("aliases").order_by("pk")

    def as_json(self, department):
        card = {member.name: getattr(department, member.name) for member in CARD}
        return {
            "id": department.pk,
            "county": department.county.code,
            "name": department.name,
            **card,
            "valid_from": iso(department.valid_from),
            "valid_until": iso(department.valid_until),
            "aliases": sorted(alias.name for alias in department.aliases.all()),
        }

    def made(self, request, department, status=200):
        """The department as it stands after a verb."""
        return self.shown(self.found(request, department.pk), status)


class Departments(DepartmentRows):
    """GET: the departments of the counties of this person. POST: sets one up."""

    @described(
        "county_departments_list",
        "本地区的部门",
        gives="List",
        query=("county", "retired", *PAGED),
    )
    def get(self, request):
        return self.listed(request, self.rows(request))

    @described(
        "county_departments_create",
        "登记部门",
        takes="DepartmentWrite",
        gives="Department",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, request):
        body = Body(request, *NEW)
        county = county_named(request, body, "change_department")
        fields = {**body.values(), "county": county}
        made = verbs.create_department(**fields, by=request.user, reason=body.reason, source="api")
        return self.made(request, made, 201)


class OneDepartment(DepartmentRows):
    """GET: the whole card. PATCH: anything of it but the name."""

    @described("county_departments_read", "一个部门", gives="Department")
    def get(self, request, pk):
        return self.shown(self.found(request, pk))

    @described(
        "county_departments_change",
        "修改部门的名片",
        takes="DepartmentChange",
        gives="Department",
        if_match=True,
    )
    def patch(self, request, pk):
        with self.as_seen(request, pk) as department:
            require(request.user, "change_department", department.county)
            body = Body(request, *CHANGED)
            changed = verbs.change_department(
                department, **body.values(), by=request.user, reason=body.reason, source="api"
            )
            return self.made(request, changed)


class DepartmentStep(DepartmentRows):
    """A step of a reform: POST with If-Match. `takes` are its members, `verb(department, **told)`
    the service.
    """

    takes = ()

    def step(self, request, pk, verb):
        with self.as_seen(request, pk) as department:
            require(request.user, "change_department", department.county)
            body = Body(request, *self.takes)
            told = self.told(request, department, body)
            done = verb(department, **told, by=request.user, reason=body.reason, source="api")
            answer = self.made(request, department, 201)
            if isinstance(done, Reorganization):
                answer["Location"] = reverse("api-reorganization", args=[done.pk])
            return answer

    def told(self, request, department, body):
        return body.values()


class Rename(DepartmentStep):
    takes = RENAMED

    @described(
        "county_departments_rename",
        "部门更名，原名称留作其他名称",
        takes="DepartmentRename",
        gives="Department",
        status=201,
        if_match=True,
        keyed=True,
    )
    @idempotent
    def post(self, request, pk):
        return self.step(request, pk, verbs.rename_department)


class Merge(DepartmentStep):
    takes = MERGED

    @described(
        "county_departments_merge",
        "提请并入同一地区的另一部门，由另一人核准后办理（reorganizations，地址见 Location）",
        takes="DepartmentMerge",
        gives="Department",
        status=201,
        if_match=True,
        keyed=True,
    )
    @idempotent
    def post(self, request, pk):
        return self.step(request, pk, merge_into)

    def told(self, request, department, body):
        if body.is_sound("into"):
            others = self.rows(request).valid().filter(county=department.county)
            into = others.exclude(pk=department.pk).filter(pk=body.found["into"] or 0).first()
            if into is None:
                body.faults["into"] = "本地区没有这一编号的其他部门。"
            body.found["into"] = into
        return body.values()


def merge_into(department, *, into, **how):
    return ask_to_merge_departments([department], into, **how)


class End(DepartmentStep):
    takes = ENDED

    @described(
        "county_departments_end",
        "提请撤销部门，由另一人核准后办理（reorganizations，地址见 Location）",
        takes="DepartmentEnd",
        gives="Department",
        status=201,
        if_match=True,
        keyed=True,
    )
    @idempotent
    def post(self, request, pk):
        return self.step(request, pk, ask_to_end_department)
