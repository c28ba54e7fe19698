"""The addresses of the public pages."""

from django.urls import path, re_path

from items.exports import public
from items.published.handbooks import BY_SLUG
from items.published.pages import (
    comparisons,
    departments,
    downloads,
    feeds,
    item,
    leaving,
    lists,
    sitemap,
    versions,
    views,
)
from items.setup import views as setting_up

COUNTY = r"(?P<county>[0-9]{12})"
TOWNSHIP = r"(?P<code>[0-9]{12})"
SLUG = r"(?P<slug>v[0-9]{1,4}(?:\.[0-9]{1,3})?)"
NUMBERS = r"(?P<start>{0})\.\.(?P<end>{0})".format(r"[0-9]{1,4}(?:\.[0-9]{1,3})?")
YEAR = r"(?P<year>[12][0-9]{3})"
DAY = r"@(?P<when>[^/]{1,20}?)"
FORM = r"\.(?P<form>json|csv)"
LIST_FORM = r"\.(?P<form>json|csv|xlsx)"
DEPARTMENT = r"(?P<key>[^/]{1,120}?)"
ITEM = r"(?P<code>[0-9]{11})"

urlpatterns = [
    path("", views.home, name="home"),
    re_path(rf"^c/{COUNTY}/$", views.county_home, name="county-home"),
    re_path(rf"^c/{COUNTY}/editions/$", views.editions, name="county-editions"),
    re_path(rf"^c/{COUNTY}/editions/{SLUG}\.json$", views.document, name="edition-document"),
    re_path(rf"^c/{COUNTY}\.xlsx$", downloads.county_list_file, name="county-file"),
    re_path(
        rf"^c/{COUNTY}/editions/{SLUG}\.xlsx$", downloads.county_list_file, name="edition-file"
    ),
    re_path(rf"^c/{COUNTY}/compare/$", comparisons.choose, name="compare-choose"),
    re_path(rf"^c/{COUNTY}/compare/{NUMBERS}/$", comparisons.comparison, name="compare"),
    re_path(
        rf"^c/{COUNTY}/compare/{NUMBERS}\.(?P<form>json)$",
        comparisons.comparison,
        name="compare-file",
    ),
    re_path(rf"^c/{COUNTY}/leaving/$", leaving.leaving, name="leaving"),
    re_path(rf"^c/{COUNTY}/leaving/{YEAR}/$", leaving.leaving, name="leaving-year"),
    re_path(rf"^c/{COUNTY}/leaving/{YEAR}{FORM}$", leaving.leaving, name="leaving-file"),
    re_path(rf"^c/{COUNTY}/changes\.atom$", feeds.county_feed, name="county-feed"),
    re_path(rf"^t/{TOWNSHIP}/changes\.atom$", feeds.township_feed, name="township-feed"),
    re_path(rf"^t/{TOWNSHIP}/$", lists.township_list, name="township"),
    re_path(rf"^t/{TOWNSHIP}{LIST_FORM}$", lists.township_list, name="township-file"),
    re_path(rf"^t/{TOWNSHIP}/{DAY}/$", lists.township_list, name="township-on"),
    re_path(rf"^t/{TOWNSHIP}/{DAY}{LIST_FORM}$", lists.township_list, name="township-on-file"),
    re_path(rf"^t/{TOWNSHIP}/{SLUG}/$", lists.township_list, name="township-edition"),
    re_path(
        rf"^t/{TOWNSHIP}/{SLUG}{LIST_FORM}$", lists.township_list, name="township-edition-file"
    ),
    re_path(rf"^d/{COUNTY}/$", departments.departments, name="departments"),
    re_path(rf"^d/{COUNTY}\.(?P<form>json)$", departments.departments, name="departments-file"),
    re_path(rf"^d/{COUNTY}/{DAY}/$", departments.departments, name="departments-on"),
    re_path(rf"^d/{COUNTY}/{SLUG}/$", departments.departments, name="departments-edition"),
    re_path(rf"^d/{COUNTY}\.zip$", public.department_archive, name="department-archive"),
    re_path(
        rf"^d/{COUNTY}/{SLUG}\.zip$",
        public.department_archive,
        name="department-archive-edition",
    ),
    re_path(rf"^d/{COUNTY}/{DEPARTMENT}/$", departments.department_list, name="department"),
    re_path(
        rf"^d/{COUNTY}/{DEPARTMENT}{LIST_FORM}$",
        departments.department_list,
        name="department-file",
    ),
    re_path(
        rf"^d/{COUNTY}/{DEPARTMENT}/{DAY}/$", departments.department_list, name="department-on"
    ),
    re_path(
        rf"^d/{COUNTY}/{DEPARTMENT}/{DAY}{LIST_FORM}$",
        departments.department_list,
        name="department-on-file",
    ),
    re_path(
        rf"^d/{COUNTY}/{DEPARTMENT}/{SLUG}/$",
        departments.department_list,
        name="department-edition",
    ),
    re_path(
        rf"^d/{COUNTY}/{DEPARTMENT}/{SLUG}{LIST_FORM}$",
        departments.department_list,
        name="department-edition-file",
    ),
    path("search/", lists.search, name="search"),
    re_path(rf"^search{FORM}$", lists.search, name="search-file"),
    re_path(rf"^i/{ITEM}/$", item.item, name="item"),
    re_path(rf"^i/{ITEM}{LIST_FORM}$", item.item, name="item-file"),
    re_path(rf"^i/{ITEM}/{SLUG}/$", item.item, name="item-edition"),
    re_path(rf"^i/{ITEM}/{SLUG}{LIST_FORM}$", item.item, name="item-edition-file"),
    re_path(rf"^i/{ITEM}/versions/$", versions.item_versions, name="item-versions"),
    re_path(
        rf"^i/{ITEM}/versions\.(?P<form>json)$",
        versions.item_versions,
        name="item-versions-file",
    ),
    re_path(rf"^i/{ITEM}/qr\.svg$", item.qr, name="item-qr"),
    path("setup/", setting_up.first_run, name="setup"),
    path("help/", views.notes, {"template": "public/help.html"}, name="help"),
    re_path(
        rf"^help/(?P<slug>{'|'.join(BY_SLUG)})/$",
        views.handbook,
        name="handbook",
    ),
    path(
        "help/no-burden/",
        views.notes,
        {"template": "public/no_burden.html"},
        name="no-burden",
    ),
    path(
        "accessibility/",
        views.notes,
        {"template": "public/accessibility.html"},
        name="accessibility",
    ),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    re_path(rf"^c/{COUNTY}/sitemap\.xml$", sitemap.county_sitemap, name="county-sitemap"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
