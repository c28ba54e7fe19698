"""The handbooks below /help/: for each part that people have in the list, one page with pictures of
the program as it is.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Handbook:
    slug: str
    label: str

    @property
    def template(self):
        return f"public/handbooks/{self.slug}.html"


HANDBOOKS = (
    Handbook("clerk", "经办人"),
    Handbook("lead", "负责人"),
    Handbook("recorder", "审定结果登记人"),
    Handbook("township", "基层单位"),
    Handbook("department", "部门"),
    Handbook("auditor", "安全审计员"),
)
BY_SLUG = {handbook.slug: handbook for handbook in HANDBOOKS}
# {picture: (account of the demo, page)}; tools/help_pictures.py makes them.
PICTURES = {
    "clerk-home": ("clerk", "/desk/"),
    "clerk-import": ("clerk", "/admin/items/import/"),
    "clerk-directory": ("clerk", "/desk/directory/"),
    "lead-home": ("lead", "/desk/"),
    "lead-editions": ("lead", "/desk/editions/"),
    "recorder-home": ("approver", "/desk/"),
    "recorder-sittings": ("approver", "/desk/sittings/"),
    "township-home": ("township", "/desk/"),
    "township-whistles": ("township", "/desk/whistles/"),
    "department-home": ("department", "/desk/"),
    "department-requests": ("department", "/desk/requests/"),
    "auditor-history": ("auditor", "/desk/history/"),
    "auditor-verification": ("auditor", "/desk/history/verification/"),
}
