"""A resident types into the box: suggestions by keyboard, by touch, with an input method, and without scripts."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True}


def box(page: Page):
    return page.locator("#search-page")


def options(page: Page):
    return page.get_by_role("listbox", name="入力の候補").get_by_role("option")


def asked(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query)["q"][0]


def test_suggestions_are_chosen_by_keyboard_alone(page):
    page.goto("/search/")
    box(page).focus()
    page.keyboard.type("でんき")
    expect(options(page).first).to_be_visible()
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_text(re.compile(r"候補が\d+件あります"))).to_be_attached()
    expect(box(page)).not_to_have_attribute("aria-activedescendant", re.compile("."))

    page.keyboard.press("ArrowDown")

    chosen = options(page).first
    words = chosen.locator(".suggestions__text").inner_text()
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    expect(box(page)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q="))
    assert asked(page) == words


def test_the_arrows_go_round_through_the_box_itself_and_escape_closes(page):
    page.goto("/search/")
    box(page).focus()
    page.keyboard.type("かいご")
    expect(options(page).first).to_be_visible()
    count = options(page).count()

    page.keyboard.press("ArrowUp")
    expect(options(page).nth(count - 1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(box(page)).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("Escape")

    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(box(page)).to_have_value("かいご")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q="))
    assert asked(page) == "かいご"


def test_kana_that_are_not_converted_yet_bring_suggestions_and_keep_their_keys(page):
    page.goto("/search/")
    box(page).focus()
    method = page.context.new_cdp_session(page)

    method.send("Input.imeSetComposition", {"text": "かいご", "selectionStart": 3, "selectionEnd": 3})
    expect(options(page).first).to_be_visible()
    box(page).dispatch_event("keydown", {"key": "ArrowDown", "isComposing": True})
    box(page).dispatch_event("keydown", {"key": "Enter", "isComposing": True})

    expect(box(page)).not_to_have_attribute("aria-activedescendant", re.compile("."))
    assert urlsplit(page.url).query == ""
    method.send("Input.insertText", {"text": "介護"})
    expect(box(page)).to_have_value("介護")
    expect(options(page).first).to_be_visible()


def test_a_thumb_can_press_a_suggestion_on_a_narrow_phone(somebody):
    page = somebody(**PHONE)
    page.goto("/")
    header = page.locator("#search-header")
    header.tap()
    header.press_sequentially("かいご")
    first = options(page).first
    expect(first).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert (first.bounding_box()["height"] >= 44, width) == (True, 0)

    first.tap()

    page.wait_for_url(re.compile(r"/search/\?q="))


def test_open_suggestions_above_the_strip_have_nothing_that_axe_complains_about(somebody):
    page = somebody(bypass_csp=True, **PHONE)
    page.goto("/search/?q=親の介護で疲れた")
    box(page).fill("かいご")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")

    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(
        "axe.run(document, {resultTypes: ['violations'], preload: false}).then(all => all.violations)"
    )

    assert [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]] == []


def test_leaving_the_box_closes_the_suggestions(page):
    page.goto("/search/")
    box(page).focus()
    page.keyboard.type("かいご")
    expect(options(page).first).to_be_visible()

    page.keyboard.press("Tab")

    expect(page.get_by_role("listbox")).to_have_count(0)


def test_without_scripts_the_box_searches_and_shows_whom_to_call(somebody):
    page = somebody(java_script_enabled=False)
    page.goto("/search/")
    box(page).fill("親の介護で疲れた")
    box(page).press("Enter")

    strip = page.get_by_role("region", name="相談できるところ")

    expect(strip.get_by_role("listitem").first).to_be_visible()
    expect(strip.locator("a[href^='tel:']").first).to_be_visible()
    expect(strip.get_by_role("heading", level=2)).to_have_text("相談できるところ")


def test_the_chosen_area_stays_from_one_search_to_the_next(page):
    page.goto("/search/?q=介護")
    page.get_by_label("お住まいの圏域").select_option("kawakami")
    page.get_by_role("button", name="近いところを出す").click()
    page.wait_for_url(re.compile("area=kawakami"))

    box(page).fill("子育て")
    box(page).press("Enter")

    page.wait_for_url(lambda address: parse_qs(urlsplit(address).query).get("q") == ["子育て"])
    expect(page.get_by_label("お住まいの圏域")).to_have_value("kawakami")


def test_a_mistyped_name_is_put_right_and_can_be_taken_back(page):
    page.goto("/search/?q=ハローワク")
    expect(page.get_by_role("heading", level=1)).to_contain_text("ハローワーク")

    page.get_by_role("link", name="「ハローワク」のままで探す").click()

    page.wait_for_url(re.compile("exact=on"))
    expect(page.get_by_role("link", name="ハローワーク", exact=True)).to_be_visible()
