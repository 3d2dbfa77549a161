"""A resident describes a household and learns whom to call: by keyboard, on an old phone without scripts, on paper."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ADDRESS = "/where-to-ask/"
OLD_PHONE = {"viewport": {"width": 320, "height": 640}, "java_script_enabled": False}
SECRET = "ムクドリのないしょ"


def describe(page: Page, number: int, who: str, age: str, *ticks: str) -> None:
    """Choose who it is and tick what weighs, opening what is folded away."""
    person = page.locator(f"#person-{number}")
    person.get_by_label("だれのことですか").select_option(label=who)
    person.get_by_label("年齢").select_option(label=age)
    person.locator(".person__marks-summary").click()
    for tick in ticks:
        person.get_by_label(tick, exact=True).check()


def ask(page: Page) -> None:
    page.get_by_role("button", name="相談先を見る").last.click()


def violations(page: Page) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(
        "axe.run(document, {resultTypes: ['violations'], preload: false}).then(all => all.violations)"
    )
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def test_a_family_on_an_old_phone_without_scripts_finds_whom_to_call(somebody):
    page = somebody(**OLD_PHONE)
    page.goto(ADDRESS)
    describe(page, 1, "母", "75歳以上", "介護が必要（手助けがいる）")
    page.get_by_role("button", name="人を追加").click()
    expect(page.locator("#person-2")).to_be_in_viewport()
    describe(page, 2, "息子", "40〜64歳", "働いていない", "ほとんど家から出ない")
    page.get_by_label("自分の言葉で書く").fill(SECRET)

    ask(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("あなたの相談先")
    expect(page.locator(".first-door a[href^='tel:']")).to_be_visible()
    expect(page.locator(".first-door .say__words")).to_have_text(
        "「母の介護のことと、息子の仕事とひきこもりのことで、相談したいのですが。」"
    )
    assert page.locator(".way").count() == 3
    for named in ("地域包括支援センター", "ひきこもり地域支援センター", "地域若者サポートステーション"):
        expect(page.locator(".ways")).to_contain_text(named)
    assert page.url.endswith(ADDRESS)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.context.storage_state()["origins"] == []
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"csrftoken"}


def test_the_whole_way_is_walked_by_keyboard_alone(page):
    page.goto(ADDRESS)
    tab_to(page, "#id_person-1-who")
    page.keyboard.type("母")
    tab_to(page, "#person-1 input[value=caregiving]")
    page.keyboard.press("Space")
    tab_to(page, "#person-1 .person__marks-summary")
    page.keyboard.press("Enter")
    tab_to(page, "#person-1 input[value=dementia]")
    page.keyboard.press("Space")
    tab_to(page, "button[name=add]")
    page.keyboard.press("Enter")
    expect(page.locator("#person-1 .person__ticked")).to_contain_text("もの忘れがある、認知症")
    tab_to(page, "button[name=answer]")

    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("あなたの相談先")
    tab_to(page, ".first-door .phone-link")


def test_enter_in_a_box_asks_and_takes_nobody_out(page):
    page.goto(ADDRESS)
    page.get_by_role("button", name="人を追加").click()
    box = page.locator("#person-2").get_by_label("借金が返せない")
    box.check()

    box.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("あなたの相談先")
    expect(page.locator(".ways")).to_contain_text("法テラス")


def test_danger_shows_the_numbers_before_everything_else(page):
    page.goto(ADDRESS)
    page.get_by_label("自分の言葉で書く").fill("夫に殴られます")

    ask(page)

    urgent = page.locator(".urgent")
    expect(urgent.locator("a[href='tel:110']")).to_be_in_viewport()
    assert urgent.bounding_box()["y"] < page.locator(".first-door").bounding_box()["y"]
    expect(urgent).to_contain_text("番号を確かめた日")


def test_no_state_of_the_page_breaks_a_rule_of_accessibility(page):
    page.goto(ADDRESS)
    describe(page, 1, "娘", "小学生・中学生", "障害がある")
    states = [violations(page)]
    page.get_by_role("button", name="人を追加").click()
    states.append(violations(page))
    page.get_by_label("自分の言葉で書く").fill("もう死にたい")
    ask(page)
    states.append(violations(page))
    page.locator("#change > summary").click()
    states.append(violations(page))
    page.goto(ADDRESS)
    ask(page)
    states.append(violations(page))

    assert states == [[], [], [], [], []]


def test_the_answer_on_paper_is_the_answer_alone(page):
    page.goto(ADDRESS)
    describe(page, 1, "母", "75歳以上", "介護が必要（手助けがいる）")
    ask(page)
    expect(page.get_by_role("button", name="このページを印刷する")).to_be_visible()

    page.emulate_media(media="print")

    expect(page.locator(".first-door")).to_be_visible()
    expect(page.locator(".way").first).to_be_visible()
    expect(page.locator(".answer-tools")).to_be_hidden()
    assert re.search(r"0999-\d\d-\d{4}", page.locator(".first-door").inner_text())


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus; on the way each stop shows where the focus is."""
    for _press in range(120):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "getComputedStyle(document.activeElement).outlineStyle !== 'none'"
            " || getComputedStyle(document.activeElement).boxShadow !== 'none'"
        ), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")
