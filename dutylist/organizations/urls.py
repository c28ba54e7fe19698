"""The addresses of log-in and account. They come before the admin's: its own log-in knows no second
factor.
"""

from django.urls import path
from django.views.generic import RedirectView

from dutylist.rest.parameters import takes

from . import account_views, views

app_name = "accounts"
urlpatterns = [
    path("login/", views.log_in, name="login"),
    path("login/code/", views.log_in_code, name="login-code"),
    path("logout/", views.log_out, name="logout"),
    path("account/", account_views.account, name="account"),
    path("account/password/", account_views.password, name="password"),
    path("account/second-factor/", account_views.second_factor_page, name="second-factor"),
    path(
        "account/second-factor/recovery-codes/", account_views.recovery_codes, name="recovery-codes"
    ),
    path(
        "account/second-factor/remove/",
        account_views.remove_second_factor,
        name="second-factor-remove",
    ),
    path(
        "account/sessions/end-others/", account_views.end_other_sessions, name="end-other-sessions"
    ),
    path("account/sessions/<int:pk>/end/", account_views.end_session, name="end-session"),
    path("account/tokens/", account_views.make_token, name="make-token"),
    path("account/tokens/<int:pk>/revoke/", account_views.revoke_token, name="revoke-token"),
    path(
        "admin/login/",
        takes("next")(RedirectView.as_view(pattern_name="accounts:login", query_string=True)),
    ),
    path("admin/password_change/", RedirectView.as_view(pattern_name="accounts:password")),
]
