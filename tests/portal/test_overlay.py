"""Staff read Japanese only: a package that says something new in English fails here.

Nothing is excused. A string that Wagtail or another installed package can say
is translated by that package or by `portal/overlay`.
"""

import re
from functools import cache
from pathlib import Path

import django
import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings

OVERLAY = settings.BASE_DIR / "portal" / "overlay"
GLOSSARY = settings.BASE_DIR / "docs" / "glossary.md"
DOMAINS = ("django", "djangojs")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
LAZY = {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")}


@cache
def catalogue(path):
    """The messages of one file, by (context, English); those marked fuzzy are left out, as compilers do."""
    if not path.exists():
        return {}
    with path.open("rb") as source:
        return {
            (message.context or "", variants(message)[0]): message
            for message in read_po(source)
            if message.id and not message.fuzzy
        }


def variants(message):
    """The English texts of a message: one, or the singular and the plural."""
    return message.id if isinstance(message.id, tuple) else (message.id,)


def translation(message):
    """The Japanese text; the language has no plural."""
    return message.string if isinstance(message.string, str) else message.string[0]


def translated(messages):
    return {key: translation(message) for key, message in messages.items() if translation(message)}


def packages():
    """The folders of what is installed and not ours, Django itself among them."""
    ours = [
        Path(config.path)
        for config in apps.get_app_configs()
        if not Path(config.path).is_relative_to(settings.BASE_DIR) or "site-packages" in config.path
    ]
    return [*ours, Path(django.__file__).parent / "conf"]


@cache
def spoken_in_source(package):
    """What a package without a catalogue says, read from its Python."""
    return {
        (context or "", message if isinstance(message, str) else message[0])
        for _, _, message, _, context in extract_from_dir(
            package,
            method_map=[("tests/**", "ignore"), ("test/**", "ignore"), ("**.py", "python")],
            keywords=DEFAULT_KEYWORDS | LAZY,
        )
        if message
    }


def english(domain):
    """Everything that the installed packages can say."""
    said = set()
    for package in packages():
        source = package / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
        if source.exists():
            said |= catalogue(source).keys()
        elif domain == "django" and not (package / "locale" / "ja").exists():
            said |= spoken_in_source(package)
    return said


def japanese(domain):
    """What staff read, each message from the catalogue that Django lets win."""
    words = {}
    for package in reversed(packages()):
        words |= translated(catalogue(package / "locale" / "ja" / "LC_MESSAGES" / f"{domain}.po"))
    ours = catalogue(settings.BASE_DIR / "portal" / "locale" / "ja" / "LC_MESSAGES" / f"{domain}.po")
    return words | translated(overlay(domain)) | translated(ours)


def overlay(domain):
    return catalogue(OVERLAY / "ja" / "LC_MESSAGES" / f"{domain}.po")


def words_to_avoid():
    """The column "Not" of the first table of the glossary."""
    table = GLOSSARY.read_text().partition("## What staff read")[2].partition("\n## ")[0]
    cells = [line.split("|")[3] for line in table.splitlines() if line.startswith("| ")]
    return {word.strip() for cell in cells[2:] for word in cell.split("、") if word.strip()}


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_installed_package_speaks_english_to_staff(domain):
    known = japanese(domain)

    untranslated = sorted(english(domain) - known.keys())

    assert untranslated == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_placeholders_survive_translation(domain):
    broken = [
        (message.id, translation(message))
        for message in overlay(domain).values()
        if all(
            sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(translation(message)))
            for text in variants(message)
        )
    ]

    assert broken == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_markup_survives_translation(domain):
    tag = re.compile(r"</?\w+|data-[\w-]+|href=\"%\(\w+\)s\"")

    broken = [
        (message.id, translation(message))
        for message in overlay(domain).values()
        if all(sorted(tag.findall(text)) != sorted(tag.findall(translation(message))) for text in variants(message))
    ]

    assert broken == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_management_screens_keep_to_the_glossary(domain):
    wagtail = {
        key
        for package in packages()
        if "wagtail" in package.parts
        for key in catalogue(package / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po")
    }
    avoid = re.compile("|".join(map(re.escape, words_to_avoid())))

    strays = {key: text for key, text in japanese(domain).items() if key in wagtail and avoid.search(text)}

    assert strays == {}


def test_the_overlay_leaves_the_words_of_our_own_apps_alone():
    """`LOCALE_PATHS` beat the apps: a word that an app needs in another sense takes a context (`pgettext`)."""
    taken = translated(overlay("django"))

    overridden = {
        (path.parts[-5], key): (text, taken[key])
        for path in settings.BASE_DIR.glob("*/locale/ja/LC_MESSAGES/django.po")
        if path.parts[-5] != "portal"
        for key, text in translated(catalogue(path)).items()
        if taken.get(key, text) != text
    }

    assert overridden == {}
