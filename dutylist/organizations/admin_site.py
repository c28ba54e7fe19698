"""The admin site: who may enter, where one logs in, and its index in the words of an office."""

from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.common import no_append_slash

from dutylist.rest.parameters import hands_on, takes

from .permissions import may_enter_admin

SHUT = ("autocomplete", "view_on_site")


class DutySite(AdminSite):
    """Opens for whom `may_enter_admin` says; the log-in with its second factor and lock-out is the
    site's own.
    """

    site_title = site_header = "履职事项登记管理"
    index_title = "登记管理"
    enable_nav_sidebar = False
    final_catch_all_view = True

    def register(self, model_or_iterable, admin_class=None, **options):
        """Only lists of our own: what the libraries bring along stays shut."""
        if hasattr(admin_class, "door"):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request):
        return request.user.is_authenticated and may_enter_admin(request.user)

    def get_urls(self):
        """Without what no form and no page of ours asks: it would answer about any model and any
        field.
        """
        return [route for route in super().get_urls() if getattr(route, "name", "") not in SHUT]

    @hands_on
    @no_append_slash
    def catch_all_view(self, request, url):
        return super().catch_all_view(request, url)

    @takes("next")
    def login(self, request, extra_context=None):
        query = urlencode({"next": request.GET.get("next", reverse("admin:index"))})
        return redirect(f"{reverse('accounts:login')}?{query}")

    def logout(self, request, extra_context=None):
        return redirect("accounts:account")

    def password_change(self, request, extra_context=None):
        return redirect("accounts:password")

    password_change_done = password_change

    def index(self, request, extra_context=None):
        context = {
            **self.each_context(request),
            "title": self.index_title,
            "groups": self.groups(request),
        }
        return TemplateResponse(request, "admin/index.html", context)

    def app_index(self, request, app_label, extra_context=None):
        return redirect("admin:index")

    def groups(self, request):
        """[(heading, [(name, address, hint)])] of the lists this person may open; each list says
        where it stands.
        """
        groups = {}
        for options in sorted(self._registry.values(), key=place_on_index):
            if options.has_view_permission(request):
                groups.setdefault(options.index_heading, []).append(options.door())
        return list(groups.items())


def place_on_index(options):
    return options.index_place


class DutyAdminConfig(AdminConfig):
    default_site = "dutylist.organizations.admin_site.DutySite"
