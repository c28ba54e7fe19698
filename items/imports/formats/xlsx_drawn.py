"""What lies over the cells of a worksheet or hangs on them: pictures, charts, boxes, comments."""

from items.printed.own_marks import AUTHOR

from .parts import LOCAL, Target

THREAD = "tc="  # the author of a comment that only repeats a thread for older programs
LINES = ("line", "straightConnector", "bentConnector", "curvedConnector")


class Drawing(Target):
    """Tells `told` of all that one part draws, each with the cell its corner lies in."""

    def __init__(self, told):
        super().__init__()
        self.told, self.row, self.column = told, 0, 0
        self.pieces, self.is_corner, self.is_unseen, self.doubled = [], False, False, 0

    def start(self, tag, attributes):
        if LOCAL[tag] == "Fallback" or self.doubled:
            self.doubled += 1  # the same once more for older programs
        else:
            super().start(tag, attributes)

    def end(self, tag):
        if self.doubled:
            self.doubled -= 1
        else:
            super().end(tag)

    def start_from(self, _attributes):
        self.is_corner = True

    def end_from(self):
        self.is_corner = False

    def start_absoluteAnchor(self, _attributes):
        self.row = self.column = 0

    start_col = start_row = start_t = Target.listen

    def end_col(self):
        number = int(self.taken() or 0)
        if self.is_corner:
            self.column = number + 1

    def end_row(self):
        number = int(self.taken() or 0)
        if self.is_corner:
            self.row = number + 1

    def end_t(self):
        self.pieces.append(self.taken())

    def end_p(self):
        self.pieces.append("\n")

    def start_pic(self, _attributes):
        self.told.add("pictures", "", self.row, self.column)

    def start_graphicFrame(self, _attributes):
        self.told.add("charts", "", self.row, self.column)

    def start_sp(self, _attributes):
        self.pieces, self.is_unseen = [], False

    def start_cNvPr(self, attributes):
        self.is_unseen = self.is_unseen or attributes.get("hidden") in ("1", "true")

    def start_prstGeom(self, attributes):
        self.is_unseen = self.is_unseen or attributes.get("prst", "").startswith(LINES)

    def end_sp(self):
        text = "".join(self.pieces)
        if text.strip():
            self.told.add("boxes", text, self.row, self.column)
        elif not self.is_unseen:
            self.told.add("shapes", "", self.row, self.column)


class Comments(Target):
    """Tells of the comments on cells, save those that this program wrote itself."""

    def __init__(self, told, place):
        super().__init__()
        self.told, self.place, self.pieces = told, place, []
        self.authors, self.said_by, self.at = [], "", (0, 0)

    start_author = start_t = start_text = Target.listen

    def end_author(self):
        self.authors.append(self.taken())

    def start_comment(self, attributes):
        self.start_threadedComment(attributes)
        number = int(attributes.get("authorId", "0"))
        if 0 <= number < len(self.authors):
            self.said_by = self.authors[number]
        else:
            self.said_by = ""

    def start_threadedComment(self, attributes):
        self.pieces, self.said_by = [], ""
        self.at = self.place(attributes.get("ref", "A1"))

    def end_t(self):
        self.pieces.append(self.taken())

    end_text = end_t

    def end_comment(self):
        if self.said_by != AUTHOR and not self.said_by.startswith(THREAD):
            self.told.add("comments", "".join(self.pieces), *self.at)

    end_threadedComment = end_comment
