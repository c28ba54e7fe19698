"""The pages of pledges and veto items on the desk, below /desk/."""

from .pages import PLEDGE_PAGES, VETO_PAGES

urlpatterns = [*PLEDGE_PAGES.urls(), *VETO_PAGES.urls()]
