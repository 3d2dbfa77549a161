"""A clerk writes, sees what to mend at its place, mends it in one press, is stopped, mends that, and publishes."""

import re
from datetime import date, timedelta

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page, expect

from tests.journeys.test_publishing import add_row, search_for, speaks_japanese, start_page

pytestmark = pytest.mark.browser

DESK = {"viewport": {"width": 1280, "height": 900}}
TITLE = "水辺のﾎﾞﾗﾝﾃｨｱ教室"
MENDED = "水辺のボランティア教室"


def paragraph(page: Page) -> Locator:
    """Add a block of running text to the body; returns where one types."""
    body = page.locator("[data-contentpath=body]")
    body.locator("[data-streamblock-menu-button], .c-sf-add-button").first.click()
    page.get_by_role("option", name=re.compile("^テキスト")).first.click()
    return body.locator(".public-DraftEditor-content").last


def link(page: Page, words: str, address: str) -> None:
    """Type words and make them a link to an address outside."""
    page.keyboard.type(words)
    for _ in words:
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Control+k")
    dialog = page.locator(".modal-dialog")
    dialog.get_by_role("link", name="外部リンク").click()
    dialog.locator("[name=external-link-chooser-url]").fill(address)
    dialog.locator("button[type=submit], input[type=submit]").first.click()
    expect(dialog).to_have_count(0)


def forbid(chief: Page, word: str) -> None:
    """The town does not write this word."""
    chief.goto("/cms/snippets/core/wording/add/")
    speaks_japanese(chief)
    chief.locator("[name=word]").fill(word)
    chief.locator("[name=kind]").select_option("avoid")
    chief.locator("[name=level]").select_option("stop")
    chief.locator("footer button[type=submit]").first.click()
    chief.wait_for_url("**/cms/snippets/core/wording/")


def notes_at(page: Page, path: str) -> Locator:
    return page.locator(f"[data-contentpath='{path}'] .authoring-note")


def violations(page: Page, part: str) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(
        "part => axe.run(document.querySelector(part), {resultTypes: ['violations']}).then(all => all.violations)", part
    )
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def publish(page: Page) -> None:
    # The editor saves by itself: what is still under way must not come in after the press,
    # and a new page must have been saved once, or two would be made.
    expect(page).not_to_have_url(re.compile("/pages/add/"))
    page.wait_for_load_state("networkidle")
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("footer [name=action-publish]").click()


def test_a_clerk_sees_what_to_mend_mends_it_and_publishes(somebody):
    forbid(somebody("admin", **DESK), "さっさと来い")
    clerk, resident = somebody("approver", **DESK), somebody(java_script_enabled=False)
    start_page(clerk, "活動・学習会", "イベント")
    # The route of the clerk's own section binds; without a section the route of the town, which does not.
    clerk.locator("[name=section]").evaluate("one => one.value = ''")
    summary = clerk.locator("[name=summary]")

    # What is found stands beside the field, and in the list at the head of the form.
    clerk.locator("[name=title]").fill(TITLE)
    summary.fill("さっさと来い、と言わないで、みんなを待ちます。")
    add_row(clerk, "dates", date=(date.today() + timedelta(days=9)).isoformat(), start="10:00", end="12:00")
    clerk.locator("[name=venue_name]").fill("川上公民館")
    expect(notes_at(clerk, "title")).to_contain_text("全角のカタカナで書いてください")
    expect(notes_at(clerk, "summary")).to_contain_text("使わずに書いてください")
    expect(clerk.locator(".authoring-panel [role=status]")).to_contain_text(re.compile("直すところ .*要修正1・注意1"))
    assert violations(clerk, ".authoring-panel") == []
    assert violations(clerk, ".authoring-note") == []
    speaks_japanese(clerk)

    # One press mends what is certain.
    notes_at(clerk, "title").get_by_role("button", name=re.compile("^直す")).click()
    expect(clerk.locator("[name=title]")).to_have_value(MENDED)
    expect(notes_at(clerk, "title")).to_have_count(0)

    # Also inside running text, where the look of the words stays; the words of a link are the clerk's to find.
    paragraph(clerk).click()
    clerk.keyboard.type("ﾀｵﾙをお持ちください。くわしくは、")
    link(clerk, "こちら", "https://example.jp/")
    body = clerk.locator("[data-contentpath=body]")
    expect(body.locator(".authoring-note", has_text="こちら")).to_have_count(1)
    body.get_by_role("button", name=re.compile("^直す.*ﾀｵﾙ")).click()
    expect(body.locator(".public-DraftEditor-content")).to_contain_text("タオルをお持ちください。")
    # Wagtail itself takes a quarter of a second to put running text into the form; nobody presses that fast.
    expect(body.locator("[name^=body-][name$=-value]:not([name*=items])")).to_have_value(re.compile("タオル"))
    expect(body.locator(".public-DraftEditor-content a, .TooltipEntity, .Draftail-inline--LINK")).not_to_have_count(0)

    # The stop keeps it off the site, by the button too; nothing that was typed is lost.
    publish(clerk)
    clerk.wait_for_url(re.compile(r"/cms/authoring/page/\d+/$"))
    speaks_japanese(clerk)
    expect(clerk.get_by_role("heading", name="まだ公開できません")).to_be_visible()
    expect(clerk.get_by_role("main")).to_contain_text("広報責任者とシステム管理者だけ")
    assert violations(clerk, "main .nice-padding") == []
    search_for(resident, MENDED)
    expect(resident.get_by_role("main").get_by_role("link", name=MENDED)).to_have_count(0)

    clerk.get_by_role("link", name="概要").first.click()
    clerk.wait_for_url(re.compile(r"/cms/pages/\d+/edit/"))
    expect(body.locator(".public-DraftEditor-content")).to_contain_text("タオルをお持ちください。")
    expect(notes_at(clerk, "summary")).to_have_count(1)
    clerk.locator("[name=summary]").fill("だれでも参加できる、川の手入れの会です。")
    expect(notes_at(clerk, "summary")).to_have_count(0)
    publish(clerk)
    clerk.wait_for_url(re.compile(r"/cms/pages/\d+/$"))
    speaks_japanese(clerk)

    search_for(resident, MENDED)
    resident.get_by_role("main").get_by_role("link", name=MENDED).first.click()
    expect(resident.get_by_role("heading", level=1)).to_have_text(MENDED)
