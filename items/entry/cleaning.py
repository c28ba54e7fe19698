"""A payload from a form, the API or an import becomes a checked content, or an `Invalid` with a
sentence per path.
"""

from dutylist.history.refusals import Invalid
from items.models import Kind, ResponsibilityRole, Scope

from .cleaning_roles import ROLES_OF_KIND
from .fields import EMPTY, FIELDS, LABELS
from .transferring import transferred
from .types import Rows
from .values import NO_FIELD, NO_OBJECT, Values

TAGS_NEEDED = "适用范围按区域类型时，请选择至少一个区域类型，且不再逐个指定。"
TOWNSHIPS_NEEDED = "适用范围为指定时，请选择至少一个单位。"


class ForeignFields:
    """What a kind does not carry: `fields` of an item, and (field, member) of the rows of its
    parts.
    """

    def __init__(self, kind):
        self.fields = [field for field in FIELDS if kind not in field.kinds]
        self.members = []
        for field in FIELDS:
            if isinstance(field.type, Rows):
                others = [one for one in field.type.members if kind not in one.kinds]
                self.members += [(field, member) for member in others]


FOREIGN_FIELDS = {kind: ForeignFields(kind) for kind in Kind}


class Checked(dict):
    """A content that was checked; where the names it was checked against are the same, it is not
    checked again.
    """

    known = ""


def clean_content(payload, lookup, base=None, *, is_draft=False):
    """The whole content that this (maybe partial) payload makes of `base`; every fault at once in
    `Invalid.errors`.

    A draft may lack its kind, its name and where it applies; whatever it does say
    is checked all the same.
    """
    if isinstance(payload, Checked) and payload.known == lookup.known:
        return payload
    cleaner = Cleaner(payload, lookup, base, is_draft=is_draft)
    content = cleaner.run()
    if cleaner.errors:
        raise Invalid(cleaner.errors)
    checked = Checked(content)
    checked.known = lookup.known
    return checked


class Cleaner(Values):
    """Collects one sentence per path while it goes through the fields."""

    def __init__(self, payload, lookup, base, *, is_draft=False):
        super().__init__()
        self.payload, self.lookup, self.is_draft = payload, lookup, is_draft
        self.content = {**EMPTY, **(base or {})}
        self.departments, self.has_lead = set(), False  # named so far
        self.worded = set()  # townships with a wording so far

    def run(self):
        if not isinstance(self.payload, dict):
            self.fault("", f"内容{NO_OBJECT}")
            return self.content
        base_kind = self.content["kind"]
        for key in self.payload:
            if key not in EMPTY:
                self.fault(key, NO_FIELD)
        for field in FIELDS:
            if field.name in self.payload:
                value = self.payload[field.name]
                self.content[field.name] = field.type.clean(self, value, field.name)
        self.leave_behind(base_kind)
        self.check_whole()
        self.content["variants"] = sorted(
            self.content["variants"], key=lambda variant: variant["townships"]
        )
        return self.content

    def leave_behind(self, base_kind):
        """What is not told of an item that goes to another kind, and that kind does not carry, is
        emptied.
        """
        kind = self.content["kind"]
        if not base_kind or kind == base_kind or kind not in Kind.values:
            return
        emptied, _told = transferred(self.content, Kind(kind), self.lookup.categories)
        for name, value in emptied.items():
            if name not in self.payload:
                self.content[name] = value

    # ---- what a single value rests on beside its own type ----

    def tags(self, value, path):
        tags = self.names(value, path)
        for tag in tags:
            if tag not in self.lookup.tags:
                known = "、".join(self.lookup.tags) or "无"
                self.fault(path, f"没有“{tag}”这个区域类型；现有：{known}。")
        return tags

    def township_codes(self, value, path):
        codes = self.names(value, path)
        for code in codes:
            if code not in self.lookup.townships:
                self.fault(path, f"没有代码为“{code}”的下辖单位。")
        return codes

    def department(self, name, path):
        if known := self.lookup.departments.find(name):
            return known.name
        hint = "请先在部门名录中登记。"
        if near := self.lookup.departments.nearest(name):
            hint = f"是否为“{near.name}”？"
        self.fault(path, f"没有“{name}”这个部门；{hint}")
        return name

    # ---- what the members of one part have to do with each other ----

    def check_part(self, name, at, part):
        """Asks the rule of one row of a part, or of a group; the values at hand are cleaned."""
        if name in PART_RULES:
            PART_RULES[name](self, at, part)

    def check_review(self, at, review):
        if not all(review.values()) and self.is_sound(at):
            self.fault(at, "保密审查须同时填写审查人、日期和结论。")

    def check_responsibility(self, at, row):
        """The department by its present name; none twice in one role, and one lead."""
        if row["department"] and not row["collective"]:
            row["department"] = self.department(row["department"], f"{at}.department")
        identity = (row["department"], row["role"])
        if identity in self.departments and self.is_sound(at):
            self.fault(at, f"“{row['department']}”重复。")
        if row["role"] == ResponsibilityRole.LEAD and self.has_lead:
            self.fault("responsibilities", "牵头部门只能有一个（第一位），其余请标为共同。")
        self.departments.add(identity)
        self.has_lead |= row["role"] == ResponsibilityRole.LEAD

    def check_variant(self, at, variant):
        if not variant["townships"] and self.is_sound(f"{at}.townships"):
            self.fault(f"{at}.townships", "请选择这种表述适用的单位。")
        wording = [value for name, value in variant.items() if name != "townships"]
        if not any(wording) and self.is_sound(at):
            self.fault(f"{at}.name", "个性化表述须填写事项名称或者配合职责。")
        if again := self.worded.intersection(variant["townships"]):
            self.fault(f"{at}.townships", f"{'、'.join(sorted(again))}已有另一种个性化表述。")
        self.worded.update(variant["townships"])

    # ---- the rules between fields ----

    def check_whole(self):
        """The rules between fields; one is asked only where nothing is wrong with what it rests
        on.
        """
        content = self.content
        if not self.is_draft:
            self.check_told(content)
        for fields, check in self.rules():
            is_told = content["kind"] or "kind" not in fields
            if is_told and self.is_sound(*fields):
                check(content)

    def check_told(self, content):
        if not content["kind"]:
            self.fault("kind", "请选择事项类型。")
        if not content["name"]:
            self.fault("name", "事项名称不能为空。")

    def rules(self):
        """(the fields a rule rests on, the rule)"""
        return (
            (("kind", "category"), self.check_category),
            (("kind",), self.check_fields_of_kind),
            (("kind",), self.check_roles),
            (("scope", "tags", "townships"), self.check_scope),
            (("starts_on", "ends_on"), self.check_days),
        )

    def check_category(self, content):
        kind, name = content["kind"], content["category"]
        if not name or (kind, name) in self.lookup.categories:
            return
        offered = []
        for other_kind, known in self.lookup.categories:
            if known == name:
                self.fault("category", f"{LABELS['category']}“{name}”不属于该事项类型。")
                return
            if other_kind == kind:
                offered.append(known)
        self.fault("category", f"没有“{name}”这个类别；现有：{'、'.join(offered) or '无'}。")

    def check_fields_of_kind(self, content):
        """An item, and every row of its parts, carries what its kind carries."""
        foreign = FOREIGN_FIELDS[content["kind"]]
        for field in foreign.fields:
            if content[field.name]:
                self.not_of_kind(field, field.name)
        for field, member in foreign.members:
            for n, row in enumerate(content[field.name]):
                if row[member.name]:
                    self.not_of_kind(member, f"{field.name}.{n}.{member.name}")

    def not_of_kind(self, field, path):
        kinds = "、".join(str(Kind(of).label) for of in field.kinds)
        self.fault(path, f"只有{kinds}事项填写{field.label}。")

    def check_roles(self, content):
        allowed = ROLES_OF_KIND[content["kind"]]
        names = "、".join(str(ResponsibilityRole(role).label) for role in allowed)
        sentence = f"{Kind(content['kind']).label}事项的部门角色只能是：{names}。"
        for n, row in enumerate(content["responsibilities"]):
            if row["role"] and row["role"] not in allowed:
                self.fault(f"responsibilities.{n}.role", sentence)

    def check_scope(self, content):
        if content["scope"] == Scope.ALL and (content["tags"] or content["townships"]):
            self.fault("scope", "适用范围为全部时，不再指定区域类型或单位。")
        if content["scope"] == Scope.TAGGED:
            self.check_chosen(content, "tags", "townships", TAGS_NEEDED)
        if content["scope"] == Scope.LISTED:
            self.check_chosen(content, "townships", "tags", TOWNSHIPS_NEEDED)

    def check_chosen(self, content, name, other, sentence):
        """A scope names what it goes by and nothing else; a draft may still have to choose."""
        is_open = not content[name] and not self.is_draft
        if is_open or content[other]:
            self.fault(name, sentence)

    def check_days(self, content):
        if (
            content["starts_on"]
            and content["ends_on"]
            and content["ends_on"] < content["starts_on"]
        ):
            self.fault("ends_on", "终止日期不得早于起始日期。")


PART_RULES = {
    "secrecy_review": Cleaner.check_review,
    "responsibilities": Cleaner.check_responsibility,
    "variants": Cleaner.check_variant,
}
