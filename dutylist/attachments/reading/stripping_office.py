"""A document of Office without its properties, authors, times and paths: its archive is
written anew, part by part.
"""

import io
import posixpath
import re
import zipfile

from lxml import etree

from .refused import DAMAGED, FileRefused

CANNOT = (
    "文件里嵌有其他文件或者图形，其中的作者信息去不掉，没有保存。"
    "请删除嵌入的内容，或者另存为 PDF 后再上传。"
)
WRITTEN_AT = (1980, 1, 1, 0, 0, 0)
PROPERTIES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
# What a document says of itself, and what it says instead.
EMPTY = {
    "docprops/core.xml": f'<cp:coreProperties xmlns:cp="{PROPERTIES}"/>',
    "docprops/app.xml": f'<Properties xmlns="{EXTENDED}"/>',
    "docprops/custom.xml": f'<Properties xmlns="{CUSTOM}"/>',
}
# Parts that a document opens without: pictures of its first page, people, printers, kept data.
DROPPED = re.compile(
    r"^docprops/thumbnail\.|^customxml/|(?:^|/)people\.xml$|/printersettings/|^xl/revisions/"
)
PICTURE = re.compile(r"\.(?:jpe?g|jfif|png|webp|bmp)$")
WRITTEN = re.compile(r"\.(?:xml|rels|vml)$")
HARMLESS = re.compile(r"\.(?:odttf|fntdata)$")
# Attributes by their own names: who, and with whose account; on whichever element.
OF_PEOPLE = {"author", "initials", "userId", "providerId", "userName", "lastModifiedBy"}
# Of these elements alone the attributes "name" and "displayName" are a person's.
PEOPLE = {"cmAuthor", "person"}
TIMED = {"ins", "del", "comment", "moveFrom", "moveTo", "rPrChange", "pPrChange", "cm"}
TIMES = {"date", "dt", "dateUtc"}
GONE = {"rsids", "absPath", "docVars"}  # marks of sessions, the folder it lay in, kept values


def strip_office(source, target, strip_picture):
    try:
        with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as written:
            for part in archive.infolist():
                if part.is_dir() or DROPPED.search(name_of(part.filename)):
                    continue
                content = stripped(archive.read(part), part.filename, strip_picture)
                info = zipfile.ZipInfo(part.filename, WRITTEN_AT)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 0
                written.writestr(info, content)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, EOFError) as error:
        raise FileRefused(DAMAGED) from error


def name_of(name):
    return name.lower().replace("\\", "/").lstrip("/")


def stripped(content, told_name, strip_picture):
    """One part as it is kept."""
    name = name_of(told_name)
    if name in EMPTY:
        return EMPTY[name].encode()
    if WRITTEN.search(name):
        return stripped_xml(content, name)
    if PICTURE.search(name):
        picture = io.BytesIO()
        strip_picture(io.BytesIO(content), picture)
        return picture.getvalue()
    if HARMLESS.search(name):
        return content
    raise FileRefused(CANNOT)


def stripped_xml(content, name):
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    root = etree.fromstring(content, parser)
    for element in list(root.iter(etree.Element)):
        if kind_of(element) in GONE:
            element.getparent().remove(element)
        else:
            clean_element(element, name)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def kind_of(element):
    return etree.QName(element).localname


def clean_element(element, name):
    kind = kind_of(element)
    for attribute in list(element.attrib):
        clean_attribute(element, kind, attribute)
    if kind == "author" and name.startswith("xl/"):
        element.text = ""
    if kind in ("Relationship", "Override"):
        drop_reference(element, name)
    if kind == "pageSetup":
        drop_printer(element)


def clean_attribute(element, kind, attribute):
    local = etree.QName(attribute).localname
    is_named = kind in PEOPLE and local in ("name", "displayName")
    if local in OF_PEOPLE or is_named:
        element.set(attribute, "")
    elif local.startswith("rsid") or (kind in TIMED and local in TIMES):
        del element.attrib[attribute]


def drop_reference(element, name):
    """What leads to a part that is dropped, or to a folder of the machine it was written on."""
    if kind_of(element) == "Override":
        if DROPPED.search(name_of(element.get("PartName", ""))):
            element.getparent().remove(element)
        return
    told = element.get("Target", "")
    if element.get("TargetMode") == "External":
        if not told.lower().startswith(("http://", "https://")):
            element.set("Target", "NULL")
        return
    folder = posixpath.dirname(posixpath.dirname(name))
    whole = posixpath.normpath(posixpath.join("/", folder, told))
    if DROPPED.search(name_of(whole)):
        element.getparent().remove(element)


def drop_printer(element):
    for attribute in list(element.attrib):
        if etree.QName(attribute).localname == "id":
            del element.attrib[attribute]
