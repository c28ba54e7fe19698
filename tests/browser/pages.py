"""The pages a browser walks, as one table: extend it with every page that is added."""

from typing import NamedTuple


class Page(NamedTuple):
    """`name` of the picture, `path` with names like `{edition}` for ids, the account that looks
    (none: a stranger).
    """

    name: str
    path: str
    account: str = ""
    status: int = 200  # what the page is to answer with


PAGES = [
    Page("home", "/"),
    Page("county", "/c/990121000000/"),
    Page("county-editions", "/c/990121000000/editions/"),
    Page("township", "/t/990121100000/"),
    Page("township-on", "/t/990121100000/@2025-08-01/"),
    Page("township-edition", "/t/990121100000/v1/"),
    Page("search", "/search/?q=消防&t=990121100000"),
    Page("search-nothing", "/search/?q=火星移民&t=990121100000"),
    Page("item", "/i/99012100094/"),
    Page("item-interpreted", "/i/99012100046/"),
    Page("search-interpreted", "/search/?q=河道里的水葫芦由谁打捞&county=990121000000"),
    Page("item-unknown", "/i/99012199999/", status=404),
    Page("help", "/help/"),
    Page("accessibility", "/accessibility/"),
    Page("no-burden", "/help/no-burden/"),
    Page("api", "/api/docs/"),
    Page("api-operation", "/api/docs/entries_read/"),
    Page("api-operation-closed", "/api/docs/change_requests_amend/"),
    Page("api-unknown", "/api/docs/nothing/", status=404),
    Page("login", "/login/"),
    Page("desk", "/desk/", "clerk"),
    Page("revision", "/desk/revision/", "clerk"),
    Page("draft", "/desk/revision/list/", "clerk"),
    Page("editions", "/desk/editions/", "clerk"),
    Page("edition", "/desk/editions/{edition}/", "clerk"),
    Page("corrections", "/desk/corrections/", "clerk"),
    Page("history", "/desk/history/", "clerk"),
    Page("import", "/admin/items/import/", "clerk"),
    Page("import-recognised", "/admin/items/import/{job}/recognised/", "clerk"),
    Page("import-new", "/admin/items/import/{job}/preview/?show=new", "clerk"),
    Page("import-done", "/admin/items/import/{job}/done/", "clerk"),
    Page("export", "/admin/items/export/", "clerk"),
    Page(
        "export-refused",
        "/admin/items/export/file/?place=&version=day&form=xlsx&layout=flat",
        "clerk",
        status=422,
    ),
    Page("admin", "/admin/", "clerk"),
    Page("admin-items", "/admin/items/dutyitem/?kind=coordination", "clerk"),
    Page("admin-item", "/admin/items/dutyitem/{item}/change/", "clerk"),
    Page("admin-item-new", "/admin/items/reclaimeditem/add/", "clerk"),
    Page("admin-split", "/admin/items/dutyitem/{item}/split/", "clerk"),
    Page("admin-departments", "/admin/organizations/department/", "clerk"),
    Page("admin-department-new", "/admin/organizations/department/add/", "clerk"),
    Page("account", "/account/", "clerk"),
    Page("password", "/account/password/", "clerk"),
    Page("second-factor", "/account/second-factor/", "clerk"),
    Page("desk-township", "/desk/", "township"),
    Page("logout", "/logout/", "township"),
    Page("delegations", "/desk/delegations/", "township"),
    Page("delegation", "/desk/delegations/{delegation}/", "township"),
    Page("delegation-new", "/desk/delegations/new/{held}/", "township"),
    Page("delegations-office", "/desk/delegations/?q=城关", "lead"),
    Page("desk-department", "/desk/", "department"),
    Page("applying-look-up", "/desk/requests/new/?q=古树名木", "department"),
    Page("applying-item", "/desk/items/99012100076/", "township"),
    Page("applying-adjustment", "/desk/requests/new/?code=99012100076", "township"),
    Page("interpretations", "/desk/interpretations/", "clerk"),
    Page("interpretation", "/desk/interpretations/3/", "clerk"),
    Page("interpretation-new", "/desk/interpretations/new/?item=99012100046", "township"),
    Page("desk-city", "/desk/", "city"),
    Page("desk-lead", "/desk/editions/{edition}/", "lead"),
    Page("admin-item-read", "/admin/items/dutyitem/{item}/change/", "lead"),
    Page("admin-members", "/admin/organizations/membership/add/", "security"),
    Page("admin-years", "/admin/workflow/calendaryear/", "admin"),
    Page("verification", "/desk/history/verification/", "auditor"),
]
