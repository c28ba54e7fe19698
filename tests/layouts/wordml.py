"""Word documents from their own markup: paragraphs, runs, cells and tables as text, and the package
around them.
"""

import zipfile
from xml.sax.saxutils import escape

SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PORTRAIT = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"/>'
)
LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'


def run(text, properties=""):
    """A run; line breaks and tabs of the text are elements, as Word writes them."""
    inner = escape(text).replace("\n", "</w:t><w:br/><w:t>").replace("\t", "</w:t><w:tab/><w:t>")
    inner = f"<w:t>{inner}</w:t>".replace("<w:t>", '<w:t xml:space="preserve">')
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def bold(text):
    return run(text, "<w:b/>")


def paragraph(*inner, properties=""):
    """A paragraph of texts and ready markup (whatever starts with `<`)."""
    runs = "".join(piece if piece.startswith("<") else run(piece) for piece in inner if piece)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def styled(style, *inner):
    return paragraph(*inner, properties=f'<w:pStyle w:val="{style}"/>')


def numbered(number, *inner, level=0):
    """A paragraph of an automatic list."""
    marks = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(*inner, properties=marks)


def centred(*inner):
    return paragraph(*inner, properties='<w:jc w:val="center"/>')


def lines(text):
    """Each line of a text as a paragraph of its own."""
    return "".join(paragraph(line) for line in text.split("\n"))


def cell(content="", *, span=1, merge=None, properties=""):
    """A cell of a text or of ready paragraphs; merge is "restart" or "continue"."""
    body = content if content.startswith("<") else lines(content)
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = {None: "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[merge]
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>{spanned}{merged}{properties}</w:tcPr>'
        f"{body}</w:tc>"
    )


def row(*cells, properties=""):
    """A row of cells; a plain text becomes a cell."""
    ready = "".join(c if c.startswith("<w:") else cell(c) for c in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{ready}</w:tr>"


def head_row(*cells):
    """A head that Word repeats on each page."""
    return row(*cells, properties="<w:cantSplit/><w:tblHeader/>")


def table(rows, width, properties=""):
    """A table of rows over so many grid columns."""
    grid = "".join('<w:gridCol w:w="1500"/>' for _ in range(width))
    look = f'<w:tblPr><w:tblW w:w="0" w:type="auto"/>{properties}</w:tblPr>'
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def section_break(page=PORTRAIT):
    return f"<w:p><w:pPr><w:sectPr>{page}</w:sectPr></w:pPr></w:p>"


def page_break():
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def field(instruction, result):
    """A complex field: what it asks for and what it shows."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_box(content):
    """A text box as Word writes it: the drawing and, for old readers, the same again in VML."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    shape = (
        "<w:drawing><wp:anchor><a:graphic>"
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
        f'wordprocessingShape"><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData>'
        "</a:graphic>"
        "</wp:anchor></w:drawing>"
    )
    old = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def list_of(number, *levels):
    """An automatic list: (format, text) of each level, such as ("decimal", "%1.")."""
    inner = "".join(
        (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )
        for at, (form, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{inner}</w:abstractNum>'


def numbering(abstracts, uses):
    """The numbering part: abstract lists and {numId: (abstract, restarted)}."""
    nums = "".join(
        f'<w:num w:numId="{num}"><w:abstractNumId w:val="{abstract}"/>'
        + (
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
            if restarted
            else ""
        )
        + "</w:num>"
        for num, (abstract, restarted) in uses.items()
    )
    return part("numbering", "".join(abstracts) + nums)


def part(root, inner):
    return f"{DECLARATION}<w:{root} {SPACES}>{inner}</w:{root}>"


def write(path, body, *, page=PORTRAIT, more=None, relations="", **parts):
    """The package of a document; parts are ready markup by name, `more` further members {name:
    bytes}.
    """
    document = part(
        "document", f"<w:body>{body}<w:p/><w:sectPr>{page}</w:sectPr></w:body>"
    ).replace("<w:document ", '<w:document mc:Ignorable="w14" ')
    members = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relations(
            f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" '
            'Target="word/document.xml"/>'
        ),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(_part_relations(parts) + relations),
        **{f"word/{name}.xml": markup for name, markup in parts.items()},
        **(more or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)


def _content_types(parts):
    named = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{MAIN}.{name}+xml"/>' for name in parts
    )
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="bin" ContentType="application/octet-stream"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}.document.main+xml"/>'
        f"{named}</Types>"
    )


def _relations(inner):
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def _part_relations(parts):
    return "".join(_relation(f"rIdP{at}", name, f"{name}.xml") for at, name in enumerate(parts))


def _relation(mark, sort, target):
    return f'<Relationship Id="{mark}" Type="{RELATIONS}/{sort}" Target="{target}"/>'
