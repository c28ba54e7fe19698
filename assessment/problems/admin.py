"""Problems and evaluations in the admin: read there, with the record of each."""

from django.contrib import admin

from assessment.models import Evaluation, Problem
from assessment.registers.admin import HEADING
from dutylist.staff.admin import ReadOnlyAdmin
from dutylist.staff.filters import boxes
from dutylist.staff.values import link

from .filters import EvaluationFilters, ProblemFilters


class OnDesk:
    """A row that is worked on at the desk."""

    index_heading = HEADING
    ordering = ("-pk",)

    @admin.display(description="办理")
    def on_desk(self, row):
        return link(row.get_absolute_url(), "在工作台查看、办理")


@admin.register(Problem)
class ProblemAdmin(OnDesk, ReadOnlyAdmin):
    index_place = 305
    list_display = ("title_shown", "source", "found_on", "item", "status", "due_on")
    list_filter = boxes(ProblemFilters, "county", "year", "status", "source")
    list_select_related = ("county", "item")
    search_fields = ("text",)
    hint = "走访、督查、评估等发现的问题，在工作台办理"
    how_to = ("点问题查看内容和变更记录；登记、交办、答复、销号在工作台办理。",)
    facts = (
        "text",
        "source",
        "found_on",
        "item",
        "department",
        "township",
        "assigned_department",
        "assigned_township",
        "answer",
        "result",
        "status",
        "on_desk",
    )

    @admin.display(description="问题")
    def title_shown(self, row):
        return row.title


@admin.register(Evaluation)
class EvaluationAdmin(OnDesk, ReadOnlyAdmin):
    index_place = 306
    list_display = ("title", "evaluator", "due_on", "finished_on")
    list_filter = boxes(EvaluationFilters, "county")
    list_select_related = ("county", "evaluator")
    search_fields = ("title",)
    hint = "第三方评估的抽取和结论"
    how_to = ("抽取在工作台登记；评估人只能看到并填写自己的评估。",)
    facts = ("title", "evaluator", "seed", "document", "due_on", "finished_on", "on_desk")
