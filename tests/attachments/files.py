"""Files to attach, honest and hostile, made in memory."""

import io
import zipfile

import docx
import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

ODF = "application/vnd.oasis.opendocument"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000a49444154789c63000100000500010d0a2db40000000049454e44ae426082"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01" + bytes(40)
PROGRAM = b"MZ\x90\x00" + bytes(60) + b"This program cannot be run in DOS mode."


def upload(name, content):
    return SimpleUploadedFile(name, content)


def archive(parts):
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return found.getvalue()


def document(*paragraphs, header=""):
    """A .docx of these paragraphs; the runs of one are parted by "|"."""
    made = docx.Document()
    for text in paragraphs:
        paragraph = made.add_paragraph()
        for run in text.split("|"):
            paragraph.add_run(run)
    made.sections[0].header.paragraphs[0].text = header
    found = io.BytesIO()
    made.save(found)
    return found.getvalue()


def workbook(*cells):
    made = openpyxl.Workbook()
    made.active.append(cells)
    found = io.BytesIO()
    made.save(found)
    return found.getvalue()


def with_parts(content, parts):
    """A document with more parts than it had."""
    with zipfile.ZipFile(io.BytesIO(content)) as known:
        held = {name: known.read(name) for name in known.namelist()}
    return archive(held | parts)


def open_document(text, **parts):
    return archive(
        {
            "mimetype": f"{ODF}.text",
            "content.xml": f"<office:text><text:p>{text}</text:p></office:text>",
        }
        | {name.replace("__", "/"): content for name, content in parts.items()}
    )


def ofd(text):
    return archive(
        {"OFD.xml": "<ofd:OFD/>", "Doc_0/Pages/Page_0/Content.xml": f"<ofd:TextCode>{text}"}
    )


def pdf(text):
    """A page with this text, its signs told by a table as every office program writes them."""
    codes = "".join(f"{number:04x}" for number in range(1, len(text) + 1))
    table = "\n".join(f"<{n:04x}> <{ord(sign):04x}>" for n, sign in enumerate(text, 1))
    unicode = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff>"
        f" endcodespacerange {len(text)} beginbfchar\n{table}\nendbfchar endcmap end"
    )
    page = f"BT /F1 16 Tf 72 700 Td <{codes}> Tj ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(page)}>>stream\n{page}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H"
        "/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        f"<</Length {len(unicode)}>>stream\n{unicode}\nendstream",
    ]
    return assembled(objects)


def assembled(objects):
    found, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(found))
        found += f"{number} 0 obj{written}endobj\n".encode()
    start = len(found)
    found += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        found += f"{place:010d} 00000 n \n".encode()
    end = f"trailer<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
    return found + end.encode()


def compound(streams):
    """A compound file (.doc, .xls) of {name: content}, each of 4096 bytes or more; a name with "/"
    lies in a storage.
    """
    names = []
    for path in streams:
        folder = path.rpartition("/")[0]
        if folder and folder not in names:
            names.append(folder)
        names.append(path)
    sectors, chains, firsts = [], [], {}
    for path, content in streams.items():
        filled = content.ljust(4096, b"\0")
        filled += bytes(-len(filled) % 512)
        firsts[path] = (len(sectors), len(filled))
        for at in range(0, len(filled), 512):
            sectors.append(filled[at : at + 512])
            chains.append(len(sectors))
        chains[-1] = 0xFFFFFFFE
    listing = [entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1, right=0xFFFFFFFF)]
    for number, path in enumerate(names, 1):
        listing.append(entry_of(path, number, names, firsts))
    while len(listing) % 4:
        listing.append(bytes(128))
    directory = len(sectors)
    for at in range(0, len(listing), 4):
        sectors.append(b"".join(listing[at : at + 4]))
        chains.append(len(sectors))
    chains[-1] = 0xFFFFFFFE
    fat = len(sectors)
    chains.append(0xFFFFFFFD)
    table = b"".join(number.to_bytes(4, "little") for number in chains).ljust(512, b"\xff")
    assert len(table) == 512
    return head_of(directory, fat) + b"".join(sectors) + table


def head_of(directory, fat):
    numbers = [1, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, fat, *[0xFFFFFFFF] * 108]
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += bytes.fromhex("3e000300feff09000600") + bytes(6) + bytes(4)
    return head + b"".join(number.to_bytes(4, "little") for number in numbers)


def entry_of(path, number, names, firsts):
    folder, _slash, name = path.rpartition("/")
    following = 0xFFFFFFFF
    for place in range(number, len(names)):
        if names[place].rpartition("/")[0] == folder:
            following = place + 1
            break
    if path not in firsts:
        child = next(n for n, one in enumerate(names, 1) if one.startswith(f"{path}/"))
        return entry(name, 1, 0, 0, child=child, right=following)
    return entry(name, 2, *firsts[path], child=0xFFFFFFFF, right=following)


def entry(name, sort, first, size, *, child, right):
    written = name.encode("utf-16-le")
    made = written.ljust(64, b"\0") + (len(written) + 2).to_bytes(2, "little")
    made += bytes([sort, 1]) + b"\xff" * 4
    made += right.to_bytes(4, "little") + child.to_bytes(4, "little") + bytes(36)
    return made + first.to_bytes(4, "little") + size.to_bytes(8, "little")


def nested(depth):
    """Archives in each other."""
    content = document("正文")
    for _ in range(depth):
        content = with_parts(document("正文"), {"word/embeddings/inner.docx": content})
    return content
