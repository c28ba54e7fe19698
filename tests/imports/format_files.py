"""Files of the formats that have no writer at hand, made byte by byte: .xls in its compound file,
.ods, .docx.
"""

import struct
import zipfile
from xml.sax.saxutils import escape, quoteattr

SECTOR, SMALL, CUTOFF = 512, 64, 4096
END, FREE, TABLE, FURTHER = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC
IN_HEAD = 109  # sectors of the table that the head has room for
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ODS_NAMES = {
    "office": "office",
    "table": "table",
    "text": "text",
    "style": "style",
    "draw": "drawing",
}
ODS_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in ODS_NAMES.items()
)


def compound(streams, storages=(), within=()):
    """A compound file with these streams; the small ones are kept in the root's small sectors, as
    Office does.

    `within` are {storage: (name, stream)} before them, as another document put into this one is
    kept.
    """
    sectors, chains, entries = [], [], []
    pool, small = b"", []

    def keep(data):
        start = len(sectors)
        parts = [data[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(data), SECTOR)]
        sectors.extend(parts)
        chains.extend([*range(start + 1, start + len(parts)), END] if parts else [])
        return start if parts else END

    for storage, (name, data) in dict(within).items():
        entries += [(storage, 1, 0, 0, len(entries) + 2), (name, 2, keep(data), len(data))]
    for name, data in streams.items():
        if len(data) >= CUTOFF:
            entries.append((name, 2, keep(data), len(data)))
            continue
        start, count = len(small), -(-len(data) // SMALL)
        pool += data.ljust(count * SMALL, b"\0")
        small += [*range(start + 1, start + count), END] if count else []
        entries.append((name, 2, start, len(data)))
    entries += [(name, 1, 0, 0) for name in storages]
    root, small_start = keep(pool), keep(struct.pack(f"<{len(small)}I", *small))
    listing = b"".join(map(entry, [("Root Entry", 5, root, len(pool)), *entries]))
    first = keep(listing.ljust(-(-len(listing) // SECTOR) * SECTOR, b"\0"))
    tables = -(-(len(chains) + 8) // (SECTOR // 4 - 2))
    further = -(-max(0, tables - IN_HEAD) // (SECTOR // 4 - 1))
    places = [*range(len(sectors), len(sectors) + tables)]
    marked = [*chains, *[TABLE] * tables, *[FURTHER] * further]
    table = struct.pack(f"<{len(marked)}I", *marked).ljust(tables * SECTOR, b"\xff")
    rest = further_places(places[IN_HEAD:], len(sectors) + tables)
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)
        + b"\0" * 10
    )
    lead = len(sectors) + tables if further else END
    head += struct.pack("<8I", tables, first, 0, CUTOFF, small_start, 1, lead, further)
    head += struct.pack(f"<{IN_HEAD}I", *[*places, *[FREE] * IN_HEAD][:IN_HEAD])
    return head + b"".join(sectors) + table + rest


def further_places(places, at):
    """The sectors that go on naming the table's sectors, where the head has no more room."""
    room, rest = SECTOR // 4 - 1, b""
    for start in range(0, len(places), room):
        at += 1
        mine = places[start : start + room]
        following = at if start + room < len(places) else END
        rest += struct.pack(f"<{room + 1}I", *mine, *[FREE] * (room - len(mine)), following)
    return rest


def entry(said):
    name, sort, first, size, *child = said
    letters = name.encode("utf-16-le")
    start = letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters) + 2, sort, 1)
    start += struct.pack("<3I", FREE, FREE, *child or [FREE])
    return start + b"\0" * 36 + struct.pack("<IIQ", first, size, 0)[:12]


def record(sort, data=b""):
    return struct.pack("<HH", sort, len(data)) + data


def wide(text, size="H"):
    """A text as records of the format of 1997 hold it."""
    return struct.pack(f"<{size}B", len(text.encode("utf-16-le")) // 2, 1) + text.encode(
        "utf-16-le"
    )


def label(row, column, text):
    """A text cell; row and column as a person counts them."""
    return record(0x204, struct.pack("<3H", row - 1, column - 1, 0) + wide(text))


def beginning(sort, version=0x600):
    return record(0x809, struct.pack("<4H8x", version, sort, 0, 0))


def xls(*sheets, common=b"", version=0x600):
    """An .xls of (name, state, sort, records) sheets; `common` are the workbook's records."""
    return compound(
        {
            "Workbook" if version == 0x600 else "Book": xls_records(
                *sheets, common=common, version=version
            )
        }
    )


def xls_records(*sheets, common=b"", version=0x600):
    """The stream an .xls keeps its workbook in."""
    names = [wide(name, "B") if version == 0x600 else old(name, "B") for name, *_rest in sheets]
    start = beginning(5, version) + common
    length = len(start) + sum(10 + len(name) for name in names) + 4
    listing, bodies = b"", b""
    for name, (_name, state, sort, body) in zip(names, sheets, strict=True):
        listing += record(0x85, struct.pack("<IBB", length + len(bodies), state, sort) + name)
        bodies += beginning(0x10, version) + body + record(0x0A)
    return start + listing + record(0x0A) + bodies


def old(text, size="H"):
    """A text as records of 1995 hold it, in the code page of the office."""
    return struct.pack(f"<{size}", len(text.encode("gb18030"))) + text.encode("gb18030")


def xls_of(rows):
    """An .xls of one sheet with these rows of texts."""
    cells = [
        label(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text
    ]
    return xls(("清单", 0, 0, b"".join(cells)))


def archive(path, parts):
    """A zip archive of these parts, as it is written to the path; texts are not packed, so that no
    ratio tells.
    """
    with zipfile.ZipFile(path, "w") as file:
        for name, data in parts.items():
            packing = zipfile.ZIP_STORED if name.endswith(".xml") else zipfile.ZIP_DEFLATED
            file.writestr(name, data, packing)
    return path


def ods(path, tables, *, styles="", pages="", **others):
    """An .ods with this XML for its tables."""
    content = (
        f"<office:document-content {ODS_SPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    heads = f"<office:document-styles {ODS_SPACES}>{pages}</office:document-styles>"
    mime = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}
    return archive(path, mime | {"content.xml": content, "styles.xml": heads} | others)


def ods_cell(text, **attributes):
    said = "".join(
        f" {name.replace('_', '-').replace('-', ':', 1)}={quoteattr(str(v))}"
        for name, v in attributes.items()
    )
    lines = "".join(f"<text:p>{inline(line)}</text:p>" for line in text.split("\n")) if text else ""
    return f'<table:table-cell office:value-type="string"{said}>{lines}</table:table-cell>'


def inline(line):
    """A line with its tabs and blanks as the format writes them."""
    return escape(line).replace("\t", "<text:tab/>").replace("  ", ' <text:s text:c="1"/>')


def ods_table(rows, name="清单"):
    body = "".join(
        f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows
    )
    return f'<table:table table:name="{name}">{body}</table:table>'


def docx(path, body, **others):
    """A .docx with this XML for its body; other parts of `word/` by their names, linked when they
    are known sorts.
    """
    linked = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for n, name in enumerate(others)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Override PartName="/word/document.xml" '
        f'ContentType="{MAIN_TYPE}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{RELATIONS}">{linked}</Relationships>'
        ),
        "word/document.xml": (
            f'<w:document xmlns:w="{WORD}" {DRAWN}><w:body>{body}</w:body></w:document>'
        ),
    }
    return archive(path, parts | {f"word/{name}.xml": data for name, data in others.items()})


DRAWN = 'xmlns:mc="urn:mc" xmlns:v="urn:v" xmlns:m="urn:m"'


def part(root, inner):
    """A part of a document beside its body."""
    return f'<w:{root} xmlns:w="{WORD}" {DRAWN}>{inner}</w:{root}>'


def p(text, properties=""):
    runs = "".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in [text] if piece)
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{runs}</w:r></w:p>"


def tc(inner, properties=""):
    return (
        f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner if inner.startswith('<') else p(inner)}</w:tc>"
    )


def tr(*cells, properties=""):
    return (
        f"<w:tr><w:trPr>{properties}</w:trPr>"
        f"{''.join(c if c.startswith('<') else tc(c) for c in cells)}</w:tr>"
    )


def tbl(*rows):
    return f"<w:tbl>{''.join(rows)}</w:tbl>"
