"""The indicators that measure by an item, beside its page in the register."""

from items.register.page_links import beside_item

from .reading_binding import indicators_of_item

MOST = 20


@beside_item
def link_to_indicators(item, user):
    links = []
    for row in indicators_of_item(item.county, item.code, user)[:MOST]:
        words = (
            f"{row.scheme.year}年 {row.scheme.owner_name}：{row.name}（{row.scheme.status_label}）"
        )
        links.append((row.scheme.get_absolute_url(), words))
    return "对照本事项的考核指标", links
