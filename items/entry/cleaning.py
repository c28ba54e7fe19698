"""A payload from a form, the API or an import becomes a checked content, or an `Invalid` with a
sentence per path.
"""

from dutylist.history.refusals import Invalid
from items.models import Kind, Power, ResponsibilityRole, Scope, SupportPromise
from items.models.duty_items import LAST_POSITION, NAME_LENGTH

from .content import EMPTY, LABELS
from .values import NO_FIELD, NO_OBJECT, Values

ROLES_OF_KIND = {
    Kind.BASIC: (ResponsibilityRole.SUPPORT,),
    Kind.COORDINATION: (
        ResponsibilityRole.LEAD,
        ResponsibilityRole.JOINT,
        ResponsibilityRole.SUPPORT,
    ),
    Kind.RECLAIMED: (ResponsibilityRole.RECEIVER, ResponsibilityRole.SUPPORT),
}

MEMBERS = {
    "responsibilities": (
        "department",
        "collective",
        "role",
        "internal_office",
        "duty",
        "method",
        "transition_on",
    ),
    "bases": ("act", "document_number", "article"),
    "variants": ("townships", "name", "township_duty"),
    "support": ("kind", "promise", "amount", "due_on"),
    "power": ("type", "origin", "document_number", "until", "original_body"),
    "secrecy_review": ("reviewer", "on", "result"),
}
DUTY_OF_COORDINATION = "只有配合履职事项填写配合职责。"


class Checked(dict):
    """A content that was checked; where the names it was checked against are the same, it is not
    checked again.
    """

    known = ""


def clean_content(payload, lookup, base=None):
    """The whole content that this (maybe partial) payload makes of `base`; every fault at once in
    `Invalid.errors`.
    """
    if isinstance(payload, Checked) and payload.known == lookup.known:
        return payload
    cleaner = Cleaner(payload, lookup, base)
    content = cleaner.run()
    if cleaner.errors:
        raise Invalid(cleaner.errors)
    checked = Checked(content)
    checked.known = lookup.known
    return checked


class Cleaner(Values):
    """Collects one sentence per path while it goes through the fields."""

    def __init__(self, payload, lookup, base):
        super().__init__()
        self.payload, self.lookup = payload, lookup
        self.content = dict(base or EMPTY)

    def run(self):
        if not isinstance(self.payload, dict):
            self.fault("", f"内容{NO_OBJECT}")
            return self.content
        for key in self.payload:
            if key not in EMPTY:
                self.fault(key, NO_FIELD)
        for key in EMPTY:
            if key in self.payload:
                self.content[key] = getattr(self, f"clean_{key}")(self.payload[key], key)
        self.check_whole()
        self.content["variants"] = sorted(
            self.content["variants"], key=lambda variant: variant["townships"]
        )
        return self.content

    def clean_kind(self, value, path):
        return self.choice(value, path, Kind)

    def clean_category(self, value, path):
        return self.text(value, path, 60)

    def clean_position(self, value, path):
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LAST_POSITION:
            return value
        self.fault(path, f"应为0到{LAST_POSITION}的整数。")
        return 0

    def clean_name(self, value, path):
        name = self.item_name(value, path)
        if not name:
            self.fault(path, "事项名称不能为空。")
        return name

    def item_name(self, value, path):
        """On one line, the item's own as well as a township's wording of it."""
        return " ".join(self.text(value, path, NAME_LENGTH).split())

    def clean_township_duty(self, value, path):
        return self.text(value, path)

    def clean_public(self, value, path):
        if isinstance(value, bool):
            return value
        self.fault(path, "应为 true（主动公开）或 false（不予公开）。")
        return True

    def clean_secrecy_review(self, value, path):
        value = self.group(value, path, MEMBERS[path])
        if value is None:
            return None
        review = {
            "reviewer": self.text(value.get("reviewer"), f"{path}.reviewer", 60),
            "on": self.date(value.get("on"), f"{path}.on"),
            "result": self.text(value.get("result"), f"{path}.result", 200),
        }
        if not all(review.values()) and self.is_sound(path):
            self.fault(path, "保密审查须同时填写审查人、日期和结论。")
        return review

    def clean_responsibilities(self, value, path):
        seen, rows = set(), []
        for at, row in self.rows(value, path, MEMBERS["responsibilities"]):
            cleaned = self.responsibility(row, at)
            identity = (cleaned["department"], cleaned["role"])
            if identity in seen and self.is_sound(at):
                self.fault(at, f"“{identity[0]}”重复。")
            seen.add(identity)
            rows.append(cleaned)
        if sum(row["role"] == ResponsibilityRole.LEAD for row in rows) > 1:
            self.fault(path, "牵头部门只能有一个（第一位），其余请标为共同。")
        return rows

    def responsibility(self, row, path):
        name = self.text(row.get("department"), f"{path}.department", 120)
        collective = row.get("collective") or False
        if not isinstance(collective, bool):
            self.fault(f"{path}.collective", "应为 true（统称，名录中没有的部门）或 false。")
        if not name:
            self.fault(f"{path}.department", "部门不能为空。")
        elif not collective:
            name = self.department(name, f"{path}.department")
        return {
            "department": name,
            "collective": collective,
            "role": self.choice(row.get("role"), f"{path}.role", ResponsibilityRole),
            "internal_office": self.text(row.get("internal_office"), f"{path}.internal_office", 60),
            "duty": self.text(row.get("duty"), f"{path}.duty"),
            "method": self.text(row.get("method"), f"{path}.method"),
            "transition_on": self.date(row.get("transition_on"), f"{path}.transition_on"),
        }

    def department(self, name, path):
        if found := self.lookup.departments.find(name):
            return found.name
        near = self.lookup.departments.nearest(name)
        hint = f"是否为“{near.name}”？" if near else "请先在部门名录中登记。"
        self.fault(path, f"没有“{name}”这个部门；{hint}")
        return name

    def clean_bases(self, value, path):
        rows = []
        for at, row in self.rows(value, path, MEMBERS["bases"]):
            title = self.text(row.get("act"), f"{at}.act", 200).strip("《》")
            if not title:
                self.fault(f"{at}.act", "文件名称不能为空。")
            rows.append(
                {
                    "act": title,
                    "document_number": self.text(
                        row.get("document_number"), f"{at}.document_number", 80
                    ),
                    "article": self.text(row.get("article"), f"{at}.article", 120),
                }
            )
        return rows

    def clean_power(self, value, path):
        value = self.group(value, path, MEMBERS[path])
        if value is None:
            return None
        return {
            "type": self.choice(value.get("type"), f"{path}.type", Power.Type),
            "origin": self.choice(value.get("origin", "statutory"), f"{path}.origin", Power.Origin),
            "document_number": self.text(
                value.get("document_number"), f"{path}.document_number", 80
            ),
            "until": self.date(value.get("until"), f"{path}.until"),
            "original_body": self.text(value.get("original_body"), f"{path}.original_body", 100),
        }

    def clean_directory_entry(self, value, path):
        return self.text(value, path, 80)

    def clean_variants(self, value, path):
        variants, seen = [], set()
        for at, row in self.rows(value, path, MEMBERS["variants"]):
            variant = self.variant(row, at)
            if again := seen.intersection(variant["townships"]):
                self.fault(f"{at}.townships", f"{'、'.join(sorted(again))}已有另一种个性化表述。")
            seen.update(variant["townships"])
            variants.append(variant)
        return variants

    def variant(self, row, at):
        """One wording: of which townships, and what it says otherwise."""
        variant = {
            "townships": sorted(self.township_codes(row.get("townships"), f"{at}.townships")),
            "name": self.item_name(row.get("name"), f"{at}.name"),
            "township_duty": self.text(row.get("township_duty"), f"{at}.township_duty"),
        }
        if not variant["townships"] and self.is_sound(f"{at}.townships"):
            self.fault(f"{at}.townships", "请选择这种表述适用的单位。")
        if not (variant["name"] or variant["township_duty"]) and self.is_sound(at):
            self.fault(f"{at}.name", "个性化表述须填写事项名称或者配合职责。")
        return variant

    def township_codes(self, value, path):
        codes = self.names(value, path)
        for code in codes:
            if code not in self.lookup.townships:
                self.fault(path, f"没有代码为“{code}”的下辖单位。")
        return codes

    def clean_scope(self, value, path):
        return self.choice(value, path, Scope)

    def clean_tags(self, value, path):
        tags = self.names(value, path)
        for tag in tags:
            if tag not in self.lookup.tags:
                known = "、".join(self.lookup.tags) or "无"
                self.fault(path, f"没有“{tag}”这个区域类型；现有：{known}。")
        return sorted(tags)

    def clean_townships(self, value, path):
        return sorted(self.township_codes(value, path))

    def clean_support(self, value, path):
        rows = []
        for at, row in self.rows(value, path, MEMBERS["support"]):
            promise = self.text(row.get("promise"), f"{at}.promise")
            if not promise:
                self.fault(f"{at}.promise", "承诺内容不能为空。")
            rows.append(
                {
                    "kind": self.choice(row.get("kind"), f"{at}.kind", SupportPromise.Kind),
                    "promise": promise,
                    "amount": self.text(row.get("amount"), f"{at}.amount", 60),
                    "due_on": self.date(row.get("due_on"), f"{at}.due_on"),
                }
            )
        return rows

    def clean_procedure(self, value, path):
        return self.texts(value, path)

    def clean_starts_on(self, value, path):
        return self.date(value, path)

    def clean_ends_on(self, value, path):
        return self.date(value, path)

    def check_whole(self):
        """The rules between fields; one is asked only where nothing is wrong with what it rests on."""
        content = self.content
        if not content["kind"]:
            self.fault("kind", "请选择事项类型。")
        if not content["name"]:
            self.fault("name", "事项名称不能为空。")
        for fields, check in self.rules():
            if self.is_sound(*fields):
                check(content)

    def rules(self):
        """(the fields a rule rests on, the rule)"""
        return (
            (("kind", "category"), self.check_category),
            (("kind",), self.check_duties),
            (("kind",), self.check_roles),
            (("scope", "tags", "townships"), self.check_scope),
            (("starts_on", "ends_on"), self.check_days),
        )

    def check_category(self, content):
        kind, name = content["kind"], content["category"]
        if not name or (kind, name) in self.lookup.categories:
            return
        if any(name == known for _kind, known in self.lookup.categories):
            self.fault("category", f"{LABELS['category']}“{name}”不属于该事项类型。")
            return
        known = "、".join(known for of, known in self.lookup.categories if of == kind)
        self.fault("category", f"没有“{name}”这个类别；现有：{known or '无'}。")

    def check_duties(self, content):
        """The item's own duty of the township, and that of every township's wording."""
        if content["kind"] == Kind.COORDINATION:
            return
        if content["township_duty"]:
            self.fault("township_duty", DUTY_OF_COORDINATION)
        for n, variant in enumerate(content["variants"]):
            if variant["township_duty"]:
                self.fault(f"variants.{n}.township_duty", DUTY_OF_COORDINATION)

    def check_roles(self, content):
        allowed = ROLES_OF_KIND[content["kind"]]
        names = "、".join(str(ResponsibilityRole(role).label) for role in allowed)
        said = f"{Kind(content['kind']).label}事项的部门角色只能是：{names}。"
        for n, row in enumerate(content["responsibilities"]):
            if row["role"] and row["role"] not in allowed:
                self.fault(f"responsibilities.{n}.role", said)

    def check_scope(self, content):
        if content["scope"] == Scope.ALL and (content["tags"] or content["townships"]):
            self.fault("scope", "适用范围为全部时，不再指定区域类型或单位。")
        if content["scope"] == Scope.TAGGED and (not content["tags"] or content["townships"]):
            self.fault("tags", "适用范围按区域类型时，请选择至少一个区域类型，且不再逐个指定。")
        if content["scope"] == Scope.LISTED and (not content["townships"] or content["tags"]):
            self.fault("townships", "适用范围为指定时，请选择至少一个单位。")

    def check_days(self, content):
        if (
            content["starts_on"]
            and content["ends_on"]
            and content["ends_on"] < content["starts_on"]
        ):
            self.fault("ends_on", "终止日期不得早于起始日期。")
