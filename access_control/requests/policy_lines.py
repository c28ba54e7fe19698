"""What a county may rule about its gate: how long each step takes, who consents, who decides."""

from access_control.models import Body, Channel
from dutylist.organizations.policies import DAYS, NO_NATIONAL_RULE, register_line

from .circumstances import SHIPPED, fault_of_table

CONSULTING, LEGAL, REPORTING = "consulting", "legal_review", "reporting"
STAGES = (CONSULTING, LEGAL, REPORTING)
ALL, TWO_THIRDS, ADVISORY = "all", "two_thirds", "advisory"
CONSENT_RULES = (ALL, TWO_THIRDS, ADVISORY)
BODIES = dict(Body.choices)
APPLICANTS = ("department", "township", "office", "party")


def table_of(keys, fault_of_one, told):
    """The check of a rule that is a value for each of these keys."""

    def fault(value):
        if not isinstance(value, dict) or set(value) - set(keys):
            return f"请按{'、'.join(keys)}分别填写。"
        for key, one in value.items():
            if fault_of_one(one):
                return f"{key}：{told}"
        return ""

    return fault


def is_no_list_of(known):
    def wrong(value):
        is_list = isinstance(value, list) and all(isinstance(one, str) for one in value)
        return not is_list or set(value) - set(known) or len(set(value)) != len(value)

    return wrong


def fault_of_ratio(value):
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return "" if is_number and 0 < value <= 1 else "应为0到1之间的小数。"


register_line(
    "accept_days",
    5,
    "受理时限",
    DAYS + "自收到申请之日起算。",
    ground=NO_NATIONAL_RULE,
)
register_line(
    "consult_days",
    10,
    "征求意见时限",
    DAYS + "准入和动态调整征求意见的期限。",
    ground=NO_NATIONAL_RULE,
)
register_line(
    "consult_days_temporary",
    5,
    "临时准入征求意见时限",
    DAYS + "临时准入征求意见的期限。",
    ground=NO_NATIONAL_RULE,
)
register_line(
    "consult_least_days",
    5,
    "征求意见最短期限",
    DAYS + "受理时指定的期限不得短于此。",
    ground=NO_NATIONAL_RULE,
)
register_line(
    "remind_days",
    5,
    "催办时限",
    DAYS + "催办以后再给的期限。",
    ground=NO_NATIONAL_RULE,
)
register_line(
    "legal_days",
    5,
    "合法性审查时限",
    DAYS + "自征求意见结束之日起算。",
    ground=NO_NATIONAL_RULE,
)
register_line(
    "circumstances",
    SHIPPED,
    "调整情形",
    "每种情形适用的渠道、另需提交的材料和单独的办理时限。",
    ground=NO_NATIONAL_RULE,
    fault=fault_of_table,
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
    "每个渠道经过的环节：征求意见（consulting）、合法性审查（legal_review）、逐级报送（reporting）。"
    "全部省略时，部门提出后由编办另一人审核，再由县里审定；第二人审核和县里审定不能省略。",
    ground=NO_NATIONAL_RULE,
    fault=table_of(tuple(Channel.values), is_no_list_of(STAGES), f"可填：{'、'.join(STAGES)}。"),
)
register_line(
    "consent_rule",
    {"admission": ALL, "adjustment": ADVISORY, "temporary": ADVISORY},
    "同意规则",
    "all：适用范围内的每个单位同意；two_thirds：三分之二以上同意；advisory：意见供参考。"
    "不同意、修改后同意和逾期未反馈的，须逐一写明如何处理。",
    ground=NO_NATIONAL_RULE,
    fault=table_of(
        tuple(Channel.values),
        lambda one: one not in CONSENT_RULES,
        f"可填：{'、'.join(CONSENT_RULES)}。",
    ),
)
register_line(
    "no_comment_is_consent",
    False,
    "无意见视为同意",
    "采用时，反馈“无意见”的单位算作同意；征求意见的页面会写明这一点。逾期未反馈从不算作同意。",
)
register_line(
    "opinions_open",
    False,
    "各单位意见相互公开",
    "采用时，受征求意见的单位可以看到其他单位的意见。",
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
    "按申请单位的性质，依次由哪些会议审定：编委会（staffing）、政府常务会议（government）、"
    "党委常委会会议（party）。",
    ground=NO_NATIONAL_RULE,
    fault=table_of(APPLICANTS, is_no_list_of(BODIES), f"可填：{'、'.join(BODIES)}。"),
)
register_line(
    "changed_after_sitting_returns",
    False,
    "会议改动后再审查",
    "采用时，会议改动配合职责、牵头部门或者适用范围的，改动后的文本再送一次合法性审查，然后重新提请审定。",
    ground=NO_NATIONAL_RULE,
)
register_line(
    "clear_before_effect",
    dict.fromkeys(Channel.values, False),
    "上级审核后生效",
    "采用时，县里审定后先报上级，上级审核同意以后才写入清单。",
    ground=NO_NATIONAL_RULE,
    fault=table_of(
        tuple(Channel.values), lambda one: not isinstance(one, bool), "应为 true 或 false。"
    ),
)
register_line(
    "paper_may_submit",
    True,
    "经办人凭盖章原件提交",
    "采用时，部门和乡镇（街道）的经办人附盖章原件扫描件可以提交申请、反馈意见；否则只由负责人提交。",
)
register_line(
    "near_duplicate_least",
    0.9,
    "疑似重复的最低相似度",
    "事项名称的文字相似度达到此值的，提示与清单中的事项疑似重复。",
    fault=fault_of_ratio,
)
