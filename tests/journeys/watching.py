"""What a browser notices while somebody reads: strangers asked, rules broken, errors, answers that failed."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

OWN_SCHEMES = {"data", "blob", "about"}


class Watch:
    """Keeps every complaint about the pages it is over."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.complaints: list[str] = []

    def over(self, pages: BrowserContext | Page) -> None:
        """Watch one page, or every page of a context."""
        pages.on("request", self.request)
        pages.on("response", self.response)
        pages.on("console", self.console)
        if isinstance(pages, Page):
            pages.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        else:
            pages.on("weberror", lambda error: self.complaints.append(f"script error: {error.error}"))

    def request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in OWN_SCHEMES and parts.netloc != self.host:
            self.complaints.append(f"asks another host: {request.url}")

    def response(self, response: Response) -> None:
        path = urlsplit(response.url).path
        is_page = response.request.resource_type == "document"
        # The editor saves by itself while somebody still types, and hears that the form is not complete.
        saves_itself = path.startswith("/cms/pages/") and response.request.resource_type == "fetch"
        if response.status >= (500 if is_page or saves_itself else 400):
            self.complaints.append(f"{response.status} at {path}")
        policy = response.headers.get("content-security-policy", "")
        is_public = not path.startswith(("/cms/", "/media/", "/documents/"))
        if is_page and is_public and (not policy or "unsafe" in policy):
            self.complaints.append(f"no strict policy at {path}: {policy!r}")

    def console(self, message: ConsoleMessage) -> None:
        # Answers that failed are judged in `response`, where the address is known.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"console at {message.page and message.page.url}: {message.text}")
