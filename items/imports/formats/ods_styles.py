"""The styles of an .ods workbook as far as they change what is seen of a text."""

from .fonts import PLAIN, font
from .parts import LOCAL, Target

DEEPEST = 20
CELL, SPAN, PARAGRAPH = "table-cell", "text", "paragraph"


class OdsStyles(Target):
    """Hears of styles in whichever part they stand; asked for them by family and name."""

    def __init__(self):
        super().__init__()
        self.styles, self.faces, self.known = {}, {}, {}
        self.now = self.of_texts = None
        self.masking = set()  # how texts are shown: the names of formats that show nothing of them

    def start(self, tag, attributes):
        if begin := self.starts[tag]:
            begin({LOCAL[key]: value for key, value in attributes.items()})

    def start_font_face(self, attributes):
        self.faces[attributes.get("name", "")] = attributes.get("font-family", "").strip("'\"")

    def start_style(self, attributes):
        self.now = {"parent": attributes.get("parent-style-name", "")}
        self.now["format"] = attributes.get("data-style-name", "")
        self.styles[attributes.get("family", ""), attributes.get("name", "")] = self.now

    def end_style(self):
        self.now = None

    def start_text_properties(self, attributes):
        if self.now is None:
            return
        for name in ("text-line-through-style", "text-line-through-type"):
            if name in attributes:
                self.now["struck"] = attributes[name] != "none"
        for name in ("font-family", "font-name"):
            if name in attributes:
                self.now["font"] = attributes[name].strip("'\"")

    def start_text_style(self, attributes):
        self.of_texts = attributes.get("name", "")
        self.masking.add(self.of_texts)

    def start_text_content(self, _attributes):
        self.masking.discard(self.of_texts)

    def end_text_style(self):
        self.of_texts = None

    def masks_texts(self, name):
        """Whether nothing is seen of a text in a cell of this style."""
        for _ in range(DEEPEST):
            style = self.styles.get((CELL, name))
            if style is None:
                return False
            if style["format"]:
                return style["format"] in self.masking
            name = style["parent"]
        return False

    def font_of(self, family, name, own=PLAIN):
        """The font of a style; what it does not say is that of the one below it, or else of
        `own`.
        """
        if own is not PLAIN:
            return self.find(family, name, own)
        key = family, name
        if key not in self.known:
            self.known[key] = self.find(family, name, own)
        return self.known[key]

    def find(self, family, name, own):
        struck, face = None, None
        for _ in range(DEEPEST):
            style = self.styles.get((family, name))
            if style is None:
                break
            if struck is None:
                struck = style.get("struck")
            else:
                struck = struck
            if face is None:
                face = style.get("font")
            else:
                face = face
            name = style["parent"]
        struck = own.struck if struck is None else struck
        return font(own.signs if face is None else self.faces.get(face) or face, struck=struck)

    def strikes(self, name):
        return self.font_of(CELL, name).struck
