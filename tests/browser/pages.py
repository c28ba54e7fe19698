"""The pages a browser walks, as one table: extend it with every page that is added."""

from typing import NamedTuple


class Page(NamedTuple):
    """`name` of the picture, `path`, and the demo account that looks (none: a stranger)."""

    name: str
    path: str
    account: str = ""


PAGES = [
    Page("admin-login", "/admin/login/"),
    Page("account", "/account/", "clerk"),
    Page("password", "/account/password/", "clerk"),
    Page("second-factor", "/account/second-factor/", "clerk"),
]
