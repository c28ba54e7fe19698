"""Frozen entries in today's words: what a document calls departments, townships and categories may
have gone over.
"""

from dutylist.organizations.successors import successors_of
from dutylist.workflow.refusals import Invalid
from items.entry.cleaning import clean_content
from items.entry.content import changed_fields
from items.entry.fields import EMPTY
from items.models import Category


class TodaysWords:
    """Reads entries of full documents as contents that can be compared with the register of
    today.
    """

    def __init__(self, lookup):
        self.lookup, self._heirs, self._renamed = lookup, {}, None

    def content(self, entry):
        """The content an entry was frozen from, in the names and codes of today where those lead to
        one.
        """
        content = {key: entry.get(key, default) for key, default in EMPTY.items()}
        content["category"] = self.category(entry["kind"], entry["category"])
        if entry["scope"] == "listed":
            content["townships"] = self.townships(entry["townships"])
        else:
            content["townships"] = []
        variants = []
        for row in entry["variants"]:
            variants.append({**row, "townships": self.townships(row["townships"])})
        content["variants"] = sorted(variants, key=lambda row: row["townships"])
        rows = {}
        for row in entry["responsibilities"]:
            if row["collective"]:
                today = row
            else:
                today = {**row, "department": self.department(row["department"])}
            rows.setdefault((today["department"], today["role"]), today)
        content["responsibilities"] = list(rows.values())
        return content

    def department(self, name):
        today = self.lookup.departments.find(name)
        if today:
            return today.name
        return name

    def townships(self, codes):
        heirs = set()
        for code in codes:
            heirs.update(self.heirs(code))
        return sorted(heirs)

    def heirs(self, code):
        if code in self.lookup.townships:
            return [code]
        if code not in self._heirs:
            self._heirs[code] = [region.code for region in successors_of(code)] or [code]
        return self._heirs[code]

    def category(self, kind, name):
        if not name or (kind, name) in self.lookup.categories:
            return name
        return self.renamed.get((kind, name), name)

    @property
    def renamed(self):
        """{(kind, former name): the category's name of today}, read once and only where a name is
        unknown.
        """
        if self._renamed is None:
            categories = Category.objects.filter(county=self.lookup.county)
            today = dict(categories.values_list("pk", "name"))
            former = Category.history.filter(id__in=today).order_by("history_id")
            self._renamed = {}
            for kind, name, pk in former.values_list("kind", "name", "id"):
                self._renamed[kind, name] = today[pk]
        return self._renamed


def clean_or_kept(content, now, lookup):
    """(content, fields): the content as the register can hold it; fields that it can not hold today
    keep `now`.
    """
    if content == now:
        return now, []
    try:
        return clean_content(content, lookup), []
    except Invalid as refused:
        unfit = {path.split(".")[0] for path in refused.errors}
    mended = dict(content)
    for key in unfit & set(EMPTY):
        mended[key] = now[key]
    try:
        return clean_content(mended, lookup), changed_fields(content, mended)
    except Invalid:
        return now, changed_fields(content, now)
