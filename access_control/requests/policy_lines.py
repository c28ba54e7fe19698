"""What a county may rule about its gate: how long each step takes, who consents, who decides."""

from access_control.models import Channel
from access_control.models.request_states import SUPERIOR_NAMES
from dutylist.organizations.policies import (
    CHECKS,
    register_days,
    register_group,
    register_line,
)
from dutylist.organizations.policy_shapes import (
    InOrder,
    OneOf,
    PerKey,
    Ratio,
    SomeOf,
    WholeNumber,
    YesNo,
)
from dutylist.organizations.roles import Role

from .circumstances import SHIPPED, TABLE, faults_of_removal
from .path_words import (
    ADVISORY,
    ALL,
    BODIES,
    CONSENT_RULES,
    CONSULTING,
    LEGAL,
    STAGES,
    path_in_words,
)

CHANNELS = dict(Channel.choices)
APPLICANTS = {
    "department": "政府部门申请的",
    "township": "乡镇（街道）申请的",
    "office": "编办依职权提出的",
    "party": "党委部门申请的",
}
LEGAL_REVIEWERS = {
    Role.LEGAL.value: Role.LEGAL.label,
    Role.PARTY_OFFICE.value: Role.PARTY_OFFICE.label,
}
PATH, CIRCUMSTANCES = "path", "circumstances"
# Grounds in the words of an office: what a published text says, and what is the practice of places.
RELIEF = "中共中央办公厅、国务院办公厅关于整治形式主义为基层减负的有关规定"
PRACTICE = "各地乡镇（街道）履行职责事项清单动态管理办法的通行做法；全国没有统一规定"
OUR_OWN = "全国没有统一规定，通用值由系统提供"

register_group(
    PATH,
    "办理环节与审定",
    10,
    "每个渠道的申请依次经过哪些环节、由谁同意、由哪些会议审定。"
    "第二人复核、县里审定和全程留痕不能省略。",
    told=path_in_words,
)
register_group(
    CIRCUMSTANCES,
    "调整情形",
    20,
    "申请因为什么提出：每种情形适用的渠道、另需提交的材料和单独的办理时限。"
    "已有申请采用的情形不能删除，可以填写停用日期。",
)

register_days("accept_days", 5, "受理时限", "自收到申请之日起算。")
register_days("consult_days", 10, "征求意见时限", "准入和动态调整征求意见的期限。")
register_days("consult_days_temporary", 5, "临时准入征求意见时限", "临时准入征求意见的期限。")
register_days("consult_least_days", 5, "征求意见最短期限", "受理时指定的期限不得短于此。")
register_days("remind_days", 5, "催办时限", "催办以后再给的期限。")
register_days("legal_days", 5, "合法性审查时限", "自征求意见结束之日起算。")
register_days(
    "confirm_days",
    3,
    "修改文本答复时限",
    "合法性审查修改的文本由申请单位答复，逾期未答复的两种文本一并审核。",
)
register_days(
    "adjustment_apply_days",
    10,
    "动态调整申请时限",
    "吹哨、问题清单、后评估等出现调整情形的，系统为编办起草申请，自当日起算，编办在期限内提交或者撤回。",
)
register_days(
    "review_days",
    10,
    "后评估反馈时限",
    "自后评估开展之日起算；逾期未反馈的催办一次，仍未反馈的照实显示。",
)
register_days(
    "end_notice_days",
    10,
    "期满提醒",
    "临时准入的事项终止日期前几个工作日，提醒申请单位和编办一次。",
)
register_line(
    "stages",
    {
        "admission": [CONSULTING, LEGAL],
        "adjustment": [CONSULTING, LEGAL],
        "temporary": [CONSULTING],
        "summary": [LEGAL],
    },
    "办理环节",
    "勾选每个渠道经过的环节，按所列先后办理。全部不选时，部门提出后由编办另一人复核，"
    "再由县里审定。简易调整只有涉及设定依据时才进行合法性审查。",
    ground=PRACTICE,
    shape=PerKey(
        CHANNELS, SomeOf(STAGES, is_path=True, none="不经过其他环节，直接复核审定"), noun="渠道"
    ),
    group=PATH,
)
register_line(
    "consent_rule",
    {"admission": ALL, "adjustment": ADVISORY, "temporary": ADVISORY},
    "同意规则",
    "征求意见的，适用范围内的单位怎样算同意。须同意的渠道，不同意、修改后同意和逾期未反馈的，"
    "由编办逐一写明如何处理后才能继续；逾期未反馈从不算作同意。",
    ground=RELIEF + "（工作任务交由基层承担须征得基层同意的要求）；比例没有统一规定",
    shape=PerKey(CHANNELS, OneOf(CONSENT_RULES), noun="渠道", otherwise=CONSENT_RULES[ADVISORY]),
    group=PATH,
)
register_line(
    "no_comment_is_consent",
    False,
    "无意见视为同意",
    "采用时，反馈“无意见”的单位算作同意；征求意见的页面会写明这一点。逾期未反馈从不算作同意。",
    ground=OUR_OWN,
    shape=YesNo(),
    group=PATH,
)
register_line(
    "opinions_open",
    False,
    "各单位意见相互公开",
    "采用时，受征求意见的单位可以看到其他单位的意见。",
    ground=OUR_OWN,
    shape=YesNo(),
    group=PATH,
)
register_line(
    "bodies",
    {
        "department": ["staffing", "government"],
        "township": ["staffing", "government"],
        "office": ["staffing", "government"],
        "party": ["staffing", "party"],
    },
    "审定会议",
    "按申请单位的性质，依次由哪些会议审定，至少一个。",
    ground=PRACTICE,
    shape=PerKey(APPLICANTS, InOrder(BODIES, least=1, is_path=True), noun="申请单位性质"),
    group=PATH,
)
register_line(
    "legal_reviewer",
    {
        "department": Role.LEGAL.value,
        "township": Role.LEGAL.value,
        "office": Role.LEGAL.value,
        "party": Role.PARTY_OFFICE.value,
    },
    "合法性审查人",
    "申请单位或者拟牵头部门是党委机构的，按“党委部门申请的”一行；其余按申请单位的性质。",
    ground=PRACTICE,
    shape=PerKey(APPLICANTS, OneOf(LEGAL_REVIEWERS), noun="申请单位性质"),
    group=PATH,
)
register_line(
    "superiors",
    {channel: ["city"] for channel in CHANNELS},
    "逐级报送的机关",
    "每个渠道依次报送的机关。前一级审核同意以后再报后一级，最后一级审核同意的，才算上级已经审核。",
    ground=PRACTICE,
    shape=PerKey(CHANNELS, InOrder(SUPERIOR_NAMES), noun="渠道"),
    group=PATH,
)
register_line(
    "review_months",
    6,
    "后评估",
    "准入事项施行满几个月后开展后评估：请适用范围内的乡镇（街道）各用一句话说明承接和保障情况。",
    ground=OUR_OWN,
    shape=WholeNumber(least=1, most=60, unit="个月"),
    group=PATH,
)
register_line(
    "changed_after_sitting_returns",
    False,
    "会议改动后再审查",
    "采用时，会议改动配合职责、牵头部门或者适用范围的，改动后的文本再送一次合法性审查，然后重新提请审定。",
    ground=OUR_OWN,
    shape=YesNo(),
    group=PATH,
)
register_line(
    "clear_before_effect",
    dict.fromkeys(CHANNELS, False),
    "上级审核后生效",
    "采用时，县里审定后先报上级，上级审核同意以后才写入清单。",
    ground=PRACTICE,
    shape=PerKey(CHANNELS, YesNo(), noun="渠道"),
    group=PATH,
)
register_line(
    "paper_may_submit",
    True,
    "经办人凭盖章原件提交",
    "采用时，部门和乡镇（街道）的经办人附盖章原件扫描件可以提交申请、反馈意见；否则只由负责人提交。",
    ground=OUR_OWN,
    shape=YesNo(),
    group=PATH,
)
register_line(
    "circumstances",
    SHIPPED,
    "调整情形",
    "单独的办理时限自提交之日起算，到提请县里审定为止：受理、征求意见、合法性审查和编办审核的期限"
    "都不晚于这一天，征求意见的期限仍不短于最短期限。另需材料没有上传的，不能提交申请。",
    ground=PRACTICE,
    shape=TABLE,
    group=CIRCUMSTANCES,
    changed=faults_of_removal,
)
register_line(
    "near_duplicate_least",
    0.9,
    "疑似重复的最低相似度",
    "大于0、不大于1。事项名称的文字相似度达到此值的，提示与清单中的事项疑似重复；越低提示越多。",
    ground=OUR_OWN,
    shape=Ratio(),
    group=CHECKS,
)
