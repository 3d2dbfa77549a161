"""Follow a page of the manual by its words alone, as somebody does who has never seen the screens."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Error, Locator, Page, expect

SCREENSHOTS = "PORTAL_MANUAL_SCREENSHOTS"
QUOTED = r"「((?:[^「」]|「[^「」]*」)+)」"
# What may stand before and behind the words of the screen, to help find the place.
ASIDE = r"(?:（[^（）]*）)?"
WHERE = r"[^「」*]*"
GRAMMAR = (
    ("open", rf"{WHERE}{QUOTED}(?:と書いて、|を)ひらきます。"),
    ("look_into", rf"{WHERE}{QUOTED}を押すと、新しい画面に{QUOTED}と出ます。読んだら、その画面を閉じます。"),
    ("press_in_row", rf"{WHERE}{QUOTED}の行の{QUOTED}{ASIDE}を押します。"),
    ("press_beside", rf"{WHERE}{QUOTED}の[左右上下]の{QUOTED}{ASIDE}を押します。"),
    ("press_button", rf"{WHERE}{QUOTED}のボタンを押します。"),
    ("press", rf"{WHERE}{QUOTED}{ASIDE}を押します。"),
    ("write", rf"{WHERE}{QUOTED}に{QUOTED}と入力します。"),
    ("write_own", rf"{WHERE}{QUOTED}に\*\*(.+)\*\*を入力します。"),
    ("choose", rf"{WHERE}{QUOTED}で{QUOTED}を選びます。"),
    ("see", rf"{WHERE}{QUOTED}と出ます。"),
)
STEP = re.compile(r"\d+\. +(.+)")
PICTURE = re.compile(r"!\[[^\]]+\]\(images/([^)]+)\)")
HEADING = re.compile(r"#+ +(.+)")


@dataclass(frozen=True)
class Step:
    """One line of the page that asks for something: a step, or a picture of where one has come."""

    line: int
    words: str
    picture: str = ""


def steps(file: Path, part: str) -> list[Step]:
    """The steps below the heading ``part`` of level 2, in their order."""
    return [step for heading, step in _read(file) if heading == part]


def _read(file: Path) -> Iterator[tuple[str, Step]]:
    part = ""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("## "):
            part = line.removeprefix("## ")
        elif found := STEP.fullmatch(line):
            yield part, Step(number, found[1])
        elif found := PICTURE.fullmatch(line.strip()):
            yield part, Step(number, line, picture=found[1])


class Reader:
    """Does what the steps say; ``own`` are the things that the page calls the reader's own."""

    def __init__(self, page: Page, own: Mapping[str, str], pictures: Path) -> None:
        self.page, self.own, self.pictures = page, own, pictures

    def follow(self, steps: list[Step]) -> None:
        assert steps, "no steps to follow"
        for step in steps:
            try:
                self._picture(step.picture) if step.picture else self._do(step.words)
            except (AssertionError, Error, KeyError) as error:
                raise AssertionError(f"line {step.line} cannot be followed: {step.words}\n{error}") from error

    def _do(self, words: str) -> None:
        for verb, pattern in GRAMMAR:
            if found := re.fullmatch(pattern, words):
                getattr(self, verb)(*found.groups())
                return
        raise AssertionError("these words are no step")

    def open(self, path: str) -> None:
        self.page.goto(path)

    def press(self, name: str) -> None:
        self._named(self.page, ("button", "link", "tab"), name).click()
        self.page.wait_for_load_state()

    def press_button(self, name: str) -> None:
        self._named(self.page, ("button",), name).click()
        self.page.wait_for_load_state()

    def press_beside(self, _beside: str, name: str) -> None:
        self.press(name)

    def look_into(self, name: str, words: str) -> None:
        with self.page.expect_popup() as opened:
            self.press(name)
        expect(opened.value.get_by_text(words).filter(visible=True).first).to_be_visible()
        opened.value.close()

    def press_in_row(self, row: str, name: str) -> None:
        rows = self.page.get_by_role("row").filter(has_text=row)
        expect(rows.filter(visible=True)).to_have_count(1)
        self._named(rows, ("button", "link"), name).click()
        self.page.wait_for_load_state()

    def write(self, name: str, words: str) -> None:
        self._named(self.page, ("textbox", "searchbox", "spinbutton"), name).fill(words)

    def write_own(self, name: str, thing: str) -> None:
        if name == "パスワード":  # a field for secrets has no role
            self.page.get_by_label(re.compile(f"^{name}")).fill(self.own[thing])
        else:
            self.write(name, self.own[thing])

    def choose(self, name: str, option: str) -> None:
        self._named(self.page, ("combobox",), name).select_option(label=option)

    def see(self, words: str) -> None:
        expect(self.page.get_by_text(words).filter(visible=True).first).to_be_visible()

    def _named(self, within: Page | Locator, roles: tuple[str, ...], name: str) -> Locator:
        """The one thing on the screen with this name; a mark or an explanation may follow the name."""
        exact, longer = (re.compile(rf"^\s*{re.escape(name)}{end}") for end in (r"\s*\*?\s*$", r"[\s*：（]"))
        for pattern in (exact, longer):
            found = within.get_by_role(roles[0], name=pattern)
            for role in roles[1:]:
                found = found.or_(within.get_by_role(role, name=pattern))
            found = found.filter(visible=True)
            if pattern is exact:
                self._settle(found, within, roles, longer)
            if found.count():
                expect(found).to_have_count(1)
                return found
        raise AssertionError(f"nothing on the screen is called {name}")

    def _settle(self, found: Locator, within: Page | Locator, roles: tuple[str, ...], longer: re.Pattern[str]) -> None:
        """The screen may still be drawing: wait until either kind of name is there."""
        either = found
        for role in roles:
            either = either.or_(within.get_by_role(role, name=longer))
        either.filter(visible=True).first.wait_for()

    def _picture(self, name: str) -> None:
        if not os.environ.get(SCREENSHOTS):
            return
        self.page.wait_for_load_state("networkidle")
        image = Image.open(BytesIO(self.page.screenshot(animations="disabled")))
        image.convert("RGB").resize((960, 720)).save(self.pictures / name, quality=60, method=6)
