"""The suite: quick hashing, mail in memory, tasks at once, no manifest."""

import os

os.environ.setdefault("PORTAL_SECRET_KEY", "only-for-the-suite-0123456789-0123456789-0123456789")

from portal.settings.base import *
from portal.settings.base import DATABASES, INSTALLED_APPS, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "django_linear_migrations"]

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PORTAL_STAFF_NEED_MFA = False
if "sqlite" in DATABASES["default"]["ENGINE"] and os.environ.get("PORTAL_TEST_DATABASE"):
    DATABASES["default"]["TEST"] = {"NAME": os.environ["PORTAL_TEST_DATABASE"]}
