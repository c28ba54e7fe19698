"""Names and codes a region can not take: what tells no type, what another one is called, what
changes nothing.
"""

from dutylist.history.limits import require_text
from dutylist.history.refusals import Invalid

from .. import reference
from ..models import Level, Region
from .texts import needed

SPECIAL = 400  # the third segment from here on: special areas and zones, whose names follow no rule
NAME_LENGTH = Region._meta.get_field("name").max_length
COUNTY_ENDINGS = ("县", "市", "区", "旗")


def refuse_code(code, path="code"):
    if len(code) != 12 or not (code.isascii() and code.isdecimal()):
        raise Invalid({path: "区划代码应为12位数字。"})


def refuse_rename(region, name):
    """Another name of the same type; another type is a conversion."""
    if name == region.name:
        raise Invalid({"name": f"新名称与现名称“{name}”相同，没有变更。"})
    kind = refuse_name(region.code, name, [region])
    if kind != region.kind:
        raise Invalid({"name": f"“{name}”是{kind.label}的名称，类型有变化的，请用“改设”办理。"})


def refuse_conversion(region, code, name):
    """The type it is converted to; the same type as before is a change of name. -> Kind"""
    refuse_code(code)
    kind = refuse_name(code, name, [region])
    if kind == region.kind and (code == region.code or name == region.name):
        raise Invalid(
            {
                "name": f"“{name}”与现在的类型相同；只改名称的请用“更名”办理，只改代码的请用“代码变更”办理。"
            }
        )
    return kind


def refuse_parts(region, parts):
    """Each part of a split by its code and name, all under the path of the list they are typed
    into.
    """
    names = [name for _code, name in parts]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise Invalid({"parts": f"“{twice}”写了两次，拆分后的单位应有不同的名称。"})
    for code, name in parts:
        refuse_name(code, name, [region], path="parts")


def refuse_name(code, name, regions, path="name"):
    """The type that a name tells, where those of `regions` give way to it. -> Kind"""
    refuse_code(code, "code" if path == "name" else path)
    name, level, parent = needed(name, "name"), regions[0].level, regions[0].parent
    require_text(name, path, NAME_LENGTH)
    tells = [_tells(region.code, region.name, level) for region in regions]
    if not _tells(code, name, level) and all(tells):
        raise Invalid({path: f"“{name}”看不出类型，名称应以街道、镇、乡等结尾。"})
    others = Region.objects.valid().filter(parent=parent, name=name)
    others = others.exclude(pk__in=[region.pk for region in regions])
    if taken := others.first():
        raise Invalid({path: f"{parent.name}已有{name}（{taken.code}）。"})
    return reference.kind_of(code, name, level)


def _tells(code, name, level):
    if level == Level.COUNTY:
        return name.endswith(COUNTY_ENDINGS)
    if level != Level.TOWNSHIP or int(code[6:9]) >= SPECIAL:
        return True
    return name.endswith(tuple(ending for ending, _ in reference.ENDINGS[Level.TOWNSHIP]))
