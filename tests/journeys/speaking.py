"""Whether a page of the staff side speaks Japanese: its words, as they are rendered."""

import re
from collections.abc import Iterable
from typing import Final

from playwright.sync_api import Page

# Latin letters that staff expect to read, each for a reason.
WORDS: Final = {
    "Wagtail": "name of a product",
    "Marugoto": "name of this product",
    "HTML": "name of a format; a page in it",
    "JavaScript": "name of a language",
    "PDF": "name of a format",
    "CSV": "name of a format",
    "XLSX": "name of a format",
    "TSV": "name of a format",
    "DOCX": "name of a format",
    "PPTX": "name of a format",
    "TXT": "name of a format",
    "ZIP": "name of a format",
    "ICS": "name of a format",
    "RSS": "name of a format",
    "JPEG": "name of a format",
    "JPG": "name of a format",
    "PNG": "name of a format",
    "GIF": "name of a format",
    "WEBP": "name of a format",
    "AVIF": "name of a format",
    "SVG": "name of a format",
    "URL": "Japanese calls an address so",
    "FAX": "Japanese calls the machine so",
    "SNS": "Japanese calls social networks so",
    "NPO": "Japanese calls such organisations so",
    "NPO法人": "Japanese calls such organisations so",
    "Excel": "name of a product",
    "WAM": "name of a public service, WAM NET",
    "NET": "name of a public service, WAM NET",
    "JIS": "name of a standard",
    "UTF-": "name of a standard",
    "LINE": "name of a product",
    "YouTube": "name of a product",
    "QR": "Japanese calls such codes so",
    "Ctrl": "a key",
    "Alt": "a key",
    "Shift": "a key",
    "Enter": "a key",
    "Tab": "a key",
    "Esc": "a key",
    "Google": "name of a company",
    "Bing": "name of a company",
}
ADDRESSES: Final = re.compile(r"https?://\S+|[\w.+-]+@[\w.-]+|/[\w/.%-]+|\b[a-z0-9]+(?:-[a-z0-9]+){2,}\b")
LATIN: Final = re.compile(r"[A-Za-z][A-Za-z'’-]{2,}")

SPOKEN: Final = """
() => {
  const said = [document.title, document.body.innerText];
  for (const element of document.querySelectorAll("[title], [aria-label], [placeholder], [alt], input[type=submit]")) {
    if (!element.checkVisibility() && !element.closest("button, a")) continue;
    for (const name of ["title", "aria-label", "placeholder", "alt"]) said.push(element.getAttribute(name) || "");
    if (element.matches("input[type=submit]")) said.push(element.value);
  }
  return said;
}
"""


def english_on(page: Page, *names: str) -> set[str]:
    """Lines of a page that hold an English word; ``names`` are slugs and file names that somebody typed."""
    return english_lines([line for text in page.evaluate(SPOKEN) for line in text.splitlines()], names)


def english_lines(lines: Iterable[str], names: tuple[str, ...] = ()) -> set[str]:
    """Those of ``lines`` that hold an English word."""
    return {line.strip() for line in lines if _english_words(line, names)}


def _english_words(line: str, names: tuple[str, ...]) -> list[str]:
    for name in names:
        line = line.replace(name, "")
    return [word for word in LATIN.findall(ADDRESSES.sub("", line)) if word not in WORDS]
