"""The places a keeper of accounts or roles may choose from in a form."""

from django.db.models import Q

from dutylist.staff.forms import Pick

from ..models import Department, Level, Region


class PickRegion(Pick):
    def label_from_instance(self, region):
        return f"{region.code} {region.name}"


class PickDepartment(Pick):
    def label_from_instance(self, department):
        return f"{department.county.name}：{department.name}"


def places(user, roles, levels=tuple(Level)):
    """Counties that keep a list, their townships, and the cities and provinces above, as far as the
    roles reach.
    """
    kept = Q(policy__isnull=False) | Q(parent__policy__isnull=False, level=Level.TOWNSHIP)
    above = Q(level__in=(Level.CITY, Level.PROVINCE))
    rows = Region.objects.reached_by(user, *roles).valid().filter(kept | above, level__in=levels)
    return rows.order_by("code")


def departments(user, roles):
    counties = Region.objects.reached_by(user, *roles).values("pk")
    return Department.objects.valid().filter(county__in=counties).select_related("county")


def offer_places(field, user, roles):
    """Fills a field with the places above townships; the whole site stands first for whoever keeps
    it.
    """
    field.queryset = places(user, roles, set(Level) - {Level.TOWNSHIP})
    everywhere = user.standing().reaches(None, *roles)
    field.empty_label = "全站" if everywhere else None
    field.required = not everywhere
    field.error_messages["required"] = "请选择开设地区。"
