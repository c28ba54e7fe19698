"""The rules a county may set otherwise, each with its default and the sentence that explains it."""

from typing import NamedTuple


class Rule(NamedTuple):
    value: object
    label: str
    help: str = ""


DAYS = "单位为工作日，可按本地规定修改。"
DEFAULTS = {
    "accept_days": Rule(5, "受理时限", DAYS),
    "supplement_days": Rule(10, "补正时限", DAYS + "逾期未补正的，视为撤回。"),
    "consultation_days": Rule(10, "征求意见时限", DAYS + "每轮不少于5个工作日。"),
    "remind_days": Rule(5, "催办后的答复时限", DAYS),
    "temporary_consultation_days": Rule(5, "临时准入征求意见时限", DAYS),
    "legal_days": Rule(5, "合法性审查时限", DAYS + "最长15个工作日。"),
    "office_days": Rule(5, "编办审核时限", DAYS),
    "county_days": Rule(15, "审定时限", DAYS),
    "publish_days": Rule(20, "公布时限", DAYS),
    "adjustment_days": Rule(10, "提出调整申请的时限", DAYS + "自调整情形出现之日起算。"),
    "confirm_amendment_days": Rule(3, "确认修改文字的时限", DAYS),
    "consent_rule": Rule(
        "all", "基层同意规则", "all 为适用范围内全部同意，two_thirds 为三分之二同意，advisory 为仅供参考。"
    ),
    "no_comment_is_consent": Rule(value=False, label="“无意见”视为同意", help="采用时在征求意见表上注明。"),
    "approving_bodies": Rule(["编委会", "政府常务会", "党委常委会"], "审定机构", "按先后顺序排列。"),
    "admission_reporting": Rule(
        "review", "准入事项逐级报送", "none 为不报送，filing 为公布后备案，review 为施行前审核。"
    ),
    "adjustment_reporting": Rule(
        "filing", "调整事项逐级报送", "none 为不报送，filing 为公布后备案，review 为施行前审核。"
    ),
    "state_hidden_numbers": Rule(value=False, label="公布不予公开事项的数量", help="默认不公布。"),
    "second_factor_roles": Rule([], "另须使用动态口令的角色", "在全站要求之外增加的角色。"),
    "check_severities": Rule({}, "审核提示等级", "按规则名称改为 blocking、warning 或 note。"),
}
