"""In an emergency a phone, a keyboard and no scripts are enough: three presses, and every page says it."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 740}}
WORDS = "【津波】海の近くの人は、今すぐ高い所へ逃げてください"
FARTHEST = 120


def press(page: Page, role: str, name: str) -> None:
    """Go to a link or button with the Tab key alone, and press it."""
    wanted = page.get_by_role(role, name=name, exact=True).first
    focused = wanted.and_(page.locator(":focus"))
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        if focused.count():
            page.keyboard.press("Enter")
            return
    pytest.fail(f"the Tab key never came to {name}")


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]


def test_three_presses_on_a_phone_without_scripts_and_by_keyboard(somebody):
    chief = somebody("chief", java_script_enabled=False, **PHONE)
    resident = somebody(**PHONE)
    resident.goto("/")

    chief.goto("/cms/emergency/")
    widths = [fits(chief)]
    press(chief, "link", "津波")
    chief.wait_for_url("**/cms/emergency/?template=*")
    widths.append(fits(chief))
    press(chief, "button", "すべてのページに表示する")
    expect(chief.get_by_role("heading", name=WORDS)).to_be_visible()

    resident.goto("/about/")
    expect(resident.locator(".emergency-strip")).to_contain_text(WORDS)
    widths.append(fits(resident))
    chief.get_by_role("button", name="表示を止める").first.click()
    chief.wait_for_url("**/cms/emergency/")
    resident.goto("/about/")
    expect(resident.locator(".emergency-strip")).not_to_contain_text(WORDS)
    assert widths == [True, True, True]
