"""What hangs on the cells of an .ods sheet or lies over them: comments, pictures, check boxes."""

from .controls import CheckBox

SHAPES = ("custom-shape", "rect", "ellipse", "circle", "polygon", "path", "caption")
OPENING = frozenset(["annotation", "frame", "control", *SHAPES])


class DrawnThings:
    """Keeps the things that are open, the innermost last, and tells of each when it ends."""

    def __init__(self):
        self.open, self.boxes, self.forms = [], [], {}

    def begin(self, name, attributes, row, column):
        thing = {"name": name, "sort": "", "texts": [], "place": (row, column)}
        self.open.append({**thing, "attributes": attributes})

    def mark(self, sort):
        """Says what a frame holds; the first counts, the rest are pictures of it."""
        if self.open and not self.open[-1]["sort"]:
            self.open[-1]["sort"] = sort

    def add_text(self, text):
        self.open[-1]["texts"].append(text)

    def keep_form(self, sort, attributes):
        name = attributes.get("id", "")
        self.forms[name] = sort, attributes

    def end(self, told):
        thing = self.open.pop()
        text, place = "\n".join(thing["texts"]), thing["place"]
        if thing["name"] == "annotation":
            told.add("comments", text, *place)
        elif thing["name"] == "control":
            self.end_control(thing, told)
        elif thing["sort"]:
            told.add(thing["sort"], text, *place)
        else:
            told.add("boxes" if text.strip() else "shapes", text, *place)

    def end_control(self, thing, told):
        sort, said = self.forms.get(thing["attributes"].get("control", ""), ("", {}))
        label = said.get("label", "")
        if sort == "checkbox":
            state = said.get("current-state", said.get("state", ""))
            self.boxes.append(CheckBox(*thing["place"], state == "checked", label))
        else:
            told.add("controls", label, *thing["place"])
