"""The people who sign in, and the memberships that say what each may do, where, and from when to
when.
"""

import hashlib

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dutylist.history.tracking import Recorded, Tracked

from ..roles import COUNTY_ROLES, DEPARTMENT_ROLES, TOWNSHIP_ROLES, Role
from ..standing import people_seen_by, read_standing
from .departments import Department
from .regions import Region

SYSTEM_USERNAME = "system"


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Oneself, and the people of the places one answers for; accounts' and roles' keepers see
        everybody.
        """
        return self.filter(people_seen_by(user)).distinct()


class UserManager(DjangoUserManager.from_queryset(UserQuerySet)):
    def system(self):
        """The named account of jobs and seeds; nobody can sign in with it."""
        return self.get(username=SYSTEM_USERNAME)


class User(AbstractUser, Tracked):
    """A person. Accounts are closed, never deleted; what one may do comes from memberships and from
    nothing else.
    """

    groups = None
    user_permissions = None
    first_name = models.CharField("姓名", max_length=40)
    last_name = None
    opened_for = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="开设地区",
        help_text="没有任职的账号由这一地区管理；空白为全站。",
    )
    unrecorded = {
        "password": "只存密钥和散列值，不留摘要值",
        "last_login": "登录情况以账号事件为准",
        "date_joined": "开通情况以账号事件为准",
    }
    history = Recorded(excluded_fields=list(unrecorded))
    objects = UserManager()
    REQUIRED_FIELDS = ["email", "first_name"]

    class Meta:
        verbose_name = verbose_name_plural = "账号"

    def __str__(self):
        return self.get_full_name()

    def get_full_name(self):
        return self.first_name or self.username

    def standing(self, on=None):
        """What the user may do on a day; read once per day and user object."""
        day = on or timezone.localdate()
        kept = self.__dict__.setdefault("_standings", {})
        if day not in kept:
            kept[day] = read_standing(self, day)
        return kept[day]

    def places(self, on=None):
        """Where the account belongs, as a set of regions, None for the whole site.

        The places of every role held or yet to begin; without one, of those that ended last;
        without any, the place it was opened for. A department belongs to its county.
        """
        held, places = [], set()
        day = on or timezone.localdate()
        for membership in self.memberships.with_places():
            if membership.was_withdrawn():
                continue
            held.append(membership)
            if membership.ends_on is None or membership.ends_on >= day:
                places.add(membership.place)
        if places:
            return places
        if held:
            last = max(membership.ends_on for membership in held)
            return {membership.place for membership in held if membership.ends_on == last}
        return {self.opened_for}

    def secured_by(self):
        """A digest of what the account can do and what secures it: password, second factor, roles
        in force.
        """
        device = self.totpdevice_set.filter(confirmed=True).values_list("pk", flat=True).first()
        roles = sorted(membership.pk for membership in self.standing().memberships)
        return hashlib.sha256(repr((self.password, device, roles)).encode()).hexdigest()

    def has_perm(self, perm, obj=None):
        from ..permissions import allows

        return allows(self, perm)

    def has_perms(self, perm_list, obj=None):
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label):
        from ..permissions import opens

        return opens(self, app_label)

    def get_all_permissions(self, obj=None):
        from ..permissions import rights_of

        return rights_of(self)


def in_force_on(day=None) -> Q:
    """Memberships in force on a day; the last day still counts."""
    day = day or timezone.localdate()
    return Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the people one sees, and what one's own roles were delegated to."""
        given_away = Q(
            delegated_from__user_id=getattr(user, "pk", None) or 0
        )  # nobody has number 0
        return self.filter(Q(user__in=User.objects.visible_to(user)) | given_away)

    def delegations(self):
        return self.exclude(delegated_from=None)

    def with_places(self):
        return self.select_related(
            "region__parent__parent__parent", "department__county__parent__parent"
        )

    def in_force(self, on=None):
        """Held on a day; a delegated one also needs the delegator's own to be in force."""
        day = on or timezone.localdate()
        delegator = Q(delegated_from=None) | (
            Q(delegated_from__starts_on__lte=day)
            & (Q(delegated_from__ends_on=None) | Q(delegated_from__ends_on__gte=day))
            & Q(delegated_from__user__is_active=True)
        )
        return self.filter(in_force_on(day), delegator, user__is_active=True)

    def not_of(self, people, on=None):
        """Without those of these people (their ids) and of whoever acts for one of them on
        a day, in whatever role.
        """
        acting = Membership.objects.in_force(on).filter(delegated_from__user__in=people)
        return self.exclude(user__in=people).exclude(user__in=acting.values("user"))


class Membership(Tracked):
    """One user, one role, one place, for a time; with `delegated_from` it is exercised for another
    person (代……).

    One that ends before it begins was withdrawn before its time came: it is kept, and in force on
    no day.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name="账号")
    role = models.CharField("角色", max_length=30, choices=Role.choices)
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="区划",
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="部门",
    )
    starts_on = models.DateField("起始日期")
    ends_on = models.DateField("截止日期", null=True, blank=True)
    delegated_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="delegations",
        verbose_name="代行谁的职责",
    )
    delegate_reason = models.TextField("代行理由", blank=True)
    history = Recorded()
    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        ordering = ["user", "starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(region=None) | Q(department=None),
                name="memberships_have_one_place",
                violation_error_message="一项任职只能属于一个区划或者一个部门。",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=sorted(DEPARTMENT_ROLES)) | Q(department__isnull=False),
                name="department_roles_have_a_department",
                violation_error_message="部门角色须指定部门。",
            ),
            models.CheckConstraint(
                condition=Q(role__in=sorted(DEPARTMENT_ROLES)) | Q(department=None),
                name="only_department_roles_have_a_department",
                violation_error_message="只有部门角色可以指定部门。",
            ),
            models.CheckConstraint(
                condition=~Q(
                    role__in=sorted(
                        {*COUNTY_ROLES, *TOWNSHIP_ROLES, Role.CITY_REVIEWER, Role.PROVINCE_FILER}
                    )
                )
                | Q(region__isnull=False),
                name="roles_of_a_region_have_a_region",
                violation_error_message="这一角色须指定区划。",
            ),
            models.CheckConstraint(
                condition=Q(delegated_from=None) | ~Q(delegate_reason=""),
                name="delegations_have_a_reason",
                violation_error_message="代行职责须写明理由。",
            ),
        ]
        indexes = [models.Index(fields=["role", "region"], name="membership_role_region")]

    def __str__(self):
        return f"{self.user} {self.get_role_display()}"

    @property
    def for_name(self):
        """The name of the person this is exercised for, or an empty string."""
        if self.delegated_from_id:
            return self.delegated_from.user.get_full_name()
        return ""

    @property
    def place(self):
        """The region this is held for, a department's county included; None for the whole site."""
        if self.department_id:
            return self.department.county
        return self.region

    def was_withdrawn(self):
        return self.ends_on is not None and self.ends_on < self.starts_on

    @property
    def county_id(self):
        """The county whose people see this membership; None for roles above counties or without a
        place.
        """
        if self.department_id:
            return self.department.county_id
        if self.region_id:
            return self.region.county_id
        return None
