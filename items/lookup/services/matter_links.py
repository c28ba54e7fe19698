"""Which common matters (常见事项) an item is about, where the clerk knows better."""

from dutylist.workflow.refusals import Invalid, NotPossible
from items.models import MatterLink

from ..library import library
from .keeping import current_item, keeping


def link_matter(item, key, *, by, reason, source="form"):
    """The item is about this matter of the library, whatever its name says: -> MatterLink."""
    return _say(item, key, True, by, reason, source)


def unlink_matter(item, key, *, by, reason, source="form"):
    """The item is not about this matter, though its name is like it: -> MatterLink."""
    return _say(item, key, False, by, reason, source)


def forget_matter_link(link, *, by, reason, source="form"):
    """Takes back what the clerk said of an item and a matter; the matching decides again."""
    with keeping(link.county, by, reason, source):
        row = MatterLink.objects.select_for_update(of=("self",)).filter(pk=link.pk).first()
        if row is None:
            raise NotPossible("这一对应关系刚刚被他人撤下，请刷新后再办理。")
        row.delete()


def _say(item, key, is_linked, by, reason, source):
    matter = library().matter(key)
    if matter is None:
        raise Invalid({"matter": f"没有编号为“{key[:20]}”的常见事项。"})
    with keeping(item.county, by, reason, source):
        item = current_item(item)
        rows = MatterLink.objects.select_for_update(of=("self",))
        link = rows.filter(item=item, matter=key).first()
        link = link or MatterLink(county=item.county, item=item, matter=key)
        link.name, link.is_linked = matter.names[0], is_linked
        link.save()
    return link
