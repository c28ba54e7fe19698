"""The register's own findings: what an edition is checked for before it goes to the sitting."""

from collections import Counter, defaultdict

from django.db.models import Q

from dutylist.organizations.models import Department, Region
from items.entry.entries import answering
from items.models import Kind

from .registry import Severity, item_rule, list_rule


@item_rule(
    "repealed_basis",
    "“{name}”的依据《{act}》已于{repealed_on:%Y-%m-%d}废止。",
    fields=("bases",),
    remedy="更换依据，或取消该事项。",
    severity=Severity.BLOCKING,
)
def repealed_basis(content, against):
    for basis in content["bases"]:
        if basis["act"] in against.repealed:
            yield {"act": basis["act"], "repealed_on": against.repealed[basis["act"]]}


@item_rule(
    "unknown_act",
    "“{name}”的依据《{act}》不在法规库中。",
    fields=("bases",),
    remedy="核对名称，或在法规库中登记。",
)
def unknown_act(content, against):
    for basis in content["bases"]:
        if basis["act"] not in against.lookup.acts and basis["act"] not in against.repealed:
            yield {"act": basis["act"]}


@item_rule(
    "empty_scope",
    "“{name}”没有任何适用的单位。",
    fields=("scope",),
    remedy="选择适用的单位或区域类型。",
    severity=Severity.BLOCKING,
)
def empty_scope(content, against):
    if not against.lookup.in_scope(content):
        yield {}


@item_rule(
    "no_receiver",
    "收回事项“{name}”没有承接部门。",
    fields=("responsibilities",),
    place="承接部门",
    remedy="填写承接部门。",
    severity=Severity.BLOCKING,
)
def no_receiver(content, against):
    if content["kind"] == Kind.RECLAIMED and "receiver" not in roles_of(content):
        yield {}


@item_rule(
    "no_lead",
    "配合事项“{name}”没有排在第一位的牵头部门。",
    fields=("responsibilities",),
    place="对应上级部门",
    remedy="指定牵头部门。",
    severity=Severity.BLOCKING,
)
def no_lead(content, against):
    if content["kind"] == Kind.COORDINATION and "lead" not in roles_of(content):
        yield {}


def roles_of(content):
    return {row["role"] for row in content["responsibilities"]}


@item_rule(
    "no_internal_office",
    "收回事项“{name}”未写明承接内设机构。",
    fields=("responsibilities.internal_office",),
    place="承接内设机构",
    remedy="补充内设机构。",
)
def no_internal_office(content, against):
    if any(not row["internal_office"] for row in single_receivers(content)):
        yield {}


@item_rule(
    "no_transition",
    "收回事项“{name}”未写明交接期限。",
    fields=("responsibilities.transition_on",),
    remedy="补充交接期限。",
)
def no_transition(content, against):
    if any(not row["transition_on"] for row in single_receivers(content)):
        yield {}


def single_receivers(content):
    """The receiving departments of a reclaimed item that are named one by one."""
    if content["kind"] != Kind.RECLAIMED:
        return []
    rows = content["responsibilities"]
    return [row for row in rows if row["role"] == "receiver" and not row["collective"]]


@item_rule("no_category", "“{name}”没有类别。", fields=("category",), remedy="选择类别。")
def no_category(content, against):
    if not content["category"]:
        yield {}


@item_rule(
    "no_township_duty",
    "配合事项“{name}”没有写明配合职责。",
    fields=("township_duty",),
    remedy="补充配合职责。",
)
def no_township_duty(content, against):
    if content["kind"] == Kind.COORDINATION and not content["township_duty"]:
        yield {}


@item_rule(
    "no_secrecy_review",
    "“{name}”没有登记保密审查。",
    fields=("secrecy_review",),
    remedy="登记审查人、日期和结论。",
    ground="《中华人民共和国政府信息公开条例》第十七条",
    # Where a county lets it block, no reason sets it aside.
    may_be_overridden=False,
)
def no_secrecy_review(content, against):
    if not content["secrecy_review"]:
        yield {}


@list_rule(
    "duplicate_name",
    "同类事项中有{count}个“{name}”。",
    fields=("name",),
    remedy="合并，或在名称中写明区别。",
)
def duplicate_name(contents, against):
    codes = defaultdict(list)
    for code, content in contents:
        codes[content["kind"], content["name"]].append(code)
    for (_kind, name), same in codes.items():
        if len(same) > 1:
            yield same[0], {"count": len(same), "name": name}


@list_rule(
    "no_department_telephone",
    "{department}负责{count}个事项，没有公开电话。",
    place="公开电话",
    remedy="在“公开电话”中填写。",
)
def no_department_telephone(contents, against):
    counts = Counter()
    for _code, content in contents:
        counts.update(answering(content))
    without = Department.objects.valid().filter(county=against.county, public_telephone="")
    for name in without.values_list("name", flat=True):
        if counts[name]:
            yield None, {"department": name, "count": counts[name]}


@list_rule(
    "no_township_telephone",
    "{township}的便民服务中心没有公开电话。",
    place="公开电话",
    remedy="在“公开电话”中填写。",
)
def no_township_telephone(contents, against):
    if not contents:
        return
    townships = Region.objects.valid().townships_of(against.county)
    without = townships.filter(Q(card=None) | Q(card__public_telephone=""))
    for name in without.values_list("name", flat=True):
        yield None, {"township": name}
