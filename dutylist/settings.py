"""The settings of the site: one file, from the environment, safe without any of it."""

import os
import secrets
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF

from dutylist.private_files import keep_private

# Every program of the site reads its settings first: the server, each command, a shell.
keep_private()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("DUTYLIST_VAR_DIR", BASE_DIR / "var"))
env = environ.Env()


def kept_secret():
    """The secret key of this instance: from the environment, else created once in `var/`, for its
    owner alone.
    """
    if key := env.str("DUTYLIST_SECRET_KEY", default=""):
        return key
    path = VAR_DIR / "secret-key"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text()


DEBUG = env.bool("DUTYLIST_DEBUG", default=False)
SECRET_KEY = kept_secret()
PUBLIC_URL = env.str("DUTYLIST_PUBLIC_URL", default="http://127.0.0.1:8000").rstrip("/")
_public = urlsplit(PUBLIC_URL)
_secure = _public.scheme == "https"
ALLOWED_HOSTS = env.list("DUTYLIST_ALLOWED_HOSTS", default=[]) or [
    _public.hostname,
    "localhost",
    "127.0.0.1",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
TRUSTED_PROXIES = env.list("DUTYLIST_TRUSTED_PROXIES", default=[])

INSTALLED_APPS = [
    "desk",
    "assessment",
    "access_control",
    "items",
    "dutylist.attachments",
    "dutylist.webhooks",
    "dutylist.workflow",
    "dutylist.notices",
    "dutylist.organizations",
    "dutylist.rest",
    "dutylist.backups",
    "dutylist.history",
    "dutylist.organizations.admin_site.DutyAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "simple_history",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "items.published.pages.front.PublicFront",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "dutylist.organizations.middleware.NoStoreMiddleware",
    "dutylist.organizations.middleware.AccountSessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "dutylist.rest.parameters.DeclaredParameters",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "items.published.pages.errors.SaidErrors",
]
ROOT_URLCONF = "dutylist.urls"
WSGI_APPLICATION = "dutylist.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["dutylist.staff.joined_lines", "dutylist.staff.offered_boxes"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "desk.home.navigation.navigation",
            ],
        },
    }
]

DATABASES = {
    "default": env.db_url(
        "DUTYLIST_DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'dutylist.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 30,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=30000;"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# On SQLite too: opening the file and its settings costs as much as all the rest of a page that
# is revalidated.
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache_url("DUTYLIST_CACHE_URL", default="locmemcache://")}
vars().update(env.email_url("DUTYLIST_EMAIL_URL", default="consolemail://"))
# A cache of one process would keep sessions that another process has ended or changed.
_shared_cache = "locmem" not in CACHES["default"]["BACKEND"]
SESSION_ENGINE = f"django.contrib.sessions.backends.{'cached_db' if _shared_cache else 'db'}"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "items.published.pages.errors.csrf_failed"

AUTH_USER_MODEL = "organizations.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "dutylist.organizations.password_rules.LongEnough", "OPTIONS": {"least": 10}},
    {"NAME": "dutylist.organizations.password_rules.CharacterClasses"},
    {"NAME": "dutylist.organizations.password_rules.NotTheUsername"},
    {"NAME": "dutylist.organizations.password_rules.NotCommon"},
    {"NAME": "dutylist.organizations.password_rules.NotUsedBefore", "OPTIONS": {"last": 5}},
]
ACCOUNT_POLICY = {
    "password_days": env.int("DUTYLIST_PASSWORD_DAYS", default=90),
    "idle_minutes": env.int("DUTYLIST_IDLE_MINUTES", default=30),
    "longest_hours": env.int("DUTYLIST_SESSION_HOURS", default=12),
    "second_factor_roles": env.list("DUTYLIST_REQUIRE_SECOND_FACTOR", default=[]),
}
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "dutylist.organizations.addresses.client_address"
AXES_LOCKOUT_CALLABLE = "dutylist.organizations.views.keep_answer"
AXES_DISABLE_ACCESS_LOG = True  # AccountEvent is the log
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
OTP_TOTP_ISSUER = "履职事项清单"
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = env.str("DUTYLIST_MEDIA_ROOT", default=str(VAR_DIR / "files"))
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
FIXTURES_DIR = BASE_DIR / "fixtures"
# Uploaded files that the machine reads at once; as many requests at the most are busy with imports.
READERS = max(1, env.int("DUTYLIST_READERS", default=4))
# Texts are compared by meaning too, where the machine has the model; else by words only.
MEANING = env.bool("DUTYLIST_MEANING", default=True)
# Where events may be sent beside public addresses over https: networks of one's own
# ("10.8.0.0/16,192.168.3.7"), and http.
WEBHOOK_PRIVATE = []
for _network in env.list("DUTYLIST_WEBHOOK_PRIVATE", default=[]):
    WEBHOOK_PRIVATE.append(ip_network(_network.strip(), strict=False))
WEBHOOK_HTTP = env.bool("DUTYLIST_WEBHOOK_HTTP", default=False)

SECURE_SSL_REDIRECT = _secure
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _secure
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
    }
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "dutylist.organizations.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticated",
        "dutylist.organizations.authentication.TokenScope",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "dutylist.rest.problems.handle",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "履职事项清单接口",
    "DESCRIPTION": "清单、版次、机构的公开查询，以及登录后的登记与办理。错误一律为 RFC 9457 问题文档。",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "POSTPROCESSING_HOOKS": ["dutylist.api_schema.add_what_owners_registered"],
}
