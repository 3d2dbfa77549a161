"""Complete and safe settings. `dev`, `test` and `production` only override."""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from portal.settings import env
from portal.settings.elasticsearch import *

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(
    env.text(
        "PORTAL_DATA_DIR",
        purpose="the folder of the SQLite database and of uploaded files",
        default=str(BASE_DIR / "var"),
    )
)

SECRET_KEY = env.text("PORTAL_SECRET_KEY", purpose="the key that signs sessions and tokens")
DEBUG = False
ALLOWED_HOSTS = env.items("PORTAL_ALLOWED_HOSTS", purpose="host names that the portal answers to, comma-separated")
BASE_URL = env.text(
    "PORTAL_BASE_URL",
    purpose="the address of the portal as residents type it, used in mails and feeds",
    default="http://localhost:8000",
)

INSTALLED_APPS = [
    "portal.sample_content",
    "home",
    "events",
    "resources",
    "volunteers",
    "search",
    "portal.core",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "portal.core.apps.AccountsConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.core.middleware.SecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.core.middleware.CountsViews",
    "django.middleware.http.ConditionalGetMiddleware",
    "portal.core.middleware.PagesAreAskedForAgain",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "portal.core.middleware.StaffWhoHaveLeft",
    "portal.core.middleware.StaffUseTwoFactors",
    "portal.core.middleware.StaffAddressesNeedPermissions",
    "portal.core.middleware.ToldWhyNotPublished",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "wagtail.templatetags.wagtailcore_tags",
                "portal.core.templatetags.portal",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.core.context_processors.portal",
            ],
        },
    }
]

DATABASE_URL = env.text(
    "DATABASE_URL",
    purpose="the database, for example postgres://user:password@host:5432/name; SQLite in the data folder when absent",
    default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}",
)
DATABASES = {"default": environ.Env.db_url_config(DATABASE_URL)}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # WAL lets readers go on while one writes; IMMEDIATE takes the write lock
    # first, so that "lock, check, write" holds on SQLite as on PostgreSQL.
    DATABASES["default"]["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # PostgreSQL supposes a turning disk, and reads whole tables where an index would do;
    # JIT takes longer than our queries.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c random_page_cost=1.1 -c jit=off")

REDIS_URL = env.text(
    "REDIS_URL",
    purpose="a shared cache, for example redis://host:6379/0; the database holds it when absent",
    default="",
)
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        # Log-in limits live in the cache: every process must see the same one.
        else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}
    ),
    # Sizes of pictures never change once made: each process may remember them.
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "renditions"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

EMAIL_URL = env.text(
    "EMAIL_URL",
    purpose="where mail goes, for example smtp+tls://user:password@host:587; the console when absent",
    default="consolemail://",
)
EMAIL_CONFIG = environ.Env.email_url_config(EMAIL_URL)
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST") or ""
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
# Seconds. A mail server that does not answer holds up nothing else that is due.
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text(
    "PORTAL_MAIL_FROM", purpose="the sender of the portal's mails", default="portal@example.jp"
)

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PORTAL_AFTER_LOG_IN = "volunteers:mine"  # staff land in /cms/
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "portal.core.accounts.PortalAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # only in the browser that signed up; it leads on to what was meant
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = None
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Marugoto"
# What organisations do not need to read, and which permission opens it.
PORTAL_STAFF_ADDRESSES = {
    "/cms/reports/": "wagtailcore.view_pagelogentry",
    "/cms/bulk/": "wagtailcore.view_pagelogentry",
    "/cms/pages/usage/": "wagtailcore.view_pagelogentry",
    # Wagtail lets everybody of the staff side choose among all that there is, and names what it may not touch.
    "/cms/snippets/choose/volunteers/volunteer/": "volunteers.view_volunteer",
    "/cms/bulk/volunteers/volunteer/": "volunteers.view_volunteer",
    "/cms/reports/site-history/": "wagtailcore.view_modellogentry",
}
PORTAL_STAFF_NEED_MFA = env.flag(
    "PORTAL_STAFF_NEED_MFA", purpose="whether everyone who may enter /cms/ must use a second factor", default=True
)
PORTAL_ROLES_WITH_MFA = env.items(
    "PORTAL_ROLES_WITH_MFA",
    purpose="the names of the roles that must use a second factor, comma-separated; every role when absent",
    default="",
)

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("Japanese"))]
TIME_ZONE = "Asia/Tokyo"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "portal" / "locale", BASE_DIR / "portal" / "overlay"]
FORMAT_MODULE_PATH = ["portal.formats"]
PORTAL_SHOW_ERA_YEARS = env.flag(
    "PORTAL_SHOW_ERA_YEARS",
    purpose="whether dates are shown with the Japanese era beside the western year",
    default=True,
)
PORTAL_WEEK_STARTS_ON_MONDAY = env.flag(
    "PORTAL_WEEK_STARTS_ON_MONDAY",
    purpose="whether calendars begin the week on Monday; on Sunday when absent",
    default=False,
)
PORTAL_LISTING_OLD_AFTER_DAYS = env.number(
    "PORTAL_LISTING_OLD_AFTER_DAYS",
    purpose="after how many days an entry of the directory that nobody confirmed is marked as old",
    default=365,
)

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "portal" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.core.static_storage.TownStaticFilesStorage"},
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail itself lets the editor show its preview in a frame
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = "まるごとポータル"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ja", "日本語")]
WAGTAIL_FINISH_WORKFLOW_ACTION = "home.domain.approval.finishing.publish_approved"
WAGTAIL_USER_TIME_ZONES = ["Asia/Tokyo"]
# Addresses and passwords are changed where log-in lives: under /accounts/.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILIMAGES_IMAGE_MODEL = "core.PortalImage"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_MODEL = "core.PortalDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.core.document_forms.PortalDocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ics", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# As clerks write days; they may type an era or full-width digits as well (portal.core.dates_in_cms).
WAGTAIL_DATE_FORMAT = "%Y/%m/%d"
WAGTAIL_DATETIME_FORMAT = "%Y/%m/%d %H:%M"
WAGTAIL_AUTOSAVE_INTERVAL = 4000
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.domain.cms_search"}}
