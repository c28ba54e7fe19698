"""What the texts over the columns of one sheet mean, each asked once."""

from items.printed.row_words import TABLE_MARK

from .columns import Column
from .former import is_old_list
from .head_parts import LONGEST_HEAD, is_place
from .headwords import field_in_group, field_of, group_of, head_key

OF_OTHERS = (Column.SUPPORT_DEPARTMENTS, Column.SUPPORT_DUTY, Column.JOINT_DEPARTMENTS)


class SheetWords:
    """`own` are the words of a county's table, which go first; `places` are its townships."""

    def __init__(self, own, places=None):
        self.own, self.places = own, places
        self.fields, self.groups, self.beginning = {}, {}, {}

    def field(self, text):
        """The field of one text; "" for none."""
        if not may_be_word(text):
            return ""
        if text not in self.fields:
            self.fields[text] = field_of(text, self.own)
        return self.fields[text]

    def group(self, text):
        """What a text gathers as a word over several columns; "" for nothing."""
        if not may_be_word(text):
            return ""
        if text not in self.groups:
            self.groups[text] = group_of(text)
        return self.groups[text]

    def begins_head(self, text):
        """Whether a text is a head's word, or one over several of them or over a list."""
        if len(text) > LONGEST_HEAD:
            return False
        if text not in self.beginning:
            is_word = bool(self.field(text) or self.group(text))
            self.beginning[text] = is_word or is_old_list(text)
        return self.beginning[text]

    def is_unknown(self, text):
        """Whether a text may be a head's word and means nothing we know."""
        return len(text) <= LONGEST_HEAD and not self.field(text)

    def is_place(self, text):
        """Whether a head is a township's name, in the county also without its last word: 城关."""
        if is_place(text):
            return True
        return bool(self.places and len(text) > 1 and self.places.township("".join(text.split())))

    def field_of_path(self, path):
        """The field of a column's words: of all, of the group and the word, of the word."""
        if len(path) == 1:
            return self.field(path[0])
        whole = "".join(path)
        assigned = self.own.get(head_key(whole))
        if assigned is not None:
            return assigned
        own = self.field(path[-1])
        if field := self.field(whole):
            if field == Column.DEPARTMENT_DUTY and own in OF_OTHERS:
                return own  # 次要责任 under 部门责任 is that of the others
            return field
        return field_in_group(path[-2], path[-1]) or self.field("".join(path[-2:])) or own


def may_be_word(text):
    """Whether a text may be a head's word: a number or a long text never is."""
    return len(text) <= LONGEST_HEAD and not text.isdigit() and not TABLE_MARK.match(text)


def are_short(texts):
    """Whether all these texts could be words of a head."""
    return all(len(text) <= LONGEST_HEAD for text in texts)
