"""What the demo county has of the year before: more indicators, pledges, inspections and reports
than this year, so that the comparison shows a lighter one.
"""

from datetime import date, datetime, time

from django.utils import timezone

from assessment.inspections.registers import INSPECTIONS
from assessment.models import DemandAction, InspectionAction, PledgeAction, SchemeAction
from assessment.pledges.registers import PLEDGES
from assessment.registers.demo_people import people_of_demo
from assessment.registers.services.writing import make_row
from assessment.report_demands.registers import REPORT_DEMANDS
from assessment.schemes.demo import SOUND, told
from assessment.schemes.services.drafting import create_scheme
from dutylist.workflow.engine import perform

ALSO_MEASURED = (
    ("公文、档案和印章管理", "查看管理制度"),
    ("政务公开", "查看公开栏"),
    ("安全生产宣传", "查看宣传栏"),
)
INSPECTED = (
    ("安全生产督查", "安全生产"),
    ("安全生产专项检查", "安全生产"),
    ("林长制督查", "林长制"),
)
PLEDGED = ("森林防火责任状", "禁毒工作责任状", "统计工作责任状")
ASKED = ("项目进展周报表", "招商线索月报表", "信访台账")


def add_to_demo(county):
    """Registers them as of last year by the accounts of the demo: -> what to say of it."""
    last_year = LastYear(county)
    last_year.measured()
    last_year.inspected()
    last_year.pledged()
    last_year.asked()
    return "上一年度的考核、检查和报表"


class LastYear:
    """The registers of a county, a year ago."""

    def __init__(self, county):
        self.county, self.people = county, people_of_demo()
        self.year = timezone.localdate().year - 1
        self.begin, self.end = self.noon(3, 1), self.noon(12, 20)

    def noon(self, month, day):
        moment = datetime.combine(date(self.year, month, day), time(12))
        return timezone.make_aware(moment)

    def row(self, register, by, **fields):
        fields["county"] = self.county.code
        return make_row(register, fields, by=self.people[by], source="seed")

    def move(self, row, action, by, at=None, reason="", **facts):
        perform(row, action, by=self.people[by], at=at or self.begin, reason=reason, **facts)

    def measured(self):
        """With three more indicators, and two days more."""
        title = f"{self.county.name}{self.year}年度乡镇（街道）综合考核实施方案"
        rows = [(name, text, 10, "", "") for name, text in ALSO_MEASURED]
        more = sum(row[2] for row in rows)
        lighter = [(*row[:2], row[2] - more // len(SOUND), *row[3:]) for row in SOUND]
        body = told(self.county, "县委组织部", title, [*lighter, *rows])
        body |= {"year": self.year, "days": 4}
        scheme = create_scheme(body, by=self.people["organization"], source="seed")
        self.move(scheme, SchemeAction.SUBMIT, "organization")
        self.approve(scheme)

    def approve(self, scheme):
        """What the rules say of it is set aside with a reason: it was before the list."""
        overrides = []
        for finding in scheme.open_findings.filter(severity="blocking"):
            overrides.append({"finding": finding.pk, "reason": "清单公布以前的方案，仅供对照。"})
        perform(
            scheme,
            SchemeAction.APPROVE,
            by=self.people["lead"],
            at=self.begin,
            overrides=overrides,
        )

    def inspected(self):
        days = {"from": f"{self.year}-06-10", "to": f"{self.year}-06-12"}
        for title, subject in INSPECTED:
            row = self.row(
                INSPECTIONS,
                "department",
                year=self.year,
                title=title,
                subject=subject,
                kind="special",
                **days,
            )
            self.move(row, InspectionAction.SUBMIT, "department")
            self.move(row, InspectionAction.APPROVE, "lead")
            self.move(
                row,
                InspectionAction.HOLD,
                "department",
                self.noon(6, 12),
                held_on=date(self.year, 6, 12),
            )

    def pledged(self):
        for title in PLEDGED:
            row = self.row(
                PLEDGES,
                "department2",
                title=title,
                issuer_level="province",
                document_number=f"示省办发〔{self.year}〕9号",
            )
            self.move(row, PledgeAction.APPROVE, "lead")
            self.move(row, PledgeAction.END, "lead", self.end, "年度终了，不再续签。")

    def asked(self):
        for title in ASKED:
            row = self.row(
                REPORT_DEMANDS, "department2", title=title, frequency="每月", basis="部门通知"
            )
            self.move(row, DemandAction.SUBMIT, "department2")
            self.move(row, DemandAction.APPROVE, "lead")
            self.move(row, DemandAction.END, "lead", self.end, "已有数据可以共享，不再报送。")
