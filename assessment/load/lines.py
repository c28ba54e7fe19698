"""The lines of the comparison (基层负担年度对照): what is counted, in the order of the page."""

from dataclasses import dataclass
from itertools import groupby

LESS, MORE = "less", "more"


@dataclass(frozen=True)
class LoadLine:
    """One number of a township in a year. `lighter` says which way it eases the load, "" neither;
    `drawn` whether it stands in the picture, where all share one measure; `is_part` whether the
    line before counts it already.
    """

    key: str
    label: str
    group: str
    unit: str = ""
    note: str = ""
    lighter: str = LESS
    drawn: bool = False
    is_part: bool = False
    kind: str = ""  # of the items it counts

    @property
    def head(self):
        if self.unit:
            return f"{self.label}（{self.unit}）"
        return self.label


LINES = (
    LoadLine("items.basic", "基本履职", "清单事项", kind="basic"),
    LoadLine("items.coordination", "配合履职", "清单事项", kind="coordination"),
    LoadLine(
        "items.reclaimed",
        "部门收回",
        "清单事项",
        note="收回以后由部门办，越多负担越轻",
        lighter=MORE,
        kind="reclaimed",
    ),
    LoadLine("indicators", "考核指标", "考核", "项", drawn=True),
    LoadLine("assessment_days", "考核天数", "考核", note="已批准的考核方案所列天数"),
    LoadLine("pledges", "责任状和“一票否决”事项", "考核", "份", drawn=True),
    LoadLine("inspections", "督查检查", "督查检查", "次", drawn=True),
    LoadLine("repeats", "其中同一主题重复的", "督查检查", is_part=True),
    LoadLine("documents", "发来的文件", "文件和报表", "件", drawn=True),
    LoadLine(
        "documents_returned",
        "其中因增加负担退回的",
        "文件和报表",
        note="退回的没有发到基层单位",
        lighter=MORE,
        is_part=True,
    ),
    LoadLine("reports_asked", "要求报送的报表", "文件和报表", "张", drawn=True),
    LoadLine("temporary", "临时准入", "临时交办", "件", note="都有截止日期", drawn=True),
    LoadLine(
        "off_list",
        "清单外交办反映（合计）",
        "临时交办",
        note="不满三件不显示，此后每满三件才更新，也不分基层单位，保护反映人",
        lighter="",
    ),
)
LINE = {line.key: line for line in LINES}


def in_groups():
    """[(heading, [line])] in the order of the page."""
    groups = []
    for heading, lines in groupby(LINES, key=lambda line: line.group):
        groups.append((heading, list(lines)))
    return groups
