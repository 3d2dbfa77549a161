"""Somebody who has no mouse: goes from control to control with the Tab key, and sees where the focus is."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

WAYS, FAR = 4, 40  # presses of Tab; the longest form of the staff side has fewer stops than both together
# What tells the eye that the focus is here, on the control itself or drawn around it.
LOOK = """
element => {
  const looks = [];
  for (let here = element, steps = 0; here && steps < 4; here = here.parentElement, steps += 1) {
    for (const pseudo of [null, "::before", "::after"]) {
      const style = getComputedStyle(here, pseudo);
      looks.push([style.outlineStyle === "none" ? "" : style.outline, style.boxShadow, style.borderColor,
        style.backgroundColor, style.textDecorationLine].join(" "));
    }
  }
  return looks.join("|");
}
"""
# Controls without a role of their own.
UNROLED = {
    "secret": lambda place, name: place.get_by_label(name),
    "summary": lambda place, name: place.locator("summary").filter(has_text=name),
}
HERE = "(document.activeElement || document.body).outerHTML.replace(/\\s+/g, ' ').slice(0, 200)"


class Keyboard:
    """The keys of one page; there is no other way to press anything."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, role: str, name: str | re.Pattern[str], *, within: Locator | None = None, key: str = "Tab") -> None:
        """Press Tab until the control with this name has the focus, and shows it."""
        place, exact = within or self.page, isinstance(name, str)
        named = UNROLED[role](place, name) if role in UNROLED else place.get_by_role(role, name=name, exact=exact)
        wanted = named.filter(visible=True)
        expect(wanted.first).to_be_attached()
        if wanted.and_(self.page.locator(":focus")).count():
            return
        for _way in range(WAYS):
            handles = wanted.element_handles()  # the script of the editor may draw them anew
            resting = [self.page.evaluate(LOOK, one) for one in handles]
            for _press in range(FAR):
                self.page.keyboard.press(key)
                at = self.page.evaluate("all => all.indexOf(document.activeElement)", handles)
                if at >= 0:
                    assert self.page.evaluate(LOOK, handles[at]) != resting[at], f"nobody sees the focus on {name}"
                    return
        raise AssertionError(f"{key} never came to {role} {name}; the focus is on {self.page.evaluate(HERE)}")

    def press(self, role: str, name: str | re.Pattern[str], **where) -> None:
        """Go to a button or link, and press it."""
        self.reach(role, name, **where)
        self.page.keyboard.press("Enter")

    def write(self, name: str | re.Pattern[str], words: str, role: str = "textbox", **where) -> None:
        """Go to a field, and put words in the place of what it holds."""
        self.reach(role, name, **where)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def leads(self, role: str, name: str | re.Pattern[str], to: str | re.Pattern[str] | Callable, **where) -> None:
        """Press what leads to another page, and wait for it."""
        self.press(role, name, **where)
        self.page.wait_for_url(to)
        self.page.wait_for_load_state()
