"""Pledges and veto items in the admin: the clerk keeps the registers there, they are decided on the
desk.
"""

from django import forms
from django.contrib import admin

from assessment.models import IssuerLevel, Pledge, VetoItem
from assessment.registers.admin import OfRegister
from assessment.registers.services.writing import amend_row, make_row
from dutylist.organizations.models import Department, Region
from dutylist.staff.admin import RegisterAdmin, Verb
from dutylist.staff.filters import boxes
from dutylist.staff.forms import Pick, PickSome, VerbForm, choice, day, text
from dutylist.staff.nothing_offered import NO_DEPARTMENTS
from items.permissions import may_edit
from items.register.admin.library import counties_edited

from .filters import PledgeFilters, VetoFilters
from .registers import PLEDGES, VETOES


class RowForm(VerbForm):
    title = text("名称", longest=200)
    bearers = PickSome(None, label="签订、适用单位", required=False)
    issuer_level = choice("依据的发文层级", IssuerLevel.choices)
    document_number = text("文号", "作为依据的文件的文号。", longest=80)
    until = day("有效期至", "到期自动终止；不填的，须另行终止。")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def initial_of(self, row):
        return super().initial_of(row) | {"bearers": row.townships}

    def prepare(self):
        counties = [self.subject.county] if self.subject else counties_edited(self.request)
        towns = Region.objects.valid().filter(parent__in=counties).order_by("code")
        self.fields["bearers"].queryset = towns


class NewRowForm(RowForm):
    missing = {"department": NO_DEPARTMENTS}
    department = Pick(None, label="提出部门")
    field_order = ("title", "department")

    def prepare(self):
        super().prepare()
        del self.fields["version"]
        counties = counties_edited(self.request)
        departments = Department.objects.valid().filter(county__in=counties)
        self.fields["department"].queryset = departments.order_by("county", "position", "pk")


def told_of(typed):
    """What was typed, as the service takes it."""
    return typed | {"bearers": [township.code for township in typed["bearers"]]}


def row_added(register):
    def added(options, request, _none, *, department, reason, **typed):
        told = told_of(typed) | {
            "county": department.county.code,
            "owner": {"department": department.name},
        }
        row = make_row(register, told, by=request.user, reason=reason)
        return f"已登记《{row}》，待负责人审核。"

    return added


def row_changed(register):
    def changed(options, request, row, *, version, reason, **typed):
        amend_row(register, row, told_of(typed), by=request.user, reason=reason, expect=version)
        return f"已保存《{row}》。"

    return changed


def own_open(options, request, row):
    return row.lets_amend and may_edit(request.user, row.county)


class CommitmentAdmin(OfRegister, RegisterAdmin):
    list_display = ("title", "department", "issuer_level", "document_number", "status", "until")
    facts = (
        "title",
        "department",
        "units",
        "issuer_level",
        "document_number",
        "until",
        "status",
        "drawn_up_by_name",
        "on_desk",
    )
    how_to = (
        "没有中央、省级文件依据的，不得要求基层签订责任状，不得设定“一票否决”事项。",
        "登记以后由负责人在工作台审核；审核以前可以修改，审核以后只能终止。",
    )


@admin.register(Pledge)
class PledgeAdmin(CommitmentAdmin):
    index_place = 301
    list_filter = boxes(PledgeFilters, "county", "status", "issuer_level")
    hint = "要求基层签订的责任状"
    adding = Verb("add", "登记责任状", NewRowForm, row_added(PLEDGES), "add")
    verbs = (Verb("edit", "修改", RowForm, row_changed(PLEDGES), when=own_open),)


@admin.register(VetoItem)
class VetoItemAdmin(CommitmentAdmin):
    index_place = 302
    list_filter = boxes(VetoFilters, "county", "status", "issuer_level")
    hint = "对基层“一票否决”的事项"
    adding = Verb("add", "登记“一票否决”事项", NewRowForm, row_added(VETOES), "add")
    verbs = (Verb("edit", "修改", RowForm, row_changed(VETOES), when=own_open),)
