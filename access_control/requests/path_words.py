"""The path of each channel in one sentence, as the county's rules make it."""

from access_control.models import Body, Channel

CONSULTING, LEGAL, REPORTING = "consulting", "legal_review", "reporting"
STAGES = {CONSULTING: "征求意见", LEGAL: "合法性审查", REPORTING: "逐级报送"}
ALL, TWO_THIRDS, ADVISORY = "all", "two_thirds", "advisory"
CONSENT_RULES = {
    ALL: "每个单位都同意",
    TWO_THIRDS: "三分之二以上的乡镇（街道）同意",
    ADVISORY: "意见供参考",
}
BODIES = dict(Body.choices)
APPLYING = {
    Channel.ADMISSION: "部门申请",
    Channel.ADJUSTMENT: "乡镇（街道）、部门申请或者编办提出",
    Channel.TEMPORARY: "部门申请（须有终止日期）",
    Channel.SUMMARY: "编办或者部门提出",
}
ARROW = "→"


def path_in_words(policy):
    """[(channel, its path)] and, at the end, who decides."""
    told = []
    for channel in Channel:
        told.append((channel.label, ARROW.join(steps_of(channel, policy))))
    return [*told, ("县里审定", deciding_in_words(policy))]


def steps_of(channel, policy):
    """The steps of a channel, one after another."""
    stages = policy.value("stages").get(channel, [])
    yield APPLYING[channel]
    if CONSULTING in stages:
        if channel != Channel.TEMPORARY:
            yield "编办经办人受理"
        rule = policy.value("consent_rule").get(channel, ADVISORY)
        yield f"征求意见（{CONSENT_RULES[rule]}）"
    if LEGAL in stages:
        yield legal_step(channel)
    if channel == Channel.SUMMARY:
        yield "编办负责人复核审定（另一人）"
    else:
        yield "编办负责人复核（另一人）"
        yield "县里审定"
    yield from last_steps(channel, policy, stages)


def legal_step(channel):
    if channel == Channel.SUMMARY:
        return "合法性审查（涉及设定依据时）"
    return "合法性审查"


def last_steps(channel, policy, stages):
    """What follows the decision: a simple adjustment is in the list with it."""
    is_cleared_first = policy.value("clear_before_effect").get(channel, False)
    if is_cleared_first and channel != Channel.SUMMARY:
        yield "报上级审核同意后写入清单"
    elif REPORTING in stages:
        yield "写入清单并逐级报送"
    yield "印发公布"


def deciding_in_words(policy):
    """Which bodies decide, by what kind of unit applies."""
    applicants = {}
    for applicant, bodies in policy.value("bodies").items():
        words = ARROW.join(BODIES[body] for body in bodies)
        applicants.setdefault(words, []).append(APPLICANT_WORDS[applicant])
    sentences = [f"{'、'.join(units)}：{words}" for words, units in applicants.items()]
    return "；".join(sentences) + "。"


APPLICANT_WORDS = {
    "department": "政府部门",
    "township": "乡镇（街道）",
    "office": "编办",
    "party": "党委部门",
}
