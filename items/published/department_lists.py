"""A department's own list (部门清单): what it leads, what it supports and what it took back,
mirrored from a published list of its county and from nothing else.
"""

from dataclasses import dataclass
from functools import cached_property

from dutylist.history.days import day_words
from items.entry.entries import list_order

LEAD, SUPPORT, RECEIVER = "lead", "support", "receiver"
# {part of the list: the roles of a department that belong there}
PARTS = {LEAD: ("lead",), SUPPORT: ("joint", "support"), RECEIVER: ("receiver",)}
PART_WORDS = {LEAD: "牵头负责", SUPPORT: "参与配合", RECEIVER: "收回承接"}
PART_NAMES = {part: f"{word}事项" for part, word in PART_WORDS.items()}
ROLES = ("lead", "joint", "support", "receiver")
ROLE_NAMES = {"lead": "牵头", "joint": "共同", "support": "配合", "receiver": "承接"}
TITLE = "{department}职责事项清单"  # of a document older than the word for it


@dataclass(frozen=True)
class DepartmentDuty:
    """An entry as one part of a department's list has it: the department's own share of it."""

    entry: dict
    shares: tuple  # its responsibilities in this part

    @property
    def role(self):
        """The first of its roles, which is the strongest."""
        return self.shares[0]["role"]

    @property
    def role_words(self):
        return "、".join(dict.fromkeys(ROLE_NAMES[share["role"]] for share in self.shares))

    @property
    def duty(self):
        return self._texts("duty")

    @property
    def method(self):
        return self._texts("method")

    @property
    def internal_office(self):
        return self._texts("internal_office", "、")

    @property
    def transition_on(self):
        for share in self.shares:
            if share.get("transition_on"):
                return share["transition_on"]
        return ""

    @property
    def others(self):
        """The other departments of the entry, as printed, each with its role: 县水利局（共同）."""
        own = {share["department"] for share in self.shares}
        others = []
        for part in self.entry.get("responsibilities", []):
            if part["department"] not in own:
                others.append(f"{part['department']}（{ROLE_NAMES[part['role']]}）")
        return list(dict.fromkeys(others))

    def _texts(self, field, joint="\n"):
        return joint.join(dict.fromkeys(filter(None, (row.get(field) for row in self.shares))))


class DepartmentList:
    """The list of one department, by all the names under which the document prints it."""

    def __init__(self, published, department, parts=None):
        self.published, self.department = published, department
        self._parts = parts

    def narrowed(self, keeps):
        """The same list with the rows that `keeps(part, entry)` leaves."""
        parts = {}
        for part, rows in self.parts.items():
            parts[part] = [row for row in rows if keeps(part, row.entry)]
        return DepartmentList(self.published, self.department, parts)

    @cached_property
    def printed_names(self):
        """The names of the department that stand in the document, in its order."""
        return [name for name in self.published.by_department() if name in self.department.names]

    @property
    def name(self):
        """What the document calls the department; its present name where it has none for it."""
        if self.printed_names and self.department.name not in self.printed_names:
            return self.printed_names[0]
        return self.department.name

    @property
    def title(self):
        return title_of(self.published, self.name)

    @property
    def title_parts(self):
        """The title before, at and behind the name of the department."""
        return self.title.partition(full_name(self.published, self.name))

    @cached_property
    def entries(self):
        """Its entries in list order, each once."""
        named = self.published.by_department()
        if len(self.printed_names) == 1:
            return named[self.printed_names[0]]
        entries = {}
        for name in self.printed_names:
            for entry in named[name]:
                entries[entry["code"]] = entry
        return sorted(entries.values(), key=list_order)

    @cached_property
    def parts(self):
        """{part: its DepartmentDuty rows in list order}, every part named."""
        if self._parts is not None:
            return self._parts
        parts = {part: [] for part in PARTS}
        for entry in self.entries:
            for part, roles in PARTS.items():
                if shares := self._shares(entry, roles):
                    parts[part].append(DepartmentDuty(entry, shares))
        return parts

    def _shares(self, entry, roles):
        names, shares = self.department.names, []
        for part in entry["responsibilities"]:
            if part["department"] in names and part["role"] in roles:
                shares.append(part)
        return tuple(sorted(shares, key=lambda share: ROLES.index(share["role"])))

    @property
    def counts(self):
        return {part: len(rows) for part, rows in self.parts.items()}

    @property
    def role_counts(self):
        """{role: how many entries the department has in it}."""
        counts = dict.fromkeys(ROLES, 0)
        for entry in self.entries:
            for role in roles_in(entry, self.department.names):
                counts[role] += 1
        return counts


def roles_in(entry, names):
    """The roles of a department in an entry, each once, the strongest first."""
    roles = set()
    for part in entry["responsibilities"]:
        if part["department"] in names:
            roles.add(part["role"])
    return [role for role in ROLES if role in roles]


def was_printed(documents, names):
    """Whether any of these documents names the department: what only the register knows is no
    answer.
    """
    for document in documents:
        if not names.isdisjoint(document.read().by_department()):
            return True
    return False


def departments_of(published, book):
    """[DepartmentList] of every department that a list names, those of the register first and in
    its order.
    """
    known = {}
    for name in published.by_department():
        department = book.of_name(name)
        known.setdefault(department.key, department)
    places = {key: place for place, key in enumerate(book.order)}
    departments = sorted(known.values(), key=lambda one: places.get(one.id, len(places)))
    return [DepartmentList(published, department) for department in departments]


def title_of(published, name):
    """示例县林业局职责事项清单, in the words frozen with the document."""
    pattern = published.words.get("department_list_title", TITLE)
    return pattern.format(department=full_name(published, name))


def full_name(published, name):
    """A department's name with that of its county: 县林业局 is 示例县林业局 to whoever is not of
    the county; 市生态环境局示例县分局 names it already.
    """
    county = published.county["name"]
    if county in name:
        return name
    prefix = published.words.get("department_prefix", "")
    if prefix and name.startswith(prefix) and county.endswith(prefix):
        name = name.removeprefix(prefix)
    return f"{county}{name}"


@dataclass(frozen=True)
class DepartmentListing:
    """A department's list as it is written to a file."""

    listed: DepartmentList

    @property
    def title(self):
        return self.listed.title

    @property
    def words(self):
        return self.listed.published.words

    @property
    def effective_on(self):
        return self.listed.published.meta["effective_on"]

    @property
    def line(self):
        """The sentence under a title that says which list this is from."""
        published = self.listed.published
        parts = [
            self.words["list_title"],
            published.label,
            published.meta["document_number"],
            f"自{day_words(published.meta['effective_on'])}起施行",
        ]
        return "　".join(filter(None, parts))

    @property
    def places(self):
        """{township code: name}, with the words for all of them under ""."""
        published = self.listed.published
        names = {place.code: place.name for place in published.townships}
        return {"": self.words["scope_all"]} | names
