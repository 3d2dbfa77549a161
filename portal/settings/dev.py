"""`make run`: everything on one machine, nothing to configure."""

import os
from importlib.util import find_spec

os.environ.setdefault("PORTAL_SECRET_KEY", "only-for-this-machine-never-for-a-town-0123456789")

from portal.settings.base import *
from portal.settings.base import DATA_DIR, INSTALLED_APPS, STORAGES

DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = os.environ.get("PORTAL_DEBUG", "0") == "1"
ALLOWED_HOSTS = ["*"]
PORTAL_STAFF_NEED_MFA = os.environ.get("PORTAL_STAFF_NEED_MFA", "0") == "1"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
# A tool of those who build; `make run` goes without it.
if find_spec("django_linear_migrations"):
    INSTALLED_APPS = [*INSTALLED_APPS, "django_linear_migrations"]
