"""A frozen list: built from the register, numbered for every township, turned into canonical bytes
with a digest.
"""

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
    chained = {"full": previous.full_digest, "public": previous.public_digest} if previous else {}
    full = document(
        county,
        edition,
        entries,
        places,
        before and unpacked(before.full),
        head,
        public=False,
        previous=chained.get("full", ""),
    )
    public = public_document(
        county,
        edition,
        entries,
        places,
        before and unpacked(before.public),
        head,
        previous=chained.get("public", ""),
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
    shown = [entry for entry in entries if entry["public"]]
    made = document(county, edition, shown, places, before, head, public=True, previous=previous)
    if states_hidden_numbers(county):
        made["hidden"] = hidden_numbers([entry for entry in entries if not entry["public"]], places)
    return made


def states_hidden_numbers(county):
    policy = CountyPolicy.objects.filter(region=county).first() or CountyPolicy()
    return policy.value("state_hidden_numbers")


def hidden_numbers(hidden, places):
    """How many items 不予公开 the county's list holds, and each township's: numbers, no kind, no code."""
    townships = {
        place["code"]: sum(place["code"] in entry["reach"] for entry in hidden) for place in places
    }
    return {"county": len(hidden), "townships": townships}


def document(county, edition, entries, places, before, head, *, public, previous=""):
    if public:
        entries = [public_side(entry) for entry in entries]
        places = [tagged_as_public(place, entries) for place in places]
        known = public_codes(county)
    else:
        entries = [full_side(entry) for entry in entries]
        known = None
    number_entries(entries, [place["code"] for place in places])
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
        "counts": {kind: sum(entry["kind"] == kind for entry in entries) for kind in Kind.values},
        "redirects": redirects_of(county, entries, known=known),
        "previous": previous,
        "history_head": head,
        "entries": [without_reach(entry) for entry in entries],
    }


def township_places(county, lookup):
    """The county's townships as frozen in a document: names, titles and words of the day."""
    words = words_of_townships(county, lookup.townships.values())
    tags = {
        code: sorted(tag for tag, codes in lookup.tagged.items() if code in codes)
        for code in lookup.townships
    }
    return [
        {
            "code": place.code,
            "name": place.name,
            "kind": place.kind,
            "title": words[place.pk]["list_title"],
            "tags": tags[place.code],
            "words": words[place.pk],
        }
        for place in lookup.townships.values()
    ]


def entries_of(county, lookup, document_number=""):
    """The register's current items in print order, as entries with `reach`, the townships in scope.

    `document_number` is that of the list which is to carry them.
    """
    items, contents = contents_within(DutyItem.objects.of_county(county).current().in_print_order())
    order = {kind: n for n, kind in enumerate(Kind.values)}
    items.sort(key=lambda item: order[item.kind])
    decisions, public_decisions = decisions_of(county, document_number)
    return [
        {
            **contents[item.pk],
            "code": item.code,
            "decision": decisions.get(item.code),
            "public_decision": public_decisions.get(item.code),
            "reach": lookup.in_scope(contents[item.pk]),
        }
        for item in items
    ]


def decisions_of(county, document_number=""):
    """({item code: what decided its present text}, the same of its public text).

    A revision is told with the document number of the edition that issued it: a discarded one did
    not. An item that a change made carries the decision on that change.
    """
    changes = ProposedChange.objects.applied().filter(change_set__county=county)
    changes = changes.select_related("item").order_by("pk").with_owners()
    numbers = issued_numbers(county)
    decisions, public_decisions = {}, {}
    for change in changes:
        decision = decision_told(change.change_set, numbers, document_number)
        for code, then, proposed in texts_decided(change):
            decisions[code] = decision
            if shows_in_public(then, proposed):
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


def shows_in_public(then, proposed):
    """Whether an applied change of one item is to be seen in its public text."""
    if not isinstance(then, dict) or not isinstance(proposed, dict) or not proposed.get("public"):
        return False
    return any(field not in STAFF_ONLY for field in changed_fields(then, proposed))


def public_side(entry):
    """The entry as the public may know it, with the decision that changed its public text."""
    staff_only = (*STAFF_ONLY, "public_decision")
    shown = {key: value for key, value in entry.items() if key not in staff_only}
    shown["decision"] = entry.get("public_decision")
    return shown


def full_side(entry):
    return {key: value for key, value in entry.items() if key != "public_decision"}


def tagged_as_public(place, entries):
    """The township with those of its tags that a public entry names."""
    named = {tag for entry in entries for tag in entry["tags"]}
    return {**place, "tags": [tag for tag in place["tags"] if tag in named]}


def without_reach(entry):
    """The entry as printed: `townships` is empty where the whole county is meant (`foundations.md`
    9).
    """
    reach = entry.pop("reach")
    entry["townships"] = [] if entry["scope"] == "all" else reach
    return entry


def number_entries(entries, townships):
    """Gives each entry its number in the county's table of its kind and in every township's printed
    table.
    """
    master = dict.fromkeys(Kind.values, 0)
    printed = {(kind, code): 0 for kind in Kind.values for code in townships}
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
    earlier = {entry["code"]: entry for entry in before["entries"]} if before else {}
    for entry in entries:
        old = earlier.get(entry["code"])
        shown = {**entry, "townships": [] if entry["scope"] == "all" else entry["reach"]}
        entry["effective_on"] = (
            old["effective_on"] if old and text_of(old) == text_of(shown) else effective_on
        )


def changes_between(before, entries):
    """[{"op", "code", "name", "kind", "fields"}] from one document to the next; of the first one,
    nothing.
    """
    if not before:
        return []
    earlier = {entry["code"]: entry for entry in before["entries"]}
    found = []
    for entry in entries:
        old = earlier.pop(entry["code"], None)
        shown = {**entry, "townships": [] if entry["scope"] == "all" else entry["reach"]}
        if old is None:
            found.append(change_line("add", entry, []))
        elif text_of(old) != text_of(shown):
            fields = sorted(differing(text_of(old), text_of(shown)))
            found.append(change_line("transfer" if "kind" in fields else "revise", entry, fields))
    return found + [change_line("cancel", old, []) for old in earlier.values()]


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
    return {
        kind: list(
            dict.fromkeys(
                entry["category"]
                for entry in entries
                if entry["kind"] == kind and entry["category"]
            )
        )
        for kind in Kind.values
    }


def public_codes(county):
    """The codes that public documents of the county have listed; needed where items have heirs."""
    if not Lineage.objects.filter(source__county=county).exists():
        return set()
    documents = EditionDocument.objects.filter(edition__county=county).order_by()
    found = set()
    for blob in documents.values_list("public", flat=True).iterator():
        found |= {entry["code"] for entry in unpacked(blob)["entries"]}
    return found


def redirects_of(county, entries, *, known=None):
    """{old code: the code of its first heir that is in this document} of merged and split items.

    `known` limits it to old codes the reader may know, and to lines over such codes; None: all.
    """
    shown = {entry["code"] for entry in entries}
    heirs = {}
    rows = (
        Lineage.objects.filter(source__county=county)
        .order_by("pk")
        .values_list("source__code", "target__code")
    )
    for old, new in rows:
        heirs.setdefault(old, []).append(new)
    known = set(heirs) if known is None else known
    found = {}
    for old in heirs:
        heir = heir_of(old, heirs, shown, known)
        if old in known and old not in shown and heir:
            found[old] = heir
    return found


def heir_of(code, heirs, shown, known):
    """The nearest heir of a code among the codes shown, over known ones; None when there is none."""
    ahead, seen = [code], {code}
    while ahead:
        for heir in heirs.get(ahead.pop(0), ()):
            if heir in shown:
                return heir
            if heir in known and heir not in seen:
                seen.add(heir)
                ahead.append(heir)
    return None
