"""Addresses. Every log-in goes through allauth, the staff's too."""

from allauth.account.views import logout
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from home.views.log import SiteLog

to_log_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
to_new_password = RedirectView.as_view(pattern_name="account_reset_password")

urlpatterns: list[URLPattern | URLResolver] = [
    path("cms/login/", to_log_in),
    path("cms/logout/", logout),
    re_path(r"^cms/password_reset/", to_new_password),
    # Before Wagtail's own, which looks for titles alone and writes files that Excel runs.
    path("cms/reports/site-history/", require_admin_access(SiteLog.as_view()), name="site_log"),
    path(
        "cms/reports/site-history/results/",
        require_admin_access(SiteLog.as_view(results_only=True)),
        name="site_log_results",
    ),
    path("cms/", include(wagtailadmin_urls)),
    path("accounts/", include("allauth.urls")),
    path("documents/", include(wagtaildocs_urls)),
    # Pictures only, and a reverse proxy that takes this over must do the same: documents may be private,
    # so that they go out through Wagtail's view alone.
    re_path(
        r"^media/(?P<path>(?:avatar_images|images|original_images)/[^/]+)$",
        serve,
        {"document_root": settings.MEDIA_ROOT},
    ),
    path("", include("search.urls")),
    path("", include("events.urls")),
    path("", include("resources.urls")),
    path("", include("volunteers.urls")),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
]
