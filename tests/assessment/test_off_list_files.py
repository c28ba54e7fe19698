"""Files handed in with an off-list report: author, device, place and times are gone before they are
kept; what can not be cleaned is refused.
"""

import io
import zipfile

import docx
import openpyxl
import pypdf
import pytest
from PIL import Image
from pypdf.generic import NameObject, TextStringObject

from assessment.models import OffListReport
from dutylist.attachments.models import Attachment
from dutylist.attachments.services import opened
from dutylist.history.verify import verify
from tests.attachments.files import document, upload
from tests.desk.people import no_second_factor  # noqa: F401 (fixture)

from .sealed_people import API, browser_of, county_place, get  # noqa: F401 (fixture)

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
AUTHOR, DEVICE, PLACE = "冯湾头金丝雀", "HuaweiCanaryP40", "WantouCanaryGPS"
TRACES = (AUTHOR, DEVICE, PLACE, "金丝雀", "2026:01:02", r"C:\Users\fengwantou")
TOLD = {"department": "县商务局", "how": "notice", "text": "报送台账。"}


@pytest.fixture(autouse=True)
def kept_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def photograph(written_as="JPEG"):
    """A picture with author, device, place and a time in its EXIF."""
    exif = Image.Exif()
    exif[0x013B], exif[0x010F], exif[0x0110] = AUTHOR.encode().decode("latin-1"), DEVICE, DEVICE
    exif[0x0132] = "2026:01:02 03:04:05"
    exif.get_ifd(0x8825)[0x001B] = PLACE.encode()
    exif.get_ifd(0x8825)[2] = (30.0, 12.0, 5.0)
    found = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(found, written_as, exif=exif)
    return found.getvalue()


def word_file():
    made = docx.Document()
    made.core_properties.author = AUTHOR
    made.core_properties.last_modified_by = AUTHOR
    made.add_paragraph("每周五报送名单")
    made.add_picture(io.BytesIO(photograph()))
    comment = made.add_comment(
        made.paragraphs[0].runs, "请按期", author=AUTHOR, initials="冯金丝雀"
    )
    assert comment.author == AUTHOR
    found = io.BytesIO()
    made.save(found)
    return found.getvalue()


def excel_file():
    made = openpyxl.Workbook()
    made.properties.creator = AUTHOR
    made.properties.lastModifiedBy = AUTHOR
    made.active["A1"] = "客商名单"
    made.active["A1"].comment = openpyxl.comments.Comment("请核对", AUTHOR)
    found = io.BytesIO()
    made.save(found)
    return found.getvalue()


def pdf_file():
    page = io.BytesIO()
    Image.open(io.BytesIO(photograph())).save(page, "PDF")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(page.getvalue()))
    writer.add_metadata({"/Author": AUTHOR, "/Creator": DEVICE})
    for image in writer.pages[0]["/Resources"]["/XObject"].values():
        image.get_object()._data = photograph()  # as a scanner puts it in, whole
    writer.pages[0][NameObject("/LastModified")] = TextStringObject(PLACE)
    found = io.BytesIO()
    writer.write(found)
    return found.getvalue()


FILES = {
    "湾头镇.jpg": photograph,
    "湾头镇.png": lambda: photograph("PNG"),
    "湾头镇.docx": word_file,
    "湾头镇.xlsx": excel_file,
    "湾头镇.pdf": pdf_file,
}


def everything_in(content):
    """The bytes of a file, and of whatever lies within it."""
    found = [content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.infolist():
                assert part.date_time == (1980, 1, 1, 0, 0, 0)
                found += [part.filename.encode(), archive.read(part)]
    if content.startswith(b"%PDF"):
        reader = pypdf.PdfReader(io.BytesIO(content))
        found.append(repr(reader.metadata).encode())
        for page in reader.pages:
            found.append(repr(dict(page)).encode())
            for image in page["/Resources"]["/XObject"].values():
                found.append(image.get_object()._data)
    return b"\n".join(found)


def traces_in(content):
    whole = everything_in(content)
    found = []
    for trace in TRACES:
        for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
            if trace.encode(encoding) in whole:
                found.append(trace)
    if b"Exif\0\0" in whole or b"eXIf" in whole:
        found.append("EXIF")
    return found


def test_what_is_planted_is_there_before(county_place):  # noqa: F811
    for name, make in FILES.items():
        assert traces_in_raw(make()), name


def traces_in_raw(content):
    """The same of a file that was not cleaned, whose parts have times."""
    if not content.startswith(b"PK"):
        return traces_in(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        whole = b"".join(archive.read(part) for part in archive.infolist())
    return [trace for trace in TRACES if trace.encode() in whole]


def sent(place, *uploads, status=201):
    browser = browser_of(place.mayors[0])
    answer = browser.post(f"{API}off-list-reports/", {**TOLD, "file": list(uploads)})
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


@pytest.mark.parametrize("name", FILES)
def test_a_kept_file_says_nothing_of_who_made_it(county_place, name):  # noqa: F811
    answer = sent(county_place, upload(name, FILES[name]()))
    kept = Attachment.objects.get()
    with opened(kept) as file:
        content = file.read()
    assert traces_in(content) == []
    assert "湾头" not in kept.file_name
    assert kept.uploaded_by_name == "受保护的操作人"
    assert kept.uploaded_by.username == "system"
    told = get(county_place.clerk, f"{API}off-list-reports/{answer['id']}/")["attachments"]
    assert [row["file_name"] for row in told] == [kept.file_name]
    address = f"{API}attachments/{kept.pk}/"
    answer = browser_of(county_place.clerk).get(address)
    assert b"".join(answer) == content
    for user in (county_place.head, county_place.auditor, county_place.mayors[0]):
        get(user, address, 404)
    assert verify().ok
    opens_again(name, content)


def opens_again(name, content):
    """What was cleaned is still the document that it was."""
    whole = io.BytesIO(content)
    if name.endswith(".docx"):
        assert docx.Document(whole).paragraphs[0].text == "每周五报送名单"
    elif name.endswith(".xlsx"):
        assert openpyxl.load_workbook(whole).active["A1"].value == "客商名单"
    elif name.endswith(".pdf"):
        assert len(pypdf.PdfReader(whole).pages) == 1
    else:
        assert Image.open(whole).size == (8, 8)


def test_what_can_not_be_cleaned_is_refused_and_nothing_is_kept(county_place):  # noqa: F811
    tiff = io.BytesIO()
    Image.new("RGB", (4, 4)).save(tiff, "TIFF")
    held = with_embedded(document("内容"))
    for content in (tiff.getvalue(), held):
        refused = sent(county_place, upload("材料.tif", content), status=422)
        assert refused["code"] == "file_refused"
        assert refused["errors"][0]["path"] == "file"
    assert not OffListReport.objects.exists()
    assert not Attachment.objects.exists()


def with_embedded(content):
    """A document in which another file lies."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as known, zipfile.ZipFile(found, "w") as made:
        for part in known.infolist():
            made.writestr(part, known.read(part))
        made.writestr("word/embeddings/book.bin", b"data")
    return found.getvalue()


def test_the_general_address_of_uploads_takes_none_for_a_report(county_place):  # noqa: F811
    answer = sent(county_place)
    told = {"subject_flow": "off_list_report", "subject_id": answer["id"], "kind": "evidence"}
    for user, status in ((county_place.mayors[0], 404), (county_place.clerk, 403)):
        file = upload("说明.txt", "说明".encode())
        sent_to = browser_of(user).post(f"{API}attachments/", {**told, "file": file})
        assert sent_to.status_code == status
