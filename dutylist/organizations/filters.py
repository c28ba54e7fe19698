"""What the lists of places, accounts and roles may be asked."""

from django.db.models import F, Q
from django.http import Http404
from django.utils import timezone

from dutylist.history.filtering import Flag, ListFilter, ListFilters, OneOf, Reader, State
from dutylist.history.refusals import Invalid

from .models import (
    AccountEvent,
    CountyPolicy,
    Department,
    DepartmentKind,
    Kind,
    Level,
    Membership,
    Ownership,
    PlaceWord,
    Region,
    RegionTag,
    Reorganization,
    ReorganizationKind,
    ReorganizationState,
    User,
)
from .places_asked import counties, own_counties, region_of, require_code
from .roles import Role

MOST_OFFERED = 200


class PlaceField(Reader):
    """A region by its 12-digit code."""

    def __init__(self, *, regions, **how):
        self.regions = regions
        super().__init__(**how)

    def read(self, code):
        """None where nothing is asked."""
        try:
            require_code(code, "")
            return region_of(code, "", self.regions()) if code else None
        except Invalid as refused:
            raise ValueError(refused.sentence) from None


class Place(ListFilter):
    """A region by its 12-digit code."""

    regions = staticmethod(Region.objects.all)

    def read_field(self):
        return PlaceField(label=self.label, required=False, regions=self.regions)


class PublicCounty(Place):
    """A county of a list that everybody reads."""

    regions = staticmethod(counties)

    def __init__(self, *args, label="地区", **how):
        super().__init__(*args, label=label, **how)


class County(PublicCounty):
    """A county of those that the asker reads: by its code where a program asks, where somebody
    else's is not there; from a box by its number, offered to those who read several.
    """

    def offered(self, request):
        own = request.user.standing().own_county_ids()
        if len(own) < 2:
            return ()
        found = Region.objects.filter(pk__in=own).order_by("code")
        return [(pk, name) for pk, name in found.values_list("pk", "name")[:MOST_OFFERED]]

    def readable(self, user):
        return own_counties(user)

    def filter(self, rows, value):
        if not value:
            return rows
        if isinstance(value, Region):
            if not self.readable(self.parent.request.user).filter(pk=value.pk).exists():
                raise Http404
            return self.of(rows, value)
        return self.of(rows, Region(pk=value))

    def of(self, rows, county):
        return rows.filter(**{self.field_name: county.pk})


class CountyItself(County):
    """A county with what lies in it."""

    def of(self, rows, county):
        return rows.filter(Q(pk=county.pk) | Q(parent=county.pk))


class RegionFilters(ListFilters):
    county = CountyItself()
    level = OneOf(label="层级", choices=Level.choices)
    kind = OneOf(label="类型", choices=Kind.choices)
    state = State(label="状态", over=Q(valid_until__isnull=False))
    within = Place(label="上级区划", method="below")

    class Meta:
        model = Region
        fields = ()

    def below(self, rows, _name, region):
        return rows.within(region).exclude(pk=region.pk)


class DepartmentFilters(ListFilters):
    county = County()
    kind = OneOf(label="机构性质", choices=DepartmentKind.choices)
    ownership = OneOf(label="隶属关系", choices=Ownership.choices)
    state = State(label="状态", over=Q(valid_until__isnull=False), over_is=("over", "已撤销"))
    retired = Flag(method="with_retired")

    class Meta:
        model = Department
        fields = ()

    def with_retired(self, rows, _name, value):
        return rows if value else rows.valid()


class PublicDepartmentFilters(DepartmentFilters):
    county = PublicCounty()


class TagFilters(ListFilters):
    county = County()

    class Meta:
        model = RegionTag
        fields = ()


class WordFilters(ListFilters):
    county = County()

    class Meta:
        model = PlaceWord
        fields = ()


class PolicyFilters(ListFilters):
    county = County("region")

    class Meta:
        model = CountyPolicy
        fields = ()


class ReorganizationFilters(ListFilters):
    county = County()
    kind = OneOf(label="变更方式", choices=ReorganizationKind.choices)
    state = OneOf(label="状态", choices=ReorganizationState.choices)

    class Meta:
        model = Reorganization
        fields = ()


class UserFilters(ListFilters):
    state = State(
        label="状态",
        over=Q(is_active=False),
        over_is=("closed", "已停用"),
        everything="使用中",
    )

    class Meta:
        model = User
        fields = ()


class AccountEventFilters(ListFilters):
    kind = OneOf(label="事件", choices=AccountEvent.Kind.choices)

    class Meta:
        model = AccountEvent
        fields = ()


def has_ended():
    return Q(ends_on__lt=timezone.localdate())


class MembershipFilters(ListFilters):
    """Roles held; of those that somebody acts in for another also the ones that are over."""

    role = OneOf(label="角色", choices=Role.choices)
    state = State(label="状态", over=has_ended, everything="在任")
    retired = Flag(method="with_over")
    ended = Flag(method="with_over")

    class Meta:
        model = Membership
        fields = ()

    def with_over(self, rows, _name, value):
        """A delegation is over when it has ended, or was withdrawn before it began."""
        if value:
            return rows
        return rows.exclude(has_ended() | Q(ends_on__lt=F("starts_on")))
