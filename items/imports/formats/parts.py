"""One XML part of a file read as a stream: what the parser tells, and a way to hear only some of it.

Straight on expat, whose buffer joins a text that a writer has spelt out sign by sign; every DOCTYPE is refused, and
without one no entity can be declared.
"""

import posixpath
from dataclasses import dataclass
from xml.etree.ElementTree import TreeBuilder
from xml.parsers import expat

CHUNK = 2**16


class Methods(dict):
    """{tag: the method of a target that hears of it, or None}; each is looked for once."""

    def __init__(self, target, moment):
        self.target, self.moment = target, moment

    def __missing__(self, tag):
        self[tag] = getattr(self.target, f"{self.moment}_{LOCAL[tag].replace('-', '_')}", None)
        return self[tag]


class Target:
    """Hears of an element `x` through its methods `start_x` and `end_x`, whichever name-space it is written in."""

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


class Texts(Target):
    """The paragraphs of a part that is no table: page heads, feet, text boxes, comments."""

    def __init__(self, limits):
        super().__init__()
        self.limits, self.pieces, self.found = limits, [], []

    start_t = start_text = Target.listen

    def end_t(self):
        self.pieces.append(self.taken())

    end_text = end_t

    def end_p(self):
        text, self.pieces = "".join(self.pieces), []
        if text.strip():
            self.limits.read(len(text))
            self.found.append(text)

    def start_textpath(self, attributes):
        """A text drawn across the page, as water-marks are."""
        self.found.append(attributes.get("string", ""))

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
    """Names without their name-space, whichever edition of the format they are written in; each is cut once."""

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
    """The parts of an archive by their names in any case, and the relations between them."""

    def __init__(self, archive):
        self.archive = archive
        self.names = {part_name(name): name for name in archive.namelist()}

    def relations(self, part=""):
        """The parts that a part names (the package itself: "") and that are there; links to elsewhere are left out."""
        folder, name = posixpath.split(part)
        said = posixpath.join(folder, "_rels", f"{name}.rels")
        found = []
        for node in self.tree(said) if said in self else ():
            target = posixpath.normpath(posixpath.join("/", folder, node.get("Target", ""))).lstrip("/")
            if node.get("TargetMode") != "External" and target in self:
                found.append(Relation(node.get("Id", ""), node.get("Type", "").rpartition("/")[2], target))
        return found

    def main_part(self, usual):
        return next((found.part for found in self.relations() if found.sort == "officeDocument"), usual)

    def __contains__(self, name):
        return name.lower() in self.names

    def open(self, name):
        return self.archive.open(self.names[name.lower()])

    def tree(self, name):
        with self.open(name) as file:
            return read_part(file, Tree()).root

    def stream(self, name, target):
        with self.open(name) as file:
            return read_part(file, target)


def part_name(name):
    """A part's name as it is compared: in any case, and with the strokes some programs of Windows write."""
    return name.lower().replace("\\", "/").lstrip("/")
