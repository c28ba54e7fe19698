"""Categories and kinds whose row says another number of items than follow it."""

from collections import Counter, defaultdict

from items.imports.reading.issues import Issue


def section_counts(recognition):
    """Categories and kinds whose row says another number of items than follow it.

    A row over tables beside each other counts the items of one of them or of all.
    """
    counted = items_by_section(recognition)
    for (sheet, row, name), sections in counting_sections(recognition).items():
        number, each = sections[0].count, [counted[id(section)] for section in sections]
        if number not in (sum(each), *each):
            message = f"“{name}”标明{number}项，读到{sum(each)}项。"
            yield Issue(sheet, row, "", name, "section_count", message)


def items_by_section(recognition):
    """{id of a section, of a category or a kind: how many items stand under it}"""
    counted = Counter()
    for table in recognition.tables:
        for raw in table.rows:
            counted[id(raw.section)] += 1
            counted[id(raw.kind_section)] += 1
    return counted


def counting_sections(recognition):
    """{(sheet, row, name): the sections this row is, one for each table it stands over}"""
    counting = defaultdict(list)
    for table in recognition.tables:
        for section in table.sections:
            if not section.aside and section.count is not None:
                counting[table.sheet, section.row, section.name].append(section)
    return counting
