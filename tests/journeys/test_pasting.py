"""A clerk pastes from Word and Excel: running text arrives clean, a table is a table."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.test_publishing import DESK

pytestmark = pytest.mark.browser

WORD = """<p class=MsoNormal><span style='color:red'>６５歳以上の方が参加できます。</span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>l&nbsp;</span>飲み物</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>n&nbsp;</span>水</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>l&nbsp;</span>ﾀｵﾙ</p>"""
EXCEL = "<table><tr><td class=xl65>日にち</td><td>会場</td></tr><tr><td>１２月３日</td><td>公民館</td></tr></table>"
# What the browser itself does at Ctrl+V, with words on the clipboard that no test can put there.
PASTE = """html => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
}"""


def block(page: Page, kind: str) -> Locator:
    """Add a block to the end of the body."""
    body = page.locator("[data-contentpath=body]")
    body.locator("[data-streamblock-menu-button], .c-sf-add-button").last.click()
    page.get_by_role("option", name=re.compile(f"^{kind}")).first.click()
    return body.locator("[data-streamfield-child]").last


def test_what_is_pasted_arrives_clean(somebody):
    clerk = somebody("approver", **DESK)
    clerk.goto("/cms/pages/")
    events = clerk.get_by_role("main").locator("tr", has_text="活動・学習会").locator("a[href$='/edit/']")
    clerk.goto(re.sub(r"pages/(\d+)/edit/", r"pages/add/events/eventpage/\1/", events.get_attribute("href")))
    clerk.wait_for_load_state("networkidle")

    text = block(clerk, "テキスト")
    text.locator(".public-DraftEditor-content").click()
    clerk.evaluate(PASTE, WORD)
    expect(text.locator("li")).to_have_text(["飲み物", "水", "タオル"])
    expect(text.locator("li.public-DraftStyleDefault-depth1")).to_have_text(["水"])
    expect(text.locator(".public-DraftEditor-content")).to_contain_text("65歳以上の方が参加できます。")

    clerk.evaluate(PASTE, EXCEL)
    expect(text.locator("li").last).to_have_text("タオル日にち：12月3日、会場：公民館")
    expect(text.get_by_role("status").last).to_contain_text("「表」のブロック")

    table = block(clerk, "表")
    table.locator("[data-contentpath=caption] input").first.click()
    clerk.evaluate(PASTE, EXCEL)
    expect(table.locator(".column-heading").first).to_have_value("日にち")
    cells = table.locator("tbody td input[type=text]")
    assert [cell.input_value() for cell in cells.all()] == ["12月3日", "公民館"]
