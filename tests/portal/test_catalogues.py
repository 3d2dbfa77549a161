"""Every string of ours has its Japanese; a new one without fails here."""

from io import BytesIO

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

from tests.portal.test_overlay import LAZY, japanese, translation, variants

APPS = ("portal", "home", "events", "resources", "volunteers", "search")
KEYWORDS = DEFAULT_KEYWORDS | LAZY


def sources():
    """Python and templates; tests, migrations and the sample town's own texts say nothing through gettext."""
    for folder in (*APPS, "templates"):
        for suffix in ("*.py", "*.html", "*.txt"):
            for path in (settings.BASE_DIR / folder).rglob(suffix):
                if "migrations" not in path.parts and (suffix == "*.py" or "templates" in path.parts):
                    yield path


def said_in(path):
    """The (context, English) pairs that a file asks gettext for."""
    text = path.read_text()
    if path.suffix != ".py":
        # Indented markup is no Python: each line begins at the margin.
        text = "\n".join(line.lstrip() for line in templatize(text).split("\n"))
    for _, message, _, context in extract("python", BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"}):
        english = message if isinstance(message, str) else message[0]
        if english:
            yield context or "", english


def known():
    """What is translated: by the packages, by the overlay, by our own catalogues."""
    words = set(japanese("django"))
    for app in APPS:
        for catalogue in (settings.BASE_DIR / app).rglob("locale/ja/LC_MESSAGES/django.po"):
            for message in read_po(BytesIO(catalogue.read_bytes())):
                if message.id and not message.fuzzy and translation(message):
                    words.add((message.context or "", variants(message)[0]))
    return words


@pytest.mark.parametrize("folder", [*APPS, "templates"])
def test_every_string_of_ours_is_translated(folder):
    words = known()

    missing = sorted(
        f"{path.relative_to(settings.BASE_DIR)}: {text}" + (f" [{context}]" if context else "")
        for path in sources()
        if path.relative_to(settings.BASE_DIR).parts[0] == folder
        for context, text in said_in(path)
        if (context, text) not in words
    )

    assert missing == []


@pytest.mark.parametrize("folder", APPS)
def test_no_catalogue_of_ours_carries_a_guess(folder):
    fuzzy = [
        message.id
        for catalogue in (settings.BASE_DIR / folder).rglob("locale/ja/LC_MESSAGES/*.po")
        for message in read_po(BytesIO(catalogue.read_bytes()))
        if message.id and message.fuzzy
    ]

    assert fuzzy == []
