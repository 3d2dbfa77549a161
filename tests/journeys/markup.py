"""What an answer in HTML is made of, and what of it somebody reads or hears; as the server sent it."""

from html.parser import HTMLParser

SILENT = {"script", "style", "template", "svg"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SPOKEN = ("title", "aria-label", "placeholder", "alt")


class Answer(HTMLParser):
    """``lines`` that are read; ``parts``: the kinds of elements in the main part; ``is_page``: no mere piece of one."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.parts: set[tuple] = set()
        self.is_page = False
        self._in_main = False
        self._silent = ""  # the element that is not read, and how many of its name are open
        self._depth = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.is_page = self.is_page or tag == "html"
        self._in_main = self._in_main or tag == "main"
        if self._in_main:
            self.parts.add((tag, values.get("class"), values.get("role"), values.get("type")))
        if self._silent:
            self._depth += tag == self._silent
        elif tag in VOID or not (tag in SILENT or "hidden" in values):
            self.lines += [values[name] for name in SPOKEN if values.get(name)]
            if (tag, values.get("type")) == ("input", "submit"):
                self.lines.append(values.get("value") or "")
        else:
            self._silent, self._depth = tag, 1

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        self._in_main = self._in_main and tag != "main"
        self._depth -= tag == self._silent
        if self._silent and not self._depth:
            self._silent = ""

    def handle_data(self, data):
        if not self._silent:
            self.lines += data.splitlines()
