"""A payload from a form, the API or an import becomes a checked content, or an `Invalid` with a sentence per path."""

from dutylist.history.refusals import Invalid

from .content import EMPTY, LABELS
from .models import Kind, Power, ResponsibilityRole, Scope, SupportPromise
from .models.duty_items import LAST_POSITION, NAME_LENGTH
from .values import Values

ROLES_OF_KIND = {
    Kind.BASIC: (ResponsibilityRole.SUPPORT,),
    Kind.COORDINATION: (ResponsibilityRole.LEAD, ResponsibilityRole.JOINT, ResponsibilityRole.SUPPORT),
    Kind.RECLAIMED: (ResponsibilityRole.RECEIVER, ResponsibilityRole.SUPPORT),
}


class Checked(dict):
    """A content that was checked; where the names it was checked against are the same, it is not checked again."""

    known = ""


def clean_content(payload, lookup, base=None):
    """The whole content that this (maybe partial) payload makes of `base`; every fault at once in `Invalid.errors`."""
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
            self.errors[""] = "内容应为一个对象。"
            return self.content
        for key in self.payload:
            if key not in EMPTY:
                self.errors[key] = "没有这个字段。"
        for key in EMPTY:
            if key in self.payload:
                self.content[key] = getattr(self, f"clean_{key}")(self.payload[key], key)
        self.check_whole()
        return self.content

    def clean_kind(self, value, path):
        return self.choice(value, path, Kind)

    def clean_category(self, value, path):
        name = self.text(value, path, 60)
        kind = self.payload.get("kind", self.content["kind"])
        if name and (str(kind), name) not in self.lookup.categories:
            known = "、".join(n for k, n in self.lookup.categories if k == kind)
            self.fault(path, f"没有“{name}”这个类别；现有：{known or '无'}。")
        return name

    def clean_position(self, value, path):
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LAST_POSITION:
            return value
        self.fault(path, f"应为0到{LAST_POSITION}的整数。")
        return 0

    def clean_name(self, value, path):
        name = " ".join(self.text(value, path, NAME_LENGTH).split())
        if not name:
            self.fault(path, "事项名称不能为空。")
        return name

    def clean_township_duty(self, value, path):
        return self.text(value, path)

    def clean_public(self, value, path):
        if isinstance(value, bool):
            return value
        self.fault(path, "应为 true（主动公开）或 false（不予公开）。")
        return True

    def clean_secrecy_review(self, value, path):
        if not value:
            return None
        if not isinstance(value, dict):
            self.fault(path, "应为一个对象。")
            return None
        review = {
            "reviewer": self.text(value.get("reviewer"), f"{path}.reviewer", 60),
            "on": self.date(value.get("on"), f"{path}.on"),
            "result": self.text(value.get("result"), f"{path}.result", 200),
        }
        if not all(review.values()):
            self.fault(path, "保密审查须同时填写审查人、日期和结论。")
        return review

    def clean_responsibilities(self, value, path):
        seen, rows = set(), []
        for at, row in self.rows(value, path):
            cleaned = self.responsibility(row, at)
            identity = (cleaned["department"], cleaned["role"])
            if identity in seen:
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
        for at, row in self.rows(value, path):
            title = self.text(row.get("act"), f"{at}.act", 200).strip("《》")
            if not title:
                self.fault(f"{at}.act", "文件名称不能为空。")
            rows.append(
                {
                    "act": title,
                    "document_number": self.text(row.get("document_number"), f"{at}.document_number", 80),
                    "article": self.text(row.get("article"), f"{at}.article", 120),
                }
            )
        return rows

    def clean_power(self, value, path):
        if not value:
            return None
        if not isinstance(value, dict):
            self.fault(path, "应为一个对象。")
            return None
        return {
            "type": self.choice(value.get("type"), f"{path}.type", Power.Type),
            "origin": self.choice(value.get("origin", "statutory"), f"{path}.origin", Power.Origin),
            "document_number": self.text(value.get("document_number"), f"{path}.document_number", 80),
            "until": self.date(value.get("until"), f"{path}.until"),
            "original_body": self.text(value.get("original_body"), f"{path}.original_body", 100),
        }

    def clean_directory_entry(self, value, path):
        return self.text(value, path, 80)

    def clean_variants(self, value, path):
        variants, seen = [], set()
        for at, row in self.rows(value, path):
            codes = sorted(self.township_codes(row.get("townships"), f"{at}.townships"))
            if again := seen.intersection(codes):
                self.fault(f"{at}.townships", f"{'、'.join(sorted(again))}已有另一种个性化表述。")
            seen.update(codes)
            variants.append(
                {
                    "townships": codes,
                    "name": self.text(row.get("name"), f"{at}.name", NAME_LENGTH),
                    "township_duty": self.text(row.get("township_duty"), f"{at}.township_duty"),
                }
            )
        return sorted(variants, key=lambda variant: variant["townships"])

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
        for at, row in self.rows(value, path):
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
        if not isinstance(value, list | None):
            self.fault(path, "应为列表。")
            return []
        steps = [self.text(step, f"{path}.{n}") for n, step in enumerate(value or [])]
        return [step for step in steps if step]

    def clean_starts_on(self, value, path):
        return self.date(value, path)

    def clean_ends_on(self, value, path):
        return self.date(value, path)

    def check_whole(self):
        """The rules between fields."""
        content = self.content
        if not content["kind"]:
            self.fault("kind", "请选择事项类型。")
        if not content["name"]:
            self.fault("name", "事项名称不能为空。")
        self.check_kind(content)
        self.check_scope(content)
        if content["starts_on"] and content["ends_on"] and content["ends_on"] < content["starts_on"]:
            self.fault("ends_on", "终止日期不得早于起始日期。")
        if content["category"] and (content["kind"], content["category"]) not in self.lookup.categories:
            self.fault("category", f"{LABELS['category']}“{content['category']}”不属于该事项类型。")

    def check_kind(self, content):
        if content["kind"] not in ROLES_OF_KIND:
            return
        if content["kind"] != Kind.COORDINATION and content["township_duty"]:
            self.fault("township_duty", "只有配合履职事项填写配合职责。")
        allowed = ROLES_OF_KIND[content["kind"]]
        for n, row in enumerate(content["responsibilities"]):
            if row["role"] and row["role"] not in allowed:
                names = "、".join(str(ResponsibilityRole(role).label) for role in allowed)
                self.fault(
                    f"responsibilities.{n}.role", f"{Kind(content['kind']).label}事项的部门角色只能是：{names}。"
                )

    def check_scope(self, content):
        if content["scope"] == Scope.ALL and (content["tags"] or content["townships"]):
            self.fault("scope", "适用范围为全部时，不再指定区域类型或单位。")
        if content["scope"] == Scope.TAGGED and (not content["tags"] or content["townships"]):
            self.fault("tags", "适用范围按区域类型时，请选择至少一个区域类型，且不再逐个指定。")
        if content["scope"] == Scope.LISTED and (not content["townships"] or content["tags"]):
            self.fault("townships", "适用范围为指定时，请选择至少一个单位。")
