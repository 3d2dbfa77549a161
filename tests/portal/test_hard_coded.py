"""English that no catalogue can reach: written straight into a template or a class of an installed package.

What staff can meet is answered by a template or a word of ours; what they cannot
meet stands in `unreachable.toml`, with the reason. Both lists stay true: an
upgrade that writes more English fails here, and so does a line that is not needed any more.
"""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings

UNREACHABLE = Path(__file__).with_name("unreachable.toml")
OURS = settings.BASE_DIR / "templates"
ENGLISH = re.compile(r"[A-Za-z]{3,}")
SPEAKING_ATTRIBUTES = re.compile(r'\s(?:title|alt|placeholder|aria-label|aria-description)="([^"{}]*)"')
SPEAKING_WORDS = {"label", "verbose_name", "verbose_name_plural", "help_text", "heading", "page_title", "header_title"}
SILENT = re.compile(
    r"{%\s*comment.*?endcomment\s*%}|{%\s*blocktrans.*?endblocktrans(?:late)?\s*%}|{#.*?#}|<!--.*?-->"
    r"|<script.*?</script>|<style.*?</style>|<svg.*?</svg>",
    re.DOTALL,
)


def packages():
    """The folders of what is installed and not ours."""
    return [
        Path(config.path)
        for config in apps.get_app_configs()
        if "site-packages" in config.path and "django_linear_migrations" not in config.path
    ]


def name_of(file):
    return str(file).rpartition("site-packages/")[2]


@cache
def in_templates():
    """(file, words) for every English text between tags, and in the attributes that are read out."""
    found = set()
    for package in packages():
        for file in package.glob("templates/**/*.html"):
            if (OURS / file.relative_to(package / "templates")).exists():
                continue
            markup = SILENT.sub("", file.read_text(encoding="utf-8"))
            spoken = SPEAKING_ATTRIBUTES.findall(markup)
            plain = re.sub(r"{%.*?%}|{{.*?}}", "\x00", markup, flags=re.DOTALL)
            spoken += re.findall(r">([^<>]*)<", plain)
            for words in spoken:
                for part in words.split("\x00"):
                    if ENGLISH.search(re.sub(r"&\w+;", "", part)):
                        found.add((name_of(file), " ".join(part.split())))
    return found


@cache
def in_classes():
    """(file, words) for every name that a class of a screen, form or table gives without translating it."""
    found = set()
    for package in packages():
        for file in package.rglob("*.py"):
            if {"migrations", "tests", "test", "management", "styleguide"} & set(file.relative_to(package).parts):
                continue
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                for name, value in names_and_values(node):
                    words = value.value if isinstance(value, ast.Constant) else None
                    if name in SPEAKING_WORDS and isinstance(words, str) and ENGLISH.search(words):
                        found.add((name_of(file), words))
    return found


def names_and_values(node):
    if isinstance(node, ast.Call):
        yield from ((keyword.arg, keyword.value) for keyword in node.keywords)
        # A column without a label is headed by the name of what it shows.
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called.endswith("Column") and node.args and "label" not in {keyword.arg for keyword in node.keywords}:
            yield "label", node.args[0]
    if isinstance(node, ast.ClassDef):
        for line in node.body:
            if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
                yield line.targets[0].id, line.value


def excuses():
    return tomllib.loads(UNREACHABLE.read_text(encoding="utf-8"))["unreachable"]


def excused(found, excuse):
    """Those of what was found that the line speaks of."""
    return {
        (file, words)
        for file, words in found
        if re.fullmatch(excuse["file"], file) and re.fullmatch(excuse.get("words", ".*"), words, re.DOTALL)
    }


def test_no_english_is_written_where_staff_read_it():
    found = in_templates() | in_classes()

    left = found.difference(*(excused(found, excuse) for excuse in excuses()))

    assert sorted(left) == []


def test_every_excuse_says_why_and_is_still_needed():
    found = in_templates() | in_classes()

    wrong = [excuse for excuse in excuses() if not excuse["reason"].strip() or not excused(found, excuse)]

    assert wrong == []


def test_django_is_looked_at_too():
    assert Path(django.__file__).parent / "contrib" / "auth" in packages()


def test_the_list_of_sites_is_headed_in_japanese(admin_client):
    heads = re.findall(r"<th[^>]*>(.*?)</th>", admin_client.get("/cms/sites/").content.decode(), re.DOTALL)

    assert [words for words in heads if ENGLISH.search(re.sub(r"<[^>]*>", "", words))] == []
