"""Finds the item of the county's list that each row of a file speaks of: same, changed, alike, new;
and the absent.
"""

import hashlib
from dataclasses import dataclass, field

from dutylist.history.refusals import Invalid
from items.entry.cleaning import clean_content
from items.entry.content import changed_fields
from items.entry.fields import LABELS
from items.imports.checking.printed_entries import as_printed, in_wording
from items.imports.owners.townships import township_code
from items.imports.reading.issues import issue_at

from .comparing import alike, essence, plain, same_texts
from .ordering import following, positions_for
from .present_list import PlannedItem
from .waiting import held_issue, proposal_over, revived_issue

DECISIONS = ("county_text", "own_wording", "new")


@dataclass(eq=False)
class Match:
    row: object
    outcome: str = ""  # new, changed, same, alike, waiting or error
    planned: PlannedItem | None = None
    candidates: list[PlannedItem] = field(default_factory=list)
    payload: dict = field(default_factory=dict)
    fields: list[str] = field(default_factory=list)
    decision: str = ""  # one of DECISIONS, where the row was alike
    key: str = ""  # what a decision about this row is filed under
    group: str = (
        ""  # what one decision about every row that is alike in the same way is filed under
    )
    remark: str = ""  # what is to be known of a row whose entry waits for a decision


class Matcher:
    """Matches the rows of one file with one county's register, for the county or for one of its
    townships.

    `part` is the number of the file where there are several, so that a decision finds its row.
    """

    def __init__(self, register, lookup, *, township=None, decisions=None, part=0):
        self.register, self.lookup, self.part = register, lookup, part
        self.township = township_code(township)
        self.decisions = decisions or {}
        self.taken, self.names_left = set(), {}
        self.places = {code: region.name for code, region in lookup.townships.items()}
        self.own_names = self.wordings()
        self.errors, self.warnings = [], []

    def match(self, rows, faulty=()):
        """One match for each row; rows at `faulty` (sheet, row) places find their item too, but are
        errors.
        """
        matches = [Match(row, key=self.key_of(row)) for row in rows]
        for find in (self.by_code, self.by_equal_text, self.by_name, self.by_likeness):
            for match in matches:
                if not match.outcome:
                    find(match)
        for match in matches:
            self.settle(match)
        keep_order(matches, self.register)
        for match in matches:
            if (match.row.sheet, match.row.row) in faulty:
                match.outcome = "error"
            if match.outcome in ("new", "changed"):
                self.weigh(match)
        return matches

    def key_of(self, row):
        if self.part:
            return f"{self.part}:{row.key}"
        return row.key

    def by_code(self, match):
        row = match.row
        if not row.code:
            return
        planned = self.register.by_code.get(row.code)
        if planned is None:
            message = f"本县清单中没有编码为“{row.code}”的事项。"
            self.errors.append(
                issue_at(row, "code", "unknown_code", message, "新增的事项请不要填写编码。")
            )
            match.outcome = "error"
        elif planned in self.taken:
            self.errors.append(
                issue_at(row, "code", "duplicate_code", f"编码“{row.code}”在文件中出现了两次。")
            )
            match.outcome = "error"
        else:
            self.take(match, planned)

    def by_equal_text(self, match):
        """Kind and name, and every text the same."""
        for planned in self.of_name(match.row):
            if self.says_the_same(match, planned):
                return self.take(match, planned)
        return None

    def by_name(self, match):
        """Kind and name; several of the name, or a township's other wording, are left to be
        decided.
        """
        same = self.of_name(match.row)
        if same and not self.township and (len(same) == 1 or one_proposal(same)):
            self.take(match, same[0])
        elif same:
            match.outcome, match.candidates = "alike", same

    def of_name(self, row):
        """What is left of this kind and name: of exactly this name, else of the same name in other
        signs.
        """
        register, name = self.register, plain(row.name)
        for index, key in (
            (self.own_names, name),
            (register.by_name, name),
            (register.by_essence, essence(row.name)),
        ):
            left = self.not_taken(index.get((row.kind, key), ()))
            if left:
                return left
        return []

    def not_taken(self, planned_items):
        return [planned for planned in planned_items if planned not in self.taken]

    def by_likeness(self, match):
        match.candidates = self.not_taken(alike(match.row.name, self.free(match.row.kind)))
        if match.candidates:
            match.outcome = "alike"
        else:
            match.outcome = "new"

    def free(self, kind):
        """{item: what counts of its name} of what no row was found for by name, put together once
        for each kind.
        """
        if kind not in self.names_left:
            names = {}
            for planned in self.not_taken(self.register.of_kind(kind)):
                names[planned] = essence(planned.content["name"])
            self.names_left[kind] = names
        return self.names_left[kind]

    def says_the_same(self, match, planned):
        content = in_wording(planned.content, self.township)
        printed = as_printed(match.row, content, self.places)
        return same_texts({**content, **match.row.content, **printed}, content)

    def wordings(self):
        """{(kind, name): the entries this township words so itself}."""
        worded = {}
        for planned in self.register.planned_items:
            name = in_wording(planned.content, self.township)["name"]
            if name != planned.content["name"]:
                worded.setdefault((planned.content["kind"], plain(name)), []).append(planned)
        return worded

    def take(self, match, planned):
        self.taken.add(planned)
        match.outcome, match.planned = "changed", planned

    def settle(self, match):
        """Carries out what was decided about a row that is alike, and writes down what each row
        asks for.
        """
        if match.outcome == "alike":
            match.group = group_of(match)
            match.decision = self.decisions.get(match.key) or self.decisions.get(match.group, "")
        if match.decision == "new":
            match.outcome = "new"
        elif match.decision and (left := self.not_taken(match.candidates)):
            self.take(match, left[0])
        if match.outcome == "new":
            match.payload = self.new_payload(match.row)
        elif match.outcome == "changed":
            match.payload = self.payload_for(match)

    def new_payload(self, row):
        scope = {}
        if self.township:
            scope = {"scope": "listed", "tags": [], "townships": [self.township]}
        return {**row.content, **scope}

    def payload_for(self, match):
        row, planned, decision = match.row, match.planned, match.decision
        if self.township:
            return self.township_payload(row, planned.content, decision)
        if decision == "county_text":
            return {}
        payload = dict(row.content)
        if "responsibilities" in payload:
            payload["responsibilities"] = merged_responsibilities(row, planned.content)
        if "support" in payload:
            payload["support"] = with_amounts(payload["support"], planned.content["support"])
        return payload | as_printed(row, planned.content, self.places)

    def township_payload(self, row, content, decision):
        """A township's workbook changes an item's scope or adds its own wording, never the county's
        text.
        """
        payload = {}
        if self.township not in self.lookup.in_scope(content):
            reached = {*self.lookup.in_scope(content), self.township}
            payload |= {"scope": "listed", "tags": [], "townships": sorted(reached)}
        if decision == "own_wording":
            payload["variants"] = with_wording(content, self.township, row.content)
        return payload

    def weigh(self, match):
        self.compare(match)
        if match.outcome == "changed":
            self.respect(match)

    def compare(self, match):
        """The whole content the row would make, checked; equal to what stands means the row is the
        same.
        """
        base = None
        if match.planned:
            base = match.planned.content
        if base is not None and not match.payload:
            match.payload = base
            match.outcome = self.outcome_of(match)
            return
        try:
            content = clean_content(match.payload, self.lookup, base)
        except Invalid as invalid:
            match.outcome = "error"
            for path, sentence in invalid.errors.items():
                self.errors.append(invalid_at(match.row, path, sentence))
            return
        if base is not None:
            match.fields = changed_fields(base, content)
            match.outcome = self.outcome_of(match)
        match.payload = content

    def outcome_of(self, match):
        """Of a row whose entry is known: whether anything comes of it."""
        if match.fields or self.revives(match):
            return "changed"
        return "same"

    def revives(self, match):
        return match.planned.cancelling and not self.township

    def respect(self, match):
        """What waits for a decision is left as it was proposed; what stays after all is said."""
        if change := proposal_over(match.planned, self.township):
            match.outcome, issue = "waiting", held_issue(match.row, change)
        elif match.planned.cancelling:
            issue = revived_issue(match.row, match.planned.change)
        else:
            return
        match.remark = issue.message
        self.warnings.append(issue)


def invalid_at(row, path, sentence):
    """An error of a content's field, in its own cell; a field without a column is named."""
    column = row.column_for(path)
    field = path.split(".")[0]
    if not column and field in LABELS:
        sentence = f"{LABELS[field]}：{sentence}"
    return issue_at(row, column, "invalid", sentence)


def one_proposal(planned_items):
    """Whether all of them are held by the same merge or split: then it does not matter which one a
    row means.
    """
    return (
        planned_items[0].held is not None and len({planned.held for planned in planned_items}) == 1
    )


def group_of(match):
    """The same for every row of any file that is called the same and looks like the same entries of
    the list.
    """
    codes = sorted(candidate.code for candidate in match.candidates if candidate.code)
    meaning = "|".join((match.row.kind, essence(match.row.name), *codes))
    return f"group-{hashlib.sha256(meaning.encode()).hexdigest()[:16]}"


def with_wording(content, township, own):
    """The item's variants with this township's own name and duty."""
    variants = []
    for variant in content["variants"]:
        others = [code for code in variant["townships"] if code != township]
        if others:
            variants.append({**variant, "townships": others})
    wording = {
        "townships": [township],
        "name": own["name"],
        "township_duty": own.get("township_duty", ""),
    }
    return [*variants, wording]


def merged_responsibilities(row, content):
    """The departments as the file names them; what the file has no column for stays as it is."""
    known = {}
    for standing in content["responsibilities"]:
        known[standing["department"], standing["role"]] = standing
    merged = []
    for responsibility in row.content["responsibilities"]:
        before = known.get((responsibility["department"], responsibility["role"]), {})
        own = {}
        for name, value in responsibility.items():
            if value or name in row.own_fields or name not in before:
                own[name] = value
        merged.append({**before, **own})
    return merged


def with_amounts(promises, standing):
    """Promises of support as the file names them; one without an amount keeps the one that it has:
    public files name none.
    """
    amounts = {}
    for promise in standing:
        amounts[plain(promise["promise"])] = promise["amount"]
    kept = []
    for promise in promises:
        own = promise.get("amount") or amounts.get(plain(promise["promise"]), "")
        kept.append({**promise, "amount": own})
    return kept


def keep_order(matches, register):
    """Gives the rows of each category positions in the order of the file, moving as few items as it
    takes.
    """
    groups = {}
    for match in matches:
        if match.outcome == "new" or (match.outcome == "changed" and moves(match)):
            before = {}
            if match.planned:
                before = match.planned.content
            place = place_of(match.payload, before)
            key = None
            if place == (before.get("kind"), before.get("category")):
                key = sort_key(match.planned)
            groups.setdefault(place, []).append((match, key))
    for place, members in groups.items():
        for (match, _), position in zip(members, fitted(place, members, register), strict=True):
            match.payload["position"] = position


def place_of(payload, before):
    """(kind, category) that a row gives its entry; where it says neither, those of `before`."""
    kind = payload.get("kind", before.get("kind", ""))
    category = payload.get("category", before.get("category", ""))
    return kind, category


def moves(match):
    """Whether a row may give its entry a place: it says the entry's text, and nothing is decided
    about it elsewhere.
    """
    return "name" in match.payload and not match.planned.held


def fitted(place, members, register):
    """The positions of one category's rows; behind what is there already when all of them are new
    to it.
    """
    keys = [key for _, key in members]
    if any(keys):
        return positions_for(keys)
    last = 0
    for planned in register.of_kind(place[0]):
        if planned.content["category"] == place[1]:
            last = max(last, planned.content["position"])
    return following(last, len(members))


def sort_key(planned):
    """By position, then by age; what is only proposed is the youngest."""
    age = float("inf")
    if planned.item:
        age = planned.item.pk
    return planned.content["position"], age
