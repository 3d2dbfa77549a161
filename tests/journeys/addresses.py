"""Every public address that answers a person with a page, and how to come to an example of it.

An example is found as a resident finds it: by following a link. ``found_on`` is
the page to look at, ``like`` what the link looks like.
"""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Address:
    """One line of the table of addresses."""

    pattern: str
    found_on: str = ""
    like: str = ""
    who: str = ""  # the first part of the mail address of somebody of the sample town; nobody when empty
    status: int = 200
    has_breadcrumb: bool = True

    def example(self, links: list[str]) -> str:
        """The first of ``links`` that is such an address; the pattern itself when it has no variable part."""
        if not self.found_on:
            return self.pattern
        return next(link for link in links if re.fullmatch(self.like, link.partition("?")[0]))


SLUG: Final = r"[-\w%]+"
DAY: Final = r"\d{4}-\d{2}-\d{2}"

PUBLIC: Final = (
    Address("/", has_breadcrumb=False),
    Address("/events/"),
    Address("/events/?area=kawakami&kind=exchange"),
    Address("/events/<slug>/", "/events/", rf"/events/(?!calendar){SLUG}/"),
    Address("/events/<slug>/<day>/", "/events/calendar/", rf"/events/{SLUG}/{DAY}/"),
    Address("/events/calendar/<year>/<month>/", "/events/", r"/events/calendar/\d{4}/\d+/"),
    Address("/directory/"),
    Address("/directory/?open=on"),
    Address("/directory/<slug>/", "/directory/", rf"/directory/{SLUG}/"),
    Address("/bases/"),
    Address("/bases/<slug>/", "/bases/", rf"/bases/{SLUG}/"),
    Address("/groups/"),
    Address("/groups/<slug>/", "/groups/", rf"/groups/{SLUG}/"),
    Address("/learn/"),
    Address("/learn/<slug>/", "/learn/", rf"/learn/{SLUG}/"),
    Address("/meetings/"),
    Address("/meetings/<slug>/", "/meetings/", rf"/meetings/{SLUG}/"),
    Address("/stories/"),
    Address("/stories/<slug>/", "/stories/", rf"/stories/{SLUG}/"),
    Address("/consultation/"),
    Address("/where-to-ask/"),
    Address("/volunteer/"),
    Address("/volunteer/calls/<pk>/", "/volunteer/", r"/volunteer/calls/\d+/"),
    Address("/search/"),
    Address("/search/?q=介護"),
    Address("/search/?q=介護&area=kawakami&page=2"),
    Address("/search/?q=死にたい"),
    Address("/search/?q=ハローワク"),
    Address("/search/?q=ぷぷぷぷ"),
    Address("/areas/"),
    Address("/areas/<code>/", "/areas/", rf"/areas/{SLUG}/"),
    Address("/site-map/"),
    Address("/about/"),
    Address("/first-time/"),
    Address("/easy-japanese/"),
    Address("/how-to-volunteer/"),
    Address("/accessibility/"),
    Address("/accessibility/accessibility-test/"),
    Address("/privacy/"),
    Address("/site-policy/"),
    Address("/contact/"),
    Address("/404-nothing/", status=404, has_breadcrumb=False),
    Address("/accounts/login/"),
    Address("/accounts/signup/"),
    Address("/accounts/password/reset/"),
    Address("/accounts/confirm-email/"),
    Address("/volunteer/register/", who="volunteer"),
    Address("/volunteer/mine/", who="volunteer"),
    Address("/volunteer/leave/", who="volunteer"),
    Address("/accounts/email/", who="volunteer"),
    Address("/accounts/password/change/", who="volunteer"),
    Address("/accounts/2fa/", who="volunteer"),
    Address("/accounts/2fa/totp/activate/", who="volunteer"),
    Address("/accounts/sessions/", who="volunteer"),
    Address("/accounts/logout/", who="volunteer"),
)

# What machines read: the address, and the type of its answer.
FOR_MACHINES: Final = (
    ("/healthz", "application/json"),
    ("/readyz", "application/json"),
    ("/sitemap.xml", "application/xml"),
    ("/robots.txt", "text/plain"),
    ("/feed.xml", "application/rss+xml"),
    ("/events/feed.xml", "application/atom+xml"),
    ("/events/feed.ics", "text/calendar"),
    ("/events/feed.ics?area=kawakami", "text/calendar"),
    ("/api/search?q=介護", "application/json"),
    ("/search/suggest/?q=かい", "application/json"),
)
