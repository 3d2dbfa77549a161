"""A new volunteer makes an account, confirms it by mail, registers and puts the name down."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

MAIL = "hajimete@example.jp"
PASSWORD = "kawakami-no-mizuguruma"


def test_a_volunteer_registers_confirms_by_mail_and_puts_the_name_down(town, page):
    page.goto("/volunteer/")
    page.locator("main a[href^='/accounts/signup/']").click()
    page.get_by_label("メールアドレス").fill(MAIL)
    for box in page.locator("main input[type=password]").all():
        box.fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/accounts/confirm-email/")

    [mail] = town.mails_to(MAIL)
    page.goto(re.search(r"https?://[^/\s]+(/accounts/confirm-email/\S+)", mail.get_content())[1])
    page.locator("main form button[type=submit]").click()
    # The one who confirms in the browser that signed up is logged in at once, and led on.
    page.wait_for_url("**/volunteer/register/")

    for name, value in {
        "family_name": "水車",
        "given_name": "はじめ",
        "family_kana": "スイシャ",
        "given_kana": "ハジメ",
        "birth_date": "昭和40年4月1日",
        "phone": "0999-09-7999",
    }.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=area]").select_option(index=1)
    page.locator("[name=agrees]").check()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/volunteer/mine/")

    page.goto("/volunteer/")
    page.locator("main a[href^='/volunteer/calls/']").first.click()
    call = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="参加を申し込む").first.click()

    page.wait_for_url("**/volunteer/mine/")
    expect(page.get_by_role("main").get_by_role("link", name=call)).to_be_visible()


def test_a_form_that_misses_something_says_what_and_leads_to_the_field(somebody):
    page = somebody("volunteer")
    page.goto("/volunteer/register/")
    page.locator("[name=phone]").fill("")

    page.locator("main form button[type=submit]").click()

    problem = page.get_by_role("alert").get_by_role("link", name=re.compile("電話")).first
    expect(problem).to_be_visible()
    problem.click()
    expect(page.locator("[name=phone]")).to_be_in_viewport()
