"""Each component renders on its own and carries what assistive technology needs."""

from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

TOKYO = ZoneInfo("Asia/Tokyo")
COMPONENTS = sorted(path.name for path in (settings.BASE_DIR / "templates" / "components").glob("*.html"))
TOWN = {
    "town_name": "澄野町",
    "site_name": "すみの まるごとポータル",
    "desk_phone": "0999-01-0001",
    "fax": "0999-01-0002",
}


def rendered(component, /, request=None, **context):
    return BeautifulSoup(render_to_string(f"components/{component}.html", context, request=request), "html.parser")


class Form(forms.Form):
    name = forms.CharField(label="お名前", help_text="ふだんのお名前でかまいません。")
    way = forms.ChoiceField(label="連絡の方法", choices=[("a", "電話"), ("b", "郵送")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="同意します")
    note = forms.CharField(label="ひとこと", required=False)


@pytest.mark.parametrize("name", COMPONENTS)
def test_each_component_lists_what_it_takes(name):
    text = (settings.BASE_DIR / "templates" / "components" / name).read_text()

    assert "{% comment %}\n" in text


def test_the_header_leads_home_searches_and_opens_the_menu_without_a_script():
    header = rendered("site_header", town=TOWN, path="/events/abc/")

    assert header.select_one(".site-header__home")["href"] == "/"
    assert header.select_one("form[role=search] input[name=q]")["id"] == header.select_one("form label")["for"]
    assert header.select_one("nav details summary") is not None
    assert {link["href"] for link in header.select("[aria-current]")} == {"/events/"}


def test_the_footer_names_a_number_to_call_and_the_policies():
    footer = rendered("site_footer", town=TOWN, user=AnonymousUser())

    assert footer.select_one(".site-footer__phone a")["href"] == "tel:0999010001"
    assert {"/site-map/", "/accessibility/", "/privacy/", "/site-policy/"} <= {
        link["href"] for link in footer.select("a")
    }


def test_frames_stand_without_any_settings():
    assert rendered("site_header").select_one("header")
    assert rendered("site_footer").select_one("footer")


def test_the_breadcrumb_marks_the_last_step_and_does_not_link_it():
    crumbs = rendered("breadcrumb", items=[("ホーム", "/"), ("活動", "/events/"), ("体操", "")])

    assert [link["href"] for link in crumbs.select("a")] == ["/", "/events/"]
    assert crumbs.select_one("[aria-current=page]").text == "体操"
    assert crumbs.nav["aria-label"]


def test_an_urgent_notice_says_its_level_in_words():
    strip = rendered("emergency_strip", notices=[{"level": 1, "title": "大雨警報", "text": "", "url": "/news/"}])

    assert strip.section["aria-label"]
    assert strip.select_one(".emergency-strip__level").text
    assert strip.select_one("a")["href"] == "/news/"


@pytest.mark.parametrize(("state", "chips"), [("scheduled", 1), ("cancelled", 2), ("postponed", 2)])
def test_an_event_card_says_in_words_that_it_does_not_take_place(state, chips):
    starts_at = datetime(2026, 11, 28, 9, 30, tzinfo=TOKYO)

    card = rendered("event_card", title="体操", url="/e/", starts_at=starts_at, kind="体操・健康", state=state)

    assert len(card.select(".chip")) == chips
    assert card.time["datetime"] == "2026-11-28"
    assert card.select_one("h3 a")["href"] == "/e/"


def test_an_agency_card_can_be_called():
    card = rendered(
        "agency_card", name="包括", url="/a/", phone="0999-02-0001", open_state="open", open_label="開いています"
    )

    assert card.select_one(".agency-card__phone a")["href"] == "tel:0999020001"
    assert card.select_one(".open-state").text.strip() == "開いています"
    assert card.select_one(".open-state svg")["aria-hidden"] == "true"


@pytest.mark.parametrize("name", ["card", "material_card", "story_card"])
def test_a_card_is_one_heading_with_one_link_at_the_level_asked_for(name):
    card = rendered(name, title="題", url="/x/", summary="文", level=2)

    assert [link["href"] for link in card.select("h2 a")] == ["/x/"]


def test_an_outcome_card_says_when_and_how_many():
    card = rendered("outcome_card", title="座談会", url="/m/", held_on=date(2026, 10, 12), people=24)

    assert card.time["datetime"] == "2026-10-12"
    assert "24" in card.select_one(".meta").text


def test_a_field_ties_label_help_and_error_together():
    form = Form({"name": ""})

    field = rendered("form_field", field=form["name"])
    box = field.input

    assert field.label["for"] == box["id"]
    assert [field.find(id=each) is not None for each in box["aria-describedby"].split()] == [True, True]
    assert box["aria-invalid"] == "true"


def test_a_group_of_choices_has_a_legend_and_its_error_beside_it():
    form = Form({"name": "山田"})

    field = rendered("form_field", field=form["way"])

    assert field.fieldset.legend.text.startswith("連絡の方法")
    assert field.find(id=field.fieldset["aria-describedby"]) is not None


def test_a_tick_box_has_its_label_after_it():
    field = rendered("form_field", field=Form()["agree"])

    assert field.label["for"] == field.input["id"]
    assert field.input.find_next_sibling("label") is not None


def test_only_fields_that_must_be_filled_say_so_in_red():
    form = Form()

    assert rendered("form_field", field=form["name"]).select_one(".field__need--required") is not None
    assert rendered("form_field", field=form["note"]).select_one(".field__need--required") is None
    assert rendered("form_field", field=form["note"], quiet=True).select_one(".field__need") is None


def test_the_summary_of_errors_leads_to_each_field():
    form = Form({"name": ""})

    summary = rendered("form_errors", form=form)
    fields = "".join(str(rendered("form_field", field=field)) for field in form)

    assert summary.select_one("[role=alert]") is not None
    assert [link["href"][1:] for link in summary.select("a")] == ["id_name", "id_way", "id_agree"]
    assert all(f'id="{link["href"][1:]}"' in fields for link in summary.select("a"))


def test_a_form_without_errors_shows_no_summary():
    assert rendered("form_errors", form=Form()).text.strip() == ""


def test_filters_are_open_without_a_script_and_ask_by_get():
    filters = rendered("filters", form=Form({}), active=True, reset="/events/")

    assert filters.details.has_attr("open")
    assert filters.form["method"] == "get"
    assert filters.select_one(".filters__reset")["href"] == "/events/"


def test_the_pages_of_a_list_keep_the_choices():
    request = RequestFactory().get("/events/", {"area": "chuo", "page": "5"})

    pages = rendered("pagination", request=request, page_obj=Paginator(range(400), 20).page(5))

    assert pages.nav["aria-label"]
    assert pages.select_one("[rel=next]")["href"] == "?area=chuo&page=6"
    assert pages.select_one("[aria-current=page]").text.strip().endswith("5")


def test_the_first_page_has_no_way_back():
    request = RequestFactory().get("/events/")

    pages = rendered("pagination", request=request, page_obj=Paginator(range(40), 20).page(1))

    assert pages.select_one("[rel=prev]") is None


def test_a_month_is_a_table_with_a_caption_and_named_days():
    days = [
        {"date": date(2026, 11, 1 + shift), "in_month": True, "is_today": shift == 2, "holiday": "", "events": []}
        for shift in range(7)
    ]
    days[3]["events"] = [{"title": "体操", "url": "/e/", "time": "10:00", "state": "cancelled"}]

    month = rendered("month_calendar", month=date(2026, 11, 1), weeks=[days], next="/n/")

    assert month.caption.text
    assert len(month.select("th[scope=col]")) == 7
    assert len(month.select("a strong")) == 1


def test_hours_name_the_day_and_say_closed_in_words():
    table = rendered(
        "hours_table",
        days=[{"label": "月曜日", "hours": ["9:00–17:00"], "today": True}, {"label": "日曜日", "hours": []}],
    )

    assert table.caption.text
    assert len(table.select("tbody th[scope=row]")) == 2
    assert table.select_one(".hours-table__closed").text


def test_who_answers_for_a_page_is_shown_with_phone_and_fax():
    section = SimpleNamespace(name="福祉課", phone="0999-01-1001", fax="0999-01-1002", email="", place="", hours="")

    contact = rendered("section_contact", section=section, updated_on=date(2026, 11, 20))

    assert contact.aside["aria-label"]
    assert contact.select_one("a")["href"] == "tel:0999011001"
    assert "0999-01-1002" in contact.text
    assert contact.time["datetime"] == "2026-11-20"


def test_the_print_button_waits_hidden_for_a_script():
    contact = rendered("section_contact", updated_on=date(2026, 11, 20))

    assert contact.button.has_attr("hidden")


def test_an_empty_list_says_what_to_do_next():
    state = rendered("empty_state", title="見つかりません", links=[("条件を外す", "/events/")], phone="0999-01-0001")

    assert [link["href"] for link in state.select("a")] == ["/events/", "tel:0999010001"]


@pytest.mark.parametrize("level", ["info", "important", "warning"])
def test_a_notice_says_how_grave_it_is_in_words(level):
    notice = rendered("notice", level=level, title="題", text="文")

    assert (notice.select_one(".visually-hidden") is not None) == (level != "info")


def test_tabs_are_links_and_mark_the_open_one():
    tabs = rendered("tabs", label="見かた", items=[("一覧", "/events/", True), ("暦", "/c/", False)])

    assert tabs.nav["aria-label"] == "見かた"
    assert tabs.select_one("[aria-current=page]")["href"] == "/events/"


def test_a_map_is_a_link_outside_and_says_so():
    link = rendered("map_link", address="澄野町中央1", latitude=35.1, longitude=139.2).a

    assert link["href"] == "https://maps.gsi.go.jp/#17/35.1/139.2/"
    assert link["rel"] == ["external", "noreferrer"]


def test_a_document_says_its_type_and_size():
    document = SimpleNamespace(url="/d.pdf", title="ちらし", file_extension="pdf", file_size=1_200_000)

    link = rendered("document_link", document=document)

    assert "PDF" in link.select_one(".documents__facts").text
    assert "MB" in link.select_one(".documents__facts").text


def test_the_search_box_on_a_page_keeps_its_id_apart_from_the_one_in_the_header():
    header, page = rendered("search_box", place="header"), rendered("search_box", place="page", query="介護")

    assert header.input["id"] != page.input["id"]
    assert page.input["value"] == "介護"


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("button", {"text": "送る", "url": "/x/", "icon": "mail", "note": "別のサイト"}),
        ("chip", {"text": "無料", "tone": "warm", "icon": "yen"}),
        (
            "phone_box",
            {"label": "窓口", "phone": "0999-01-0001", "fax": "0999-01-0002", "hours": "平日", "open_state": "closed"},
        ),
        ("steps", {"items": [{"title": "電話する", "text": "名前を言う"}]}),
        ("door", {"kind": "ask", "title": "相談する", "text": "文", "links": [("窓口", "/consultation/")]}),
        ("area_picker", {"areas": [{"name": "中央圏域", "code": "chuo"}]}),
        ("result_item", {"title": "題", "url": "/x/", "kind": "活動", "facts": ["中央"], "phone": "0999-01-0001"}),
        ("link_list", {"items": [("題", "/x/", "注"), ("題", "/y/")]}),
        ("section_head", {"title": "題", "more": "すべて", "url": "/x/"}),
        ("definition_list", {"items": [("場所", "集会所"), ("空", "")]}),
        ("results_head", {"count": 3, "order": "早い順", "chosen": [("中央", "?")]}),
        ("messages", {"messages": [SimpleNamespace(level_tag="success")]}),
    ],
)
def test_small_components_stand_on_their_own(name, context):
    assert rendered(name, **context).text.strip()
