"""What a county may decide for itself: clocks and rules, its words, its office's contact, and its
running numbers.
"""

import hashlib

import orjson
from django.db import models
from django.db.models import Q

from dutylist.history.tracking import Recorded, Tracked

from ..policies import policy_lines, told_changes
from .regions import Kind, OfOwnCounties, Region


class CountyPolicyQuerySet(OfOwnCounties):
    county_path = "region"

    def locked(self, county):
        """The county's row under a lock: whoever changes its list waits here."""
        return self.select_for_update(of=("self",)).get(region=county)


class CountyPolicy(Tracked):
    region = models.OneToOneField(
        Region, models.PROTECT, related_name="policy", verbose_name="区划"
    )
    values = models.JSONField("本地规则", default=dict, blank=True)
    office_telephone = models.CharField("编办电话", max_length=40, blank=True)
    office_address = models.CharField("编办地址", max_length=120, blank=True)
    office_email = models.EmailField("编办邮箱", blank=True)
    next_item_number = models.PositiveIntegerField("下一个事项序号", default=1)
    list_version = models.PositiveBigIntegerField("清单版本号", default=0)
    unrecorded = {
        "next_item_number": "计数，编码本身不许重复",
        "list_version": "计数，只用来发现同时修改",
    }
    history_told = {"values": told_changes}
    history = Recorded(excluded_fields=list(unrecorded))
    objects = CountyPolicyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "本地规则"

    def __str__(self):
        return f"{self.region}本地规则"

    def value(self, key):
        """What the county rules, or the usual value; an unknown key is a KeyError."""
        return policy_lines()[key].holds(self.values)

    @property
    def mark_of_values(self):
        """The mark of the county's own rules: another one as soon as any of them changes."""
        content = orjson.dumps(self.values, option=orjson.OPT_SORT_KEYS)
        return hashlib.sha256(content).hexdigest()[:32]

    def take_numbers(self, count):
        """The first of `count` item numbers that are never given out again; call it on a locked
        row.
        """
        first = self.next_item_number
        self.next_item_number = first + count
        self.save(update_fields=["next_item_number"])
        return first

    def raise_list_version(self):
        """Says that the county's register is no longer the one a preview was made from; call it on
        a locked row.
        """
        self.list_version += 1
        self.save(update_fields=["list_version"])
        return self.list_version


class PlaceWord(Tracked):
    """A county's own word in place of the shipped one; without a kind it holds for the whole
    county.
    """

    county = models.ForeignKey(
        Region, models.PROTECT, related_name="place_words", verbose_name="所属区划"
    )
    place_kind = models.CharField("适用类型", max_length=15, choices=Kind.choices, blank=True)
    key = models.CharField("用词位置", max_length=50)
    text = models.CharField("用词", max_length=200)
    history = Recorded()
    objects = OfOwnCounties.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "地方用词"
        ordering = ["county", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "place_kind", "key"],
                name="place_words_are_unique_within_a_county",
                violation_error_message="这一用词已经设置，请直接修改。",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="place_words_are_not_empty",
                violation_error_message="用词不能为空。",
            ),
        ]

    def __str__(self):
        return self.text
