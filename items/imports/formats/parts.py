"""One XML part of a file read as a stream: what the parser tells, and a way to hear only some of
it.

Straight on expat, whose buffer joins a text that a writer has spelt out sign by sign; every DOCTYPE
is refused, and without one no entity can be declared.
"""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import TreeBuilder
from xml.parsers import expat

from items.imports.reading.grid import FileRefused

CHUNK = 2**16
MAX_UNPACKED_BYTES = 200 * 2**20  # of all parts that are read; what is never opened does no harm
MAX_TREE_BYTES = 16 * 2**20  # of a part that is held in memory as a whole
ANEW = "请新建一个空白文件，只把清单的内容复制过去（工作簿请粘贴为数值），再上传新文件。"


class Methods(dict):
    """{tag: the method of a target that hears of it, or None}; each is looked for once."""

    def __init__(self, target, moment):
        self.target, self.moment = target, moment

    def __missing__(self, tag):
        self[tag] = getattr(self.target, f"{self.moment}_{LOCAL[tag].replace('-', '_')}", None)
        return self[tag]


class Target:
    """Hears of an element `x` through its methods `start_x` and `end_x`, whichever name-space it is
    written in.
    """

    def __init__(self):
        self.starts, self.ends, self.text = Methods(self, "start"), Methods(self, "end"), None

    def start(self, tag, attributes):
        if begin := self.starts[tag]:
            begin(attributes)

    def data(self, text):
        if self.text is not None:
            self.text.append(text)

    def end(self, tag):
        if finish := self.ends[tag]:
            finish()

    def listen(self, _attributes=None):
        """Keeps the text from here on."""
        self.text = []

    def taken(self):
        """The text since the last mark."""
        text, self.text = "".join(self.text or ()), None
        return text


class PartTexts(Target):
    """The paragraphs of a part that is no table: page heads, feet, text boxes, comments."""

    def __init__(self, limits):
        super().__init__()
        self.limits, self.pieces, self.texts = limits, [], []

    start_t = start_text = Target.listen

    def end_t(self):
        self.pieces.append(self.taken())

    end_text = end_t

    def end_p(self):
        text, self.pieces = "".join(self.pieces), []
        if text.strip():
            self.limits.read(len(text))
            self.texts.append(text)

    def start_textpath(self, attributes):
        """A text drawn across the page, as water-marks are."""
        self.texts.append(attributes.get("string", ""))

    end_comment = end_threadedComment = end_p


class Tree:
    """A whole small part as a tree of local names, its top in `root`."""

    def __init__(self):
        self.builder, self.root = TreeBuilder(), None
        self.data = self.builder.data

    def start(self, tag, attributes):
        self.builder.start(LOCAL[tag], {LOCAL[key]: value for key, value in attributes.items()})

    def end(self, tag):
        self.root = self.builder.end(LOCAL[tag])


class LocalNames(dict):
    """Names without their name-space, whichever edition of the format they are written in; each is
    cut once.
    """

    def __missing__(self, name):
        self[name] = name.rpartition("}")[2]
        return self[name]


LOCAL = LocalNames()


def read_part(file, target):
    """Feeds one part to its target piece by piece: -> the target."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text, parser.buffer_size = True, CHUNK
    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler, parser.EndElementHandler = target.start, target.end
    parser.CharacterDataHandler = target.data
    while chunk := file.read(CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return target


def refuse_doctype(*_said):
    raise ValueError("a DOCTYPE has no business here")


@dataclass
class Relation:
    """One part named by another: under which mark, of which sort, which part."""

    mark: str
    sort: str
    part: str


class Package:
    """The parts of an archive by their names however written, and the relations between them.

    What the parts that are opened unpack to is limited, however little they take up; no part yields
    more than its entry in the directory says.
    """

    def __init__(self, archive):
        self.archive, self.left = archive, MAX_UNPACKED_BYTES
        self.names = {part_name(name): name for name in archive.namelist()}

    def relations(self, part=""):
        """The parts that a part names (the package itself: "") and that are there; links to
        elsewhere are left out.
        """
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if listing not in self:
            return []
        relations = []
        for node in self.tree(listing):
            target = target_of(folder, node.get("Target", ""))
            if node.get("TargetMode") != "External" and target in self:
                sort = node.get("Type", "").rpartition("/")[2]
                relations.append(Relation(node.get("Id", ""), sort, target))
        return relations

    def main_part(self, usual):
        for relation in self.relations():
            if relation.sort == "officeDocument":
                return relation.part
        return usual

    def __contains__(self, name):
        return part_name(name) in self.names

    def size(self, name):
        return self.archive.getinfo(self.names[part_name(name)]).file_size

    def open(self, name):
        self.left -= self.size(name)
        if self.left < 0:
            raise FileRefused(
                f"文件解开后超过 {MAX_UNPACKED_BYTES // 2**20} MB，不予读取。"
                "请删除清单以外的内容和下方设了格式的空行后再上传。",
                code="zip_bomb",
            )
        return self.archive.open(self.names[part_name(name)])

    def tree(self, name):
        if (size := self.size(name)) > MAX_TREE_BYTES:
            raise FileRefused(
                f"文件里的“{posixpath.basename(name)}”（样式等设置）解开后有 {size // 2**20} MB，"
                f"超过可读的 {MAX_TREE_BYTES // 2**20} MB。{ANEW}",
                code="too_heavy",
            )
        with self.open(name) as file:
            return read_part(file, Tree()).root

    def stream(self, name, target):
        with self.open(name) as file:
            return read_part(file, target)


def target_of(folder, target):
    """The part that a relation of a part in this folder names, from there or from the top of the
    package.
    """
    return posixpath.normpath(
        posixpath.join("/", folder, unquote(target).replace("\\", "/"))
    ).lstrip("/")


def part_name(name):
    """A part's name as it is compared: in any case, its signs spelt out or not, with the strokes of
    Windows or not.
    """
    return unquote(name).lower().replace("\\", "/").lstrip("/")
