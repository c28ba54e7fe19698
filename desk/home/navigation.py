"""The entries at the top of every signed-in page, by role; nothing is asked of the database until a
page shows them.
"""

from dataclasses import dataclass
from functools import partial

from django.urls import NoReverseMatch, reverse

from assessment.permissions import OVERSEERS
from dutylist.notices.models import ToDo
from dutylist.organizations.models import Region
from dutylist.organizations.permissions import may_enter_admin
from dutylist.organizations.roles import (
    BUSINESS_ROLES,
    COUNTY_ROLES,
    DEPARTMENT_ROLES,
    DUTY_ROLES,
    STAFFING_OFFICE,
    TOWNSHIP_ROLES,
    Role,
)
from dutylist.organizations.words import words_for
from dutylist.staff.who_opens import tells_who_opens
from items.permissions import APPROVED_READERS, READERS

# Who has a part in what is asked of townships: whoever asks, whoever bears it, whoever supervises.
SUPERVISED = OVERSEERS | DEPARTMENT_ROLES | TOWNSHIP_ROLES
# Who gives out and answers what citizens say.
ANSWERING = STAFFING_OFFICE | DEPARTMENT_ROLES | TOWNSHIP_ROLES | {Role.AUDITOR}
ACCOUNT_KEEPERS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    hint: str = ""
    count: int | None = None
    is_current: bool = False


# (label, name of the address, roles, what it is for)
ENTRIES = (
    (
        "事项库",
        "admin:items_dutyitem_changelist",
        COUNTY_ROLES | {Role.AUDITOR},
        "登记的全部事项，查询、修改",
    ),
    ("申请", "desk:requests", BUSINESS_ROLES | {Role.AUDITOR}, "准入、调整申请的提出和办理"),
    (
        "考核监督",
        "desk:supervision",
        BUSINESS_ROLES | {Role.AUDITOR},
        "考核、督查检查、责任状和报表，以及基层负担的年度对照",
    ),
    ("吹哨", "desk:whistles", SUPERVISED, "请部门到场，看办到哪一步"),
    (
        "问答意见",
        "desk:questions",
        BUSINESS_ROLES | {Role.AUDITOR},
        "群众的意见、对清单的提问，以及没有查到的问法",
    ),
    ("会议审定", "desk:sittings", frozenset(READERS), "议题的安排和审定结果的登记"),
    ("集中修订", "desk:revision", frozenset(READERS), "拟调整内容，尚未审定"),
    ("版次", "desk:editions", frozenset(READERS), "起草、审定、公布与增补"),
    ("更正", "desk:corrections", frozenset(READERS), "按审定文本改正抄录错误"),
    ("变更记录", "history:list", frozenset(READERS), "何人何时因何改了什么"),
    (
        "公开电话",
        "desk:directory",
        STAFFING_OFFICE,
        "部门和便民服务中心的电话、地址、时间，逐个填写或者用表格导入",
    ),
    ("导入", "imports:upload", frozenset({Role.CLERK}), "按表格成批登记或者修订"),
    ("导出", "export", frozenset(APPROVED_READERS), "清单的 Excel、Word、PDF 文件"),
    ("代行", "desk:delegations", BUSINESS_ROLES, "出差、请假时委托同事代行职责"),
    (
        "账号管理",
        "admin:organizations_user_changelist",
        frozenset(ACCOUNT_KEEPERS),
        "开设、停用账号",
    ),
    (
        "任职与角色",
        "admin:organizations_membership_changelist",
        frozenset({Role.SECURITY_ADMIN}),
        "授予、终止角色",
    ),
    (
        "设立地区",
        "desk:setup",
        frozenset(ACCOUNT_KEEPERS),
        "设立新的地区，看首次公布还差什么",
    ),
    (
        "放假安排",
        "admin:workflow_calendaryear_changelist",
        frozenset({Role.SYSTEM_ADMIN}),
        "放假和调休上班的日子",
    ),
    (
        "外部系统",
        "desk:webhooks",
        frozenset({Role.SYSTEM_ADMIN, Role.AUDITOR}),
        "向其他系统投递办理进展",
    ),
    ("登记管理", "admin:index", COUNTY_ROLES | DUTY_ROLES, "部门、区划、类别、法规和本地规则"),
    (
        "受保护的记录",
        "desk:protected",
        frozenset({Role.AUDITOR}),
        "操作人受保护的变更，何日有过，由谁开启",
    ),
    ("核验记录", "desk:verification", frozenset({Role.AUDITOR}), "封印与变更记录的核验"),
)

# What is assessed, inspected and asked of townships, on a page of its own.
SUPERVISION = (
    (
        "考核方案",
        "desk:schemes",
        COUNTY_ROLES | DEPARTMENT_ROLES | TOWNSHIP_ROLES | {Role.AUDITOR},
        "考核方案的起草、审核，考核本单位的指标",
    ),
    ("责任状", "desk:pledges", SUPERVISED, "责任状和“一票否决”事项的登记、审核"),
    (
        "督查检查",
        "desk:inspections",
        SUPERVISED | {Role.RECORDER},
        "督查检查考核的年度计划、合并和各单位日历",
    ),
    ("报表台账", "desk:report-demands", SUPERVISED, "要求报送的报表和台账，同意的才报"),
    ("问题清单", "desk:problems", SUPERVISED, "发现的问题逐件交办、答复、销号"),
    (
        "第三方评估",
        "desk:evaluations",
        STAFFING_OFFICE,
        "抽取单位和事项，请外部人员评估，结果列入问题清单",
    ),
    (
        "反映清单外交办",
        "desk:off-list",
        TOWNSHIP_ROLES,
        "清单上没有、部门却交办的工作，反映人受保护",
    ),
    (
        "清单外交办登记",
        "desk:off-list-register",
        STAFFING_OFFICE,
        "清单外交办事项反映，只有指定的办理人能打开",
    ),
    (
        "满意度评价",
        "desk:satisfaction",
        frozenset(READERS) | TOWNSHIP_ROLES | DEPARTMENT_ROLES,
        "各单位对部门的评价，部门看本部门的得分",
    ),
    (
        "执行情况",
        "desk:execution",
        frozenset(READERS) | {Role.TOWNSHIP_LEAD},
        "有困难、承接不了的事项，每年报送一次",
    ),
    (
        "减负对照",
        "desk:load",
        frozenset(READERS) | TOWNSHIP_ROLES,
        "各单位历年的负担，由已登记的内容算出",
    ),
)

# What people ask and say, on a page of its own.
QUESTIONS = (
    ("群众意见", "desk:feedback", ANSWERING, "群众的意见和反映，逐件交办、答复"),
    (
        "清单释义",
        "desk:interpretations",
        frozenset(READERS) | DEPARTMENT_ROLES | TOWNSHIP_ROLES,
        "清单怎么理解、属不属于清单，书面提问和答复",
    ),
    (
        "群众怎么问",
        "desk:asked-questions",
        frozenset({Role.CLERK}),
        "没有查到的问法，采纳为事项的说法",
    ),
)

# The entries that stand for a page of entries.
HUBS = {"desk:supervision": SUPERVISION, "desk:questions": QUESTIONS}
OF_THE_SITE = ("desk:verification",)  # for those who hold the role for the whole site


def navigation(request):
    """`desk_links` and `desk_title` for the templates: asked only where a page shows them."""
    return {"desk_links": partial(_links, request), "desk_title": partial(_title, request)}


def _title(request):
    """The name of the desk of the person's own place, for pages that are about no place; two
    queries.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    own = Region.objects.filter(pk__in=user.standing().own_county_ids()).order_by("code").first()
    if own is None:
        return ""
    return words_for(own)["desk_title"]


def _links(request):
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    waiting = ToDo.objects.for_user(user).each_once(user).count()
    home = Link(
        "待我办",
        reverse("desk:home"),
        count=waiting,
        is_current=request.path == reverse("desk:home"),
    )
    links, shown = links_of(user), [home]
    here = current(request.path, links, user)
    for link in links:
        shown.append(Link(link.label, link.url, link.hint, is_current=link.url == here))
    return shown


def current(path, links, user):
    """The address of the entry that a page belongs to; those of a hub share one."""
    urls = [link.url for link in links if path.startswith(link.url)]
    for hub in HUBS:
        if any(path.startswith(link.url) for link in within(hub, user)):
            urls.append(reverse(hub))
    return max(urls, key=len, default="")


def links_of(user):
    """The pages a person's roles open, in the order of the work; no hub without any entry."""
    closed = {reverse(hub) for hub in HUBS if not within(hub, user)}
    return [link for link in opened(ENTRIES, user) if link.url not in closed]


@tells_who_opens
def page_of(path):
    """The entry that an address belongs to and the roles that it is for, of those of every role."""
    best, told = "", None
    for label, name, allowed, _hint in (*ENTRIES, *SUPERVISION, *QUESTIONS):
        url = address_of(name)
        if url and path.startswith(url) and len(url) > len(best):
            best, told = url, (label, [role.label for role in Role if role in allowed])
    return told


def within(hub, user):
    """The pages of a hub that a person's roles open."""
    return opened(HUBS[hub], user)


def opened(entries, user):
    roles = user.standing().roles
    links = []
    for label, name, allowed, hint in entries:
        if name in OF_THE_SITE and not user.standing().reaches(None, *allowed):
            continue
        if roles & allowed and (url := _address(name, user)):
            links.append(Link(label, url, hint))
    return links


def _address(name, user):
    """The address, or nothing where the admin is closed to this person or does not keep that
    model.
    """
    if name.startswith("admin:") and not may_enter_admin(user):
        return ""
    return address_of(name)


def address_of(name):
    """The address with a name, "" where no page has it (the admin does not keep that model)."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
