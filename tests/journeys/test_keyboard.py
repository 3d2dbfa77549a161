"""By keyboard alone an event is written, checked, sent, returned, corrected, approved and published."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from portal.sample_content.log_ins import PASSWORD
from tests.journeys.keyboard import Keyboard
from tests.journeys.test_publishing import DESK, search_for, speaks_japanese

pytestmark = pytest.mark.browser

TITLE = "木かげのﾗｼﾞｵ体操"
MENDED = "木かげのラジオ体操"
TITLE_FIELD = re.compile(r"^題名\s*\*?$")
REMARK_FIELD = re.compile("^ここの直してほしい所")
REMARK = "何を持ってくればよいかも書いてください。"
SUMMARY = "木かげで、みんなで体を動かします。タオルと飲みものをお持ちください。"


def log_in(page: Page) -> Keyboard:
    keys = Keyboard(page)
    page.goto("/accounts/login/?next=/cms/")
    keys.write(re.compile("^メールアドレス"), "editor@sumino.example.jp")
    keys.write(re.compile("^パスワード"), PASSWORD, role="secret")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^[^?]*/cms/$"))
    speaks_japanese(page)
    return keys


def begin_event(keys: Keyboard) -> None:
    keys.page.keyboard.press("Tab")
    expect(keys.page.get_by_role("link", name="本文へ移動")).to_be_focused()
    keys.press("button", "ページ")
    keys.leads("link", re.compile("活動・学習会"), re.compile(r"/cms/pages/\d+/"))
    keys.leads("link", re.compile("下位ページを追加"), "**/pages/add/events/eventpage/*/")
    # The buttons are there before the scripts that make them work.
    keys.page.wait_for_load_state("networkidle")
    speaks_japanese(keys.page)


def write_event(keys: Keyboard) -> None:
    day = date.today() + timedelta(days=9)
    look_at_the_section(keys, "福祉課")
    keys.write(TITLE_FIELD, TITLE)
    keys.write(re.compile("^概要"), "木かげで、みんなで体を動かします。")
    keys.press("button", "日付を追加")
    keys.write(re.compile("^日付"), f"令和{day.year - 2018}年{day.month}月{day.day}日")
    keys.write(re.compile("^開始"), "10:00")
    keys.write(re.compile("^会場"), "川上公民館")
    write_paragraph(keys, "朝の木かげはすずしいです。")


def write_paragraph(keys: Keyboard, words: str) -> None:
    """A block of running text in the body."""
    body = keys.page.locator("[data-contentpath=body]")
    keys.press("button", "ブロックを挿入", within=body)
    keys.write(re.compile("^検索"), "テキスト", role="combobox")
    keys.page.keyboard.press("Enter")
    expect(body.locator(".public-DraftEditor-content:focus")).to_have_count(1)
    keys.page.keyboard.type(words)


def look_at_the_section(keys: Keyboard, name: str) -> None:
    """On the second tab of the form, and back."""
    section, tab = keys.page.get_by_text(name, exact=True), keys.page.get_by_role("tab", name="内容")
    keys.reach("tab", "内容")
    keys.page.keyboard.press("ArrowRight")
    expect(section.filter(visible=True)).to_have_count(1)
    keys.page.keyboard.press("ArrowLeft")
    expect(tab).to_have_attribute("aria-selected", "true")


def mend(keys: Keyboard) -> None:
    """From the list of findings at the head of the form to the place, and one press."""
    keys.press("link", re.compile("全角のカタカナで書いてください"))
    expect(keys.page.locator(".authoring-note", has_text="全角のカタカナ")).to_be_focused()
    keys.press("button", re.compile("^直す"))
    title = keys.page.get_by_role("textbox", name=TITLE_FIELD)
    expect(title).to_have_value(MENDED)
    expect(title).to_be_focused()
    expect(title).to_be_in_viewport()
    expect(keys.page.get_by_role("status").filter(has_text="直すところはありません")).to_be_visible()


def send(keys: Keyboard) -> None:
    """The less common choices stand behind the arrow beside the button that saves."""
    keys.press("button", "その他の操作")
    keys.leads("button", re.compile("依頼する$"), re.compile(r"/cms/pages/\d+/$"))
    speaks_japanese(keys.page)


def open_for_decision(keys: Keyboard) -> None:
    """What waits for me stands on the first screen."""
    keys.page.goto("/cms/")
    speaks_japanese(keys.page)
    row = keys.page.get_by_role("row").filter(has_text=MENDED)
    keys.leads("link", re.compile("^読んで決める"), re.compile(r"/cms/approvals/\d+/$"), within=row)


def send_back(keys: Keyboard) -> None:
    """With a comment at the place; the places are folded away."""
    form = keys.page.locator(".approval-form")
    keys.press("summary", "場所ごとに意見を書く", within=form)
    keys.press("summary", "ここに書く：概要", within=form)
    keys.write(REMARK_FIELD, REMARK, within=form.locator("details details[open]"))
    keys.press("button", "差し戻す", within=form)
    expect(keys.page.get_by_text("差し戻しました")).to_be_visible()


def correct(keys: Keyboard) -> None:
    row = keys.page.get_by_role("row").filter(has_text=MENDED)
    keys.leads("link", re.compile("^直す"), re.compile("/edit/"), within=row)
    expect(keys.page.locator(".approval-remark")).to_contain_text(REMARK)
    keys.write(re.compile("^概要"), SUMMARY)


def approve(keys: Keyboard) -> None:
    open_for_decision(keys)
    keys.press("button", "決裁する")
    expect(keys.page.get_by_role("main")).to_contain_text("決裁済み")
    speaks_japanese(keys.page)


def read_it(keys: Keyboard) -> None:
    """Past the menu to the box of the search, and to what it finds."""
    keys.page.goto("/events/")
    keys.write(re.compile("サイト内を検索"), MENDED, role="searchbox")
    keys.page.keyboard.press("Enter")
    keys.page.wait_for_url("**/search/?q=*")
    keys.leads("link", re.compile(MENDED), "**/events/*/", within=keys.page.get_by_role("main"))
    expect(keys.page.get_by_role("heading", level=1)).to_have_text(MENDED)
    expect(keys.page.get_by_role("main")).to_contain_text(SUMMARY)


def test_an_event_goes_from_the_first_word_to_the_site_by_keyboard_alone(somebody):
    editor = log_in(somebody(**DESK))
    begin_event(editor)
    write_event(editor)
    mend(editor)
    send(editor)

    chief = Keyboard(somebody("chief.fukushi", **DESK))
    open_for_decision(chief)
    send_back(chief)
    editor.page.goto("/cms/")
    correct(editor)
    send(editor)
    resident = somebody(java_script_enabled=False)
    search_for(resident, MENDED)
    expect(resident.get_by_role("main").get_by_role("link", name=MENDED)).to_have_count(0)

    for one in (chief, Keyboard(somebody("approver", **DESK)), Keyboard(somebody("chief", **DESK))):
        approve(one)

    read_it(Keyboard(resident))
