"""The house rules of the stylesheets, and that every drawing and class is there when a template asks."""

import re
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

CSS = settings.BASE_DIR / "portal" / "static" / "portal" / "css"
SHEETS = sorted(CSS.rglob("*.css"))
OWN = [sheet for sheet in SHEETS if sheet.name not in {"tokens.css", "portal.css"}]
TEMPLATES = settings.BASE_DIR / "templates"
# What staff see stands in Wagtail's own frame; mail has no stylesheet.
PUBLIC = [
    path
    for path in sorted(TEMPLATES.rglob("*.html"))
    if not {"admin", "cms", "wagtailadmin", "email"} & set(path.parts)
]
DRAWINGS = sorted((TEMPLATES / "icons").glob("*.svg"))
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch|color-mix)\(", re.IGNORECASE)


def rules(sheet: Path) -> str:
    """A stylesheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)


def selectors(text: str) -> list[str]:
    found = re.findall(r"([^{};]+)\{", text)
    return [each.strip() for each in found if not each.strip().startswith("@")]


def relative(sheet: Path) -> str:
    return sheet.relative_to(CSS).as_posix()


def offending(sheets: list[Path], search: Callable[[str], list[str]]) -> dict[str, list[str]]:
    """What ``search`` finds, by sheet; sheets without a find are left out."""
    found = {relative(sheet): search(rules(sheet)) for sheet in sheets}
    return {name: words for name, words in found.items() if words}


def test_nothing_is_called_important():
    assert offending(SHEETS, lambda text: re.findall("!important", text)) == {}


def test_no_selector_names_an_id():
    assert offending(SHEETS, lambda text: [each for each in selectors(text) if "#" in each]) == {}


def test_colours_come_from_the_tokens():
    assert offending(OWN, COLOUR.findall) == {}


def test_tokens_are_made_only_in_their_own_sheet():
    assert offending(OWN, lambda text: re.findall(r"^\s*(--[\w-]+)\s*:", text, re.MULTILINE)) == {}


def test_every_token_that_is_used_exists():
    made = set(re.findall(r"(--[\w-]+)\s*:", rules(CSS / "tokens.css")))

    assert offending(OWN, lambda text: sorted(set(re.findall(r"var\((--[\w-]+)", text)) - made)) == {}


def test_properties_follow_the_writing_direction():
    physical = (
        r"\b(?:margin|padding|border)-(?:left|right|top|bottom)\b|[\s;{](?:width|height|left|right|top|bottom)\s*:"
    )

    assert offending(OWN, lambda text: re.findall(physical, text)) == {}


def test_every_sheet_is_imported_once_and_in_a_layer():
    imports = re.findall(r'@import url\("([^"]+)"\) layer\((\w+)\)(?: print)?;', (CSS / "portal.css").read_text())

    assert sorted(name for name, _layer in imports) == sorted(
        relative(sheet) for sheet in SHEETS if sheet.name != "portal.css" and sheet.parent.name != "previews"
    )
    assert {layer for name, layer in imports if name.startswith("components/")} == {"components"}


def test_the_order_of_layers_is_said_before_any_import():
    first = rules(CSS / "portal.css").strip().splitlines()[0]

    assert first == "@layer tokens, base, layout, components, utilities, print;"


def test_the_source_and_licence_of_the_tokens_are_named():
    head = (CSS / "tokens.css").read_text()[:700]

    assert "@digital-go-jp/design-tokens" in head
    assert "MIT License" in head


def test_public_templates_carry_no_inline_style_script_or_handler():
    inline = re.compile(r"<style\b|\sstyle=\"|\son\w+=\"|<script>")

    found = {str(path.relative_to(TEMPLATES)): inline.findall(path.read_text()) for path in PUBLIC}

    assert {path: words for path, words in found.items() if words} == {}


def test_every_drawing_that_a_public_template_names_is_there():
    named = {name for path in PUBLIC for name in re.findall(r'(?:{% icon | icon=)"([\w-]+)"', path.read_text())}

    assert named - {path.stem for path in DRAWINGS} == set()


def test_drawings_are_silent_and_take_the_colour_of_the_text():
    for drawing in DRAWINGS:
        text = drawing.read_text()

        assert 'aria-hidden="true"' in text, drawing.name
        assert "currentColor" in text, drawing.name
        assert 'viewBox="0 0 24 24"' in text, drawing.name
