"""A frozen list: built from the register, numbered for every township, turned into canonical bytes
with a digest.
"""

from collections import defaultdict

from dutylist.organizations.models import CountyPolicy
from dutylist.organizations.words import words_for, words_of_townships
from items.entry.content import changed_fields, contents_within, without_empty
from items.entry.fields import EMPTY
from items.entry.lookup import Lookup
from items.models import DutyItem, Edition, EditionDocument, Kind, Lineage, ProposedChange
from items.models.document_bytes import unpacked
from items.models.editions import ISSUED

FORMAT = 1
EDITION_FIELDS = (
    "number",
    "sequence",
    "title",
    "document_number",
    "meeting",
    "decided_on",
    "effective_on",
    "note",
)
STAFF_ONLY = ("position", "secrecy_review")
DECISIONS = ("decision", "public_decision")
NOT_TEXT = ("number", "numbers", "effective_on", "reach", *DECISIONS, *STAFF_ONLY)


def build_documents(county, edition, *, previous=None, head=""):
    """(full, public) documents of the register as it stands, as dicts.

    `edition` is a dict of EDITION_FIELDS, `previous` the `EditionDocument` before it in the chain,
    `head` the seal before it. Changes are told against the newest document not revoked.
    """
    lookup = Lookup(county)
    places = township_places(county, lookup)
    entries = entries_of(county, lookup, edition["document_number"])
    before = standing_document(county)
    chained = {"full": "", "public": ""}
    if previous:
        chained = {"full": previous.full_digest, "public": previous.public_digest}
    full = document(
        county,
        edition,
        entries,
        places,
        before and unpacked(before.full),
        head,
        public=False,
        previous=chained["full"],
    )
    public = public_document(
        county,
        edition,
        entries,
        places,
        before and unpacked(before.public),
        head,
        previous=chained["public"],
    )
    return full, public


def standing_document(county):
    """The newest document of a county that is not revoked, in force or to come: what it has
    approved; or None.
    """
    rows = EditionDocument.objects.filter(edition__county=county, edition__revocation=None)
    return rows.order_by("-effective_on", "-number", "-sequence").first()


def public_document(county, edition, entries, places, before, head, *, previous=""):
    """The public document of these entries of the whole register.

    An item 不予公开 is in the full one only, and leaves no number, count or code here; where the
    county's rule says so, how many there are is stated, and nothing else of them. Whatever stands
    here is derived from the public side of these entries and from public documents, never from the
    register: a tag, a line of descent or a decision that concerns hidden items alone tells of them.
    """
    shown, hidden = [], []
    for entry in entries:
        if entry["public"]:
            shown.append(entry)
        else:
            hidden.append(entry)
    if not publishes_support_amounts(county):
        shown = [without_amounts(entry) for entry in shown]
        before = before and {
            **before,
            "entries": [without_amounts(entry) for entry in before["entries"]],
        }
    made = document(county, edition, shown, places, before, head, public=True, previous=previous)
    if states_hidden_numbers(county):
        made["hidden"] = hidden_numbers(hidden, places)
    return made


def states_hidden_numbers(county):
    return rule_of(county, "state_hidden_numbers")


def publishes_support_amounts(county):
    return rule_of(county, "publish_support_amounts")


def rule_of(county, key):
    policy = CountyPolicy.objects.filter(region=county).first() or CountyPolicy()
    return policy.value(key)


def without_amounts(content):
    """An entry, or the content of an item, whose promises of support name no amount. The amounts of
    an earlier document are left out of a comparison too: that none is named any more is no change.
    """
    if not content.get("support"):
        return content
    return {**content, "support": [{**promise, "amount": ""} for promise in content["support"]]}


def hidden_numbers(hidden, places):
    """How many items 不予公开 the county's list holds, and each township's: numbers, no kind, no
    code.
    """
    townships = dict.fromkeys([place["code"] for place in places], 0)
    for entry in hidden:
        for code in entry["reach"]:
            townships[code] += 1
    return {"county": len(hidden), "townships": townships}


def document(county, edition, entries, places, before, head, *, public, previous=""):
    if public:
        entries = [public_side(entry) for entry in entries]
        named = tags_named(entries)
        places = [place_with_tags(place, named) for place in places]
        known = public_codes(county)
    else:
        entries = [full_side(entry) for entry in entries]
        known = None
    keep_numbers(entries, before)
    number_entries(entries)
    date_entries(entries, before, edition["effective_on"])
    changes = changes_between(before, entries)
    return {
        "format": FORMAT,
        "public": public,
        "county": {"code": county.code, "name": county.name, "kind": county.kind},
        "edition": {field: edition[field] for field in EDITION_FIELDS},
        "changes": changes,
        "words": words_for(county),
        "townships": places,
        "categories": categories_in_order(entries),
        "counts": counts_of(entries),
        "redirects": redirects_of(county, entries, known=known),
        "previous": previous,
        "history_head": head,
        "entries": [without_reach(entry) for entry in entries],
    }


def counts_of(entries):
    """{kind: how many entries}, every kind named."""
    counts = dict.fromkeys(Kind.values, 0)
    for entry in entries:
        counts[entry["kind"]] += 1
    return counts


def township_places(county, lookup):
    """The county's townships as frozen in a document: names, titles and words of the day."""
    townships = lookup.townships.values()
    words = words_of_townships(county, townships)
    places = []
    for township in townships:
        tags = [tag for tag, codes in lookup.tagged.items() if township.code in codes]
        place = {
            "code": township.code,
            "name": township.name,
            "kind": township.kind,
            "title": words[township.pk]["list_title"],
            "tags": sorted(tags),
            "words": words[township.pk],
        }
        places.append(place)
    return places


def entries_of(county, lookup, document_number=""):
    """The register's current items in print order, as entries with `reach`, the townships in
    scope.

    `document_number` is that of the list which is to carry them.
    """
    items, contents = contents_within(DutyItem.objects.of_county(county).current().in_print_order())
    kinds = list(Kind.values)
    items.sort(key=lambda item: kinds.index(item.kind))
    decisions, public_decisions = decisions_of(county, document_number)
    entries = []
    for item in items:
        content = contents[item.pk]
        entry = {
            **content,
            "code": item.code,
            "decision": decisions.get(item.code),
            "public_decision": public_decisions.get(item.code),
            "reach": lookup.in_scope(content),
        }
        entries.append(entry)
    return entries


def decisions_of(county, document_number=""):
    """({item code: what decided its present text}, the same of its public text).

    A revision is told with the document number of the edition that issued it: a discarded one did
    not. An item that a change made carries the decision on that change.
    """
    changes = ProposedChange.objects.applied().filter(change_set__county=county)
    changes = changes.select_related("item").order_by("pk").with_owners()
    names_amounts = publishes_support_amounts(county)
    numbers = issued_numbers(county)
    decisions, public_decisions = {}, {}
    for change in changes:
        decision = decision_told(change.change_set, numbers, document_number)
        for code, then, proposed in texts_decided(change):
            decisions[code] = decision
            if shows_in_public(then, proposed, names_amounts=names_amounts):
                public_decisions[code] = decision
    return decisions, public_decisions


def decision_told(change_set, numbers, document_number):
    """What decided: a decision without a document of its own is told by that of the list which
    first carries it.
    """
    owner = change_set.owner
    number = owner.decision_document() or numbers.get(change_set.pk, "")
    if not number and owner.is_issued_by_any_list:
        number = document_number
    return {"request": change_set.title, "document_number": number}


def texts_decided(change):
    """(item code, its content before, after) of every item whose text an applied change decided."""
    if change.made:
        for code, content in zip(change.made, change.contents, strict=True):
            yield code, EMPTY, content
    elif change.item_id:
        yield change.item.code, change.then, change.passed


def issued_numbers(county):
    """{change set pk: the document number of the edition that issued the revision it is of}."""
    issued = Edition.objects.filter(county=county, status__in=ISSUED).exclude(revision=None)
    return dict(issued.values_list("revision__change_set", "document_number"))


def shows_in_public(then, proposed, *, names_amounts):
    """Whether an applied change of one item is to be seen in its public text."""
    if not isinstance(then, dict) or not isinstance(proposed, dict) or not proposed.get("public"):
        return False
    if not names_amounts:
        then, proposed = without_amounts(then), without_amounts(proposed)
    changed = set(changed_fields(then, proposed))
    return not changed.issubset(STAFF_ONLY)


def public_side(entry):
    """The entry as the public may know it, with the decision that changed its public text."""
    shown = dict(entry)
    for field in STAFF_ONLY:
        shown.pop(field, None)
    shown["decision"] = shown.pop("public_decision", None)
    return shown


def full_side(entry):
    shown = dict(entry)
    shown.pop("public_decision", None)
    return shown


def keep_numbers(entries, before):
    """A decision that the list tells of already keeps the number it was told with: what the same
    request or revision is decided on later has a number of its own.
    """
    told = {}
    for entry in before["entries"] if before else ():
        if entry.get("decision") and entry["decision"]["document_number"]:
            told[entry["code"]] = entry["decision"]
    for entry in entries:
        known, decision = told.get(entry["code"]), entry["decision"]
        if known and decision and known["request"] == decision["request"]:
            entry["decision"] = known


def tags_named(entries):
    """The tags that the scope of an entry names."""
    names = set()
    for entry in entries:
        names.update(entry["tags"])
    return names


def place_with_tags(place, named):
    """The township with those of its tags that are named."""
    return {**place, "tags": [tag for tag in place["tags"] if tag in named]}


def printed_townships(entry):
    """The townships an entry prints: those it reaches; none where the whole county is meant."""
    if entry["scope"] == "all":
        return []
    return entry["reach"]


def without_reach(entry):
    """The entry as printed: with its townships."""
    entry["townships"] = printed_townships(entry)
    del entry["reach"]
    return entry


def number_entries(entries):
    """Gives each entry its number in the county's table of its kind and in every township's printed
    table.
    """
    master = dict.fromkeys(Kind.values, 0)
    printed = defaultdict(int)
    for entry in entries:
        kind = entry["kind"]
        master[kind] += 1
        entry["number"], entry["numbers"] = master[kind], {}
        for code in entry["reach"]:
            printed[kind, code] += 1
            entry["numbers"][code] = printed[kind, code]


def text_of(entry):
    """What makes an entry the same text in two documents: everything it says but its numbers and
    dates of effect.
    """
    return {key: value for key, value in without_empty(entry).items() if key not in NOT_TEXT}


def differing(before, now):
    """The keys of two texts that do not say the same."""
    return {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}


def date_entries(entries, before, effective_on):
    """`effective_on` of an entry: since when its present text is in force."""
    earlier = earlier_entries(before)
    for entry in entries:
        old = earlier.get(entry["code"])
        shown = {**entry, "townships": printed_townships(entry)}
        entry["effective_on"] = effective_on
        if old and text_of(old) == text_of(shown):
            entry["effective_on"] = old["effective_on"]


def earlier_entries(before):
    """{code: entry} of the document before; empty where there was none."""
    if not before:
        return {}
    return {entry["code"]: entry for entry in before["entries"]}


def changes_between(before, entries):
    """[{"op", "code", "name", "kind", "fields"}] from one document to the next; of the first one,
    nothing.
    """
    if not before:
        return []
    earlier = earlier_entries(before)
    changes = []
    for entry in entries:
        old = earlier.pop(entry["code"], None)
        shown = {**entry, "townships": printed_townships(entry)}
        if old is None:
            changes.append(change_line("add", entry, []))
        elif text_of(old) != text_of(shown):
            fields = sorted(differing(text_of(old), text_of(shown)))
            op = "transfer" if "kind" in fields else "revise"
            changes.append(change_line(op, entry, fields))
    for old in earlier.values():
        changes.append(change_line("cancel", old, []))
    return changes


def change_line(op, entry, fields):
    return {
        "op": op,
        "code": entry["code"],
        "name": entry["name"],
        "kind": entry["kind"],
        "fields": fields,
    }


def categories_in_order(entries):
    """{kind: the categories of its table, as they follow each other}."""
    categories = {kind: {} for kind in Kind.values}
    for entry in entries:
        if entry["category"]:
            categories[entry["kind"]][entry["category"]] = True
    return {kind: list(names) for kind, names in categories.items()}


def public_codes(county):
    """The codes that public documents of the county have listed; needed where items have heirs."""
    if not Lineage.objects.filter(source__county=county).exists():
        return set()
    documents = EditionDocument.objects.filter(edition__county=county).order_by()
    codes = set()
    for blob in documents.values_list("public", flat=True).iterator():
        codes.update(entry["code"] for entry in unpacked(blob)["entries"])
    return codes


def redirects_of(county, entries, *, known=None):
    """{old code: the code of its first heir that is in this document} of merged and split items.

    `known` limits it to old codes the reader may know, and to lines over such codes; None: all.
    """
    shown = {entry["code"] for entry in entries}
    heirs = {}
    lines = Lineage.objects.filter(source__county=county).order_by("pk")
    for old, new in lines.values_list("source__code", "target__code"):
        heirs.setdefault(old, []).append(new)
    if known is None:
        known = set(heirs)
    redirects = {}
    for old in heirs:
        heir = heir_of(old, heirs, shown, known)
        if old in known and old not in shown and heir:
            redirects[old] = heir
    return redirects


def heir_of(code, heirs, shown, known):
    """The nearest heir of a code among the codes shown, over known ones; None when there is
    none.
    """
    ahead, seen = [code], {code}
    while ahead:
        for heir in heirs.get(ahead.pop(0), ()):
            if heir in shown:
                return heir
            if heir in known and heir not in seen:
                seen.add(heir)
                ahead.append(heir)
    return None
