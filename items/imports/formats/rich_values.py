"""Which cells of an .xlsx workbook hold a picture as their value, by its tables of rich values."""

from xml.etree.ElementTree import Element

PICTURES = ("_localImage", "_webimage")
STRUCTURES, VALUES, METADATA = "rdRichValueStructure", "rdRichValue", "sheetMetadata"


class RichValues:
    """Follows the number a cell gives through the tables, which are read when first asked for."""

    def __init__(self, package, part):
        self.package, self.part, self.pictures = package, part, None

    def is_picture(self, number, *, has_formula):
        """Whether the value of a cell that shows an error to older programs is a picture.

        Where a program left the tables out, it is one unless a formula gave the error.
        """
        if not all(map(self.part, (STRUCTURES, VALUES, METADATA))):
            return not has_formula
        if self.pictures is None:
            self.pictures = self.find()
        return number in self.pictures

    def tree(self, sort):
        part = self.part(sort)
        if part is None:
            return Element("none")
        return self.package.tree(part)

    def find(self):
        """The numbers that cells give (from 1) of the values that are pictures."""
        pictures = self.picture_values()
        metadata = self.tree(METADATA)
        kept = [int(node.get("i", "-1")) for node in metadata.iter("rvb")]
        numbers = set()
        for number, node in enumerate(metadata.iterfind("valueMetadata/bk/rc"), 1):
            at = int(node.get("v", "-1"))
            if 0 <= at < len(kept) and kept[at] in pictures:
                numbers.add(str(number))
        return numbers

    def picture_values(self):
        """The places of the pictures among the rich values."""
        sorts = [node.get("t", "") for node in self.tree(STRUCTURES).iter("s")]
        places = set()
        for place, node in enumerate(self.tree(VALUES).iter("rv")):
            at = int(node.get("s", "-1"))
            if 0 <= at < len(sorts) and sorts[at] in PICTURES:
                places.add(place)
        return places
