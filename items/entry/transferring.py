"""An item that goes to another kind (转列) leaves behind what that kind does not carry: which texts
and departments, and in which part the departments go on.
"""

from items.models import Kind, ResponsibilityRole

from .cleaning_roles import ROLES_OF_KIND
from .fields import FIELDS
from .types import Rows

Role = ResponsibilityRole
# The part that a department goes on with; one that is not named here leaves the item.
FOLLOWING = {
    Kind.RECLAIMED: {Role.LEAD: Role.RECEIVER, Role.JOINT: Role.RECEIVER},
    Kind.COORDINATION: {Role.RECEIVER: Role.LEAD},
    Kind.BASIC: {},
}


def transferred(content, kind, categories):
    """(the content as the other kind can carry it, [sentence for each thing that is emptied or goes
    on otherwise]). `categories` are the (kind, name) of the county.
    """
    content, told = dict(content), []
    for field in FIELDS:
        value = content.get(field.name)
        if not value:
            continue
        if kind not in field.kinds:
            told.append(f"清空{field.label}：{field.type.worded(value)}")
            content[field.name] = field.type.empty
        elif isinstance(field.type, Rows):
            content[field.name] = rows_of_kind(field, value, kind, told)
    content["responsibilities"] = departments_of_kind(content, kind, told)
    name = content.get("category")
    if name and (kind, name) not in categories:
        told.append(f"清空类别：{name}（{Kind(kind).label}没有这一类别，请另选）")
        content["category"] = ""
    return content, told


def rows_of_kind(field, rows, kind, told):
    """The rows of a part without the members that the kind does not carry; a row of which nothing
    is left goes.
    """
    foreign = [member for member in field.type.members if kind not in member.kinds]
    if not foreign:
        return rows
    kept = []
    for row in rows:
        row = dict(row)
        for member in foreign:
            if row.get(member.name):
                told.append(f"清空{field.label}的{member.label}：{row[member.name]}")
                row[member.name] = member.type.empty
        if any(value for name, value in row.items() if name != "townships"):
            kept.append(row)
    return kept


def departments_of_kind(content, kind, told):
    """The departments in a part that the kind knows."""
    rows, has_lead = [], False
    for row in content.get("responsibilities") or []:
        role = row.get("role")
        if not role or role in ROLES_OF_KIND[kind]:
            has_lead = has_lead or role == Role.LEAD
            rows.append(row)
            continue
        label = Role(role).label if role in Role.values else role
        following = FOLLOWING[kind].get(role)
        if following is None:
            told.append(f"去掉部门：{label}{row.get('department', '')}")
            continue
        if following == Role.LEAD and has_lead:
            following = Role.JOINT
        has_lead = has_lead or following == Role.LEAD
        told.append(f"{row.get('department', '')}由{label}改为{following.label}")
        rows.append({**row, "role": str(following)})
    return rows
