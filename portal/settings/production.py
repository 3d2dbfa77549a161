"""A town's server: HTTPS only, cookies only over it, a second factor for staff."""

from portal.settings.base import *

from portal.settings import env

SECURE_SSL_REDIRECT = env.flag(
    "PORTAL_SSL_REDIRECT", purpose="whether the portal itself sends plain HTTP to HTTPS", default=True
)
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag(
    "PORTAL_HSTS_SUBDOMAINS", purpose="whether HSTS covers the sub-domains too", default=True
)
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = env.items(
    "PORTAL_TRUSTED_ORIGINS", purpose="origins that forms may come from, with scheme, comma-separated"
)
