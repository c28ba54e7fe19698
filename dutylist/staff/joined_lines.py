"""The one tag every template knows: `joined` lets a text without blanks be written over several
lines.
"""

import re

from django import template
from django.template.base import TextNode

register = template.Library()
LINE_END = re.compile(r"[ \t]*\n\s*")
# what may follow a sign of each kind in HTML: {where one is: {sign: where one is then}}
SIGNS = {
    "text": {"<": "tag"},
    "tag": {">": "text", '"': '"', "'": "'"},
    '"': {'"': "tag"},
    "'": {"'": "tag"},
}


@register.tag
def joined(parser, token):
    """{% joined %}…{% endjoined %}: its lines are one, as Chinese is written. Between attributes of
    an HTML tag a blank stays. What variables hold and included templates write is left as it is.
    """
    nodes = parser.parse(("endjoined",))
    parser.delete_first_token()
    inside = "text"
    for node in nodes.get_nodes_by_type(TextNode):
        node.s, inside = join_lines(node.s, inside)
    return JoinedLines(nodes)


def join_lines(text, inside):
    """(the text as one line, where in HTML it ends)"""
    first, *others = LINE_END.split(text)
    line, inside = first, end_of(first, inside)
    for other in others:
        if inside == "tag":
            line += " "
        line += other
        inside = end_of(other, inside)
    return line, inside


def end_of(text, inside):
    """Whether a text ends inside a tag, inside a quoted value, or in plain text."""
    for sign in text:
        inside = SIGNS[inside].get(sign, inside)
    return inside


class JoinedLines(template.Node):
    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        return self.nodelist.render(context)
