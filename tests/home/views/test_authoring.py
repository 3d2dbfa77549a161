"""The check of writing on the staff side: while typing, at publishing, without a script."""

import json

import pytest
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageLogEntry, WorkflowState

from home.models import CheckedText, OverStop, PlainPage
from portal.core.models import PortalImage
from resources.models import Agency
from tests.factories.authoring import KANA, STOP, SUMMARY, page_with, stop_word, stopped_page
from tests.factories.core import home_page
from tests.factories.events import checked_outcome, draft_outcome
from tests.factories.home import plain_page, staff
from tests.factories.resources import AgencyFactory


@pytest.fixture
def an_image(db):
    return PortalImage.objects.create(title="写真", file=get_test_image_file())


def form_of(page, *paragraphs, **changes):
    body = {}
    for number, text in enumerate(paragraphs):
        content = {"blocks": [block(text)], "entityMap": {}}
        body |= {
            f"body-{number}-deleted": "",
            f"body-{number}-order": str(number),
            f"body-{number}-type": "paragraph",
            f"body-{number}-id": f"0000000{number}-0000-4000-8000-000000000000",
            f"body-{number}-value": json.dumps(content),
        }
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": SUMMARY,
        "body-count": str(len(paragraphs)),
        **body,
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **changes,
    }


def block(text):
    return {
        "key": "00000",
        "text": text,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
    }


def check(client, page, *paragraphs, **changes):
    return client.post(reverse("authoring_check", args=("page", page.pk)), form_of(page, *paragraphs, **changes))


def edit(client, page, *paragraphs, **changes):
    address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    return client.post(address, form_of(page, *paragraphs, **changes), follow=True)


def found(response):
    return [(one["level"], one["field"], one["excerpt"]) for one in response.json()["findings"]]


def test_what_is_typed_is_checked_and_nothing_is_saved(client, log_in):
    log_in("editor")
    page = page_with("はじめの文です。")
    before = PlainPage.objects.get(pk=page.pk).latest_revision_id

    answer = check(client, page, KANA).json()

    [one] = answer["findings"]
    assert (one["level"], one["field"], one["block"]) == ("warning", "body", "00000000-0000-4000-8000-000000000000")
    assert one["where"] == "本文の1番目（テキスト）"
    assert one["correction"] == {
        "before": "",
        "was": "ﾎﾞﾗﾝﾃｨｱ",
        "after": "を募集します。",
        "replacement": "ボランティア",
    }
    assert answer["counts"] == [{"level": "warning", "label": "注意", "number": 1}]
    assert PlainPage.objects.get(pk=page.pk).latest_revision_id == before
    assert CheckedText.objects.count() == 0


def test_a_form_that_cannot_be_saved_is_checked_all_the_same(client, log_in):
    log_in("editor")
    page = page_with("はじめの文です。")

    answer = check(client, page, KANA, title="", slug="だめ な 番地", summary="ﾊﾝｶｸ" * 100)

    assert [(level, field) for level, field, _excerpt in found(answer)][-2:] == [("warning", "summary")] + [
        ("warning", "body")
    ]


def picture_without_words(image):
    return {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "image",
        "body-0-id": "00000009-0000-4000-8000-000000000000",
        "body-0-value-image": str(image.pk),
        "body-0-value-alt_text": "",
        "body-0-value-caption": "",
    }


def test_a_picture_without_words_is_kept_in_a_draft_and_does_not_go_out(client, log_in, an_image):
    log_in("approver")
    page = page_with("はじめの文です。")
    editor = reverse("wagtailadmin_pages:edit", args=(page.pk,))

    client.post(editor, form_of(page) | picture_without_words(an_image))
    saved = PlainPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    client.post(editor, form_of(page) | picture_without_words(an_image) | {"action-publish": "1"})

    assert [block.block_type for block in saved.body] == ["image"]
    assert not PlainPage.objects.get(pk=page.pk).live


def test_a_picture_without_words_is_seen_while_one_writes(client, log_in, an_image):
    log_in("editor")
    page = page_with("はじめの文です。")

    answer = check(client, page, **picture_without_words(an_image))

    assert [(level, field) for level, field, _excerpt in found(answer)] == [("stop", "body")]


@pytest.mark.parametrize(
    ("role", "status"),
    [("editor", 200), ("approver", 200), ("publicity", 200), ("administrator", 200), ("organisation", 404)],
)
def test_who_may_change_the_page_may_have_it_checked(client, log_in, role, status):
    log_in(role)

    assert check(client, page_with("文です。")).status_code == status


def test_a_stranger_gets_nothing_checked(client, groups):
    assert check(client, page_with("文です。")).status_code == 302


@pytest.mark.parametrize("kind", ["page", "agency", "base", "group", "settings"])
def test_what_is_not_there_is_not_checked(client, log_in, kind):
    log_in("administrator")

    assert client.post(reverse("authoring_check", args=(kind, 999_999))).status_code == 404


def test_a_form_of_megabytes_is_not_read(client, log_in):
    log_in("editor")

    assert check(client, page_with("文です。"), "あ" * 200_000).status_code == 413


def test_a_page_is_checked_before_it_exists(client, log_in):
    log_in("editor")
    page = PlainPage(title="ボランティア募集のお知らせ", slug="new")
    address = reverse("authoring_check_new_page", args=("home", "plainpage", home_page().pk))

    answer = client.post(address, form_of(page, KANA))

    assert [(level, field) for level, field, _excerpt in found(answer)] == [("warning", "body")]
    assert PlainPage.objects.count() == 0


@pytest.mark.parametrize("model", ["homepage", "eventpage", "nothing"])
def test_a_page_that_could_not_be_made_there_is_not_checked(client, log_in, model):
    log_in("editor")
    address = reverse("authoring_check_new_page", args=("home", model, home_page().pk))

    assert client.post(address, {}).status_code == 404


def test_a_listing_is_checked_for_who_may_change_it(client, groups):
    agency, editor = AgencyFactory(), staff(groups, "editor")
    stranger = staff(groups, "organisation")
    statuses = {}
    for user in (editor, stranger):
        client.force_login(user)
        answer = client.post(reverse("authoring_check", args=("agency", agency.pk)), {"name": "ﾊﾝｶｸの会"})
        statuses[user] = answer.status_code

    assert statuses == {editor: 200, stranger: 404}


def test_a_listing_is_checked_before_it_exists(client, log_in):
    log_in("editor")

    answer = client.post(reverse("authoring_check_new_listing", args=("group",)), {"name": "ﾊﾝｶｸの会"})

    assert ("warning", "name") in [(level, field) for level, field, _excerpt in found(answer)]


def test_the_editor_brings_the_script_and_its_words(client, log_in):
    log_in("editor")
    pages = (
        reverse("wagtailadmin_pages:edit", args=(page_with("文です。").pk,)),
        reverse("wagtailadmin_pages:add", args=("home", "plainpage", home_page().pk)),
        reverse(Agency.snippet_viewset.get_url_name("edit"), args=(AgencyFactory().pk,)),
    )

    for address in pages:
        content = client.get(address).content.decode()
        assert "portal/cms/authoring" in content
        assert 'id="authoring-words"' in content


def test_publishing_is_stopped_and_what_was_typed_is_kept(client, log_in):
    stop_word()
    log_in("approver")
    page = page_with("はじめの文です。")

    answer = edit(client, page, f"{STOP}と言われました。", **{"action-publish": "1"})

    page = PlainPage.objects.get(pk=page.pk)
    content = answer.content.decode()
    assert answer.redirect_chain == [(f"/cms/authoring/page/{page.pk}/", 302)]
    assert "まだ公開できません" in content
    assert STOP in content
    assert page.live is False
    assert STOP in str(page.get_latest_revision_as_object().body)
    assert CheckedText.objects.of_thing(page).count() == 1


def test_a_live_page_stays_as_it_is_and_the_new_words_wait(client, log_in):
    stop_word()
    log_in("approver")
    page = page_with("はじめの文です。", live=True)

    edit(client, page, f"{STOP}と言われました。", **{"action-publish": "1"})

    page = PlainPage.objects.get(pk=page.pk)
    assert (page.live, page.has_unpublished_changes) == (True, True)
    assert STOP not in str(page.body)
    assert STOP in str(page.get_latest_revision_as_object().body)


def test_a_live_page_is_not_set_to_change_later_either(client, log_in):
    stop_word()
    log_in("approver")
    page = page_with("はじめの文です。", live=True)

    edit(client, page, f"{STOP}と言われました。", **{"action-publish": "1", "go_live_at": "2099-01-01 09:00"})

    assert page.revisions.filter(approved_go_live_at__isnull=False).exists() is False


def test_a_new_page_is_kept_as_a_draft(client, log_in):
    stop_word()
    log_in("approver")
    address = reverse("wagtailadmin_pages:add", args=("home", "plainpage", home_page().pk))
    page = PlainPage(title="ボランティア募集のお知らせ", slug="new")

    answer = client.post(address, form_of(page, f"{STOP}。", **{"action-publish": "1"}), follow=True)

    page = PlainPage.objects.get(slug="new")
    assert answer.redirect_chain == [(f"/cms/authoring/page/{page.pk}/", 302)]
    assert page.live is False
    assert "まだ公開していません" in answer.content.decode()


def test_a_new_page_without_a_stop_goes_live(client, log_in):
    log_in("approver")
    address = reverse("wagtailadmin_pages:add", args=("home", "plainpage", home_page().pk))

    client.post(
        address,
        form_of(PlainPage(title="ボランティア募集のお知らせ", slug="new"), "文です。", **{"action-publish": "1"}),
    )

    assert PlainPage.objects.get(slug="new").live is True


def test_whoever_approves_writes_nothing_in_the_text_meanwhile(client, groups):
    writer, approver = staff(groups, "editor"), staff(groups, "approver")
    stop_word()
    page = page_with("はじめの文です。", owner=writer)
    page.get_workflow().start(page, writer)
    client.force_login(approver)

    edit(
        client,
        page,
        f"{STOP}と言われました。",
        **{"action-workflow-action": "true", "workflow-action-name": "approve"},
    )

    page = PlainPage.objects.get(pk=page.pk)
    assert (page.live, page.current_workflow_state.status) == (False, WorkflowState.STATUS_IN_PROGRESS)
    assert STOP not in str(page.get_latest_revision_as_object().body)


@pytest.mark.parametrize("by_script", [False, True])
def test_an_approval_in_the_dialog_leads_to_the_reasons(client, groups, by_script):
    writer, approver = staff(groups, "editor"), staff(groups, "approver")
    page = stopped_page(owner=writer)
    state = page.get_workflow().start(page, writer).current_task_state
    client.force_login(approver)
    headers = {"X-Requested-With": "XMLHttpRequest"} if by_script else {}

    answer = client.post(
        reverse("wagtailadmin_pages:workflow_action", args=(page.pk, "approve", state.pk)),
        {"comment": ""},
        headers=headers,
    )

    leads_to = answer.json()["redirect"] if by_script else answer.url
    assert leads_to == f"/cms/authoring/page/{page.pk}/"
    assert PlainPage.objects.get(pk=page.pk).live is False


def test_a_listing_is_stopped_and_kept(client, log_in):
    stop_word()
    log_in("approver")
    agency = AgencyFactory(live=False)
    address = reverse(agency.snippet_viewset.get_url_name("edit"), args=(agency.pk,))
    form = client.get(address).context["form"]
    values = {name: value for name, value in form.initial.items() if isinstance(value, (str, int)) and value != ""}
    formset = {"hours-TOTAL_FORMS": "0", "hours-INITIAL_FORMS": "0"}

    answer = client.post(
        address,
        {**values, **formset, "summary": f"{STOP}と言われました。", "whole_town": "on", "action-publish": "1"},
        follow=True,
    )

    agency = Agency.objects.get(pk=agency.pk)
    assert answer.redirect_chain == [(f"/cms/authoring/agency/{agency.pk}/", 302)]
    assert agency.live is False
    assert STOP in agency.get_latest_revision_as_object().summary


def test_bulk_publishing_leaves_it_out_and_names_it(client, log_in):
    log_in("approver")
    page, other = stopped_page(title="とまるページ"), page_with("文です。")

    answer = client.post(
        f"/cms/bulk/wagtailcore/page/publish/?id={page.pk}&id={other.pk}&next=/cms/",
        {"include_descendants": ""},
        follow=True,
    )

    assert PlainPage.objects.get(pk=page.pk).live is False
    assert PlainPage.objects.get(pk=other.pk).live is True
    assert "「とまるページ」は公開していません" in answer.content.decode()


def test_bulk_publishing_with_everything_below_leaves_it_out_too(client, log_in):
    log_in("approver")
    page, other = stopped_page(), page_with("文です。")

    client.post(f"/cms/bulk/wagtailcore/page/publish/?id={home_page().pk}", {"include_descendants": "on"})

    assert PlainPage.objects.get(pk=page.pk).live is False
    assert PlainPage.objects.get(pk=other.pk).live is True


def test_a_page_is_not_copied_onto_the_site_with_a_stop(client, log_in):
    log_in("administrator")
    page = page_with("きれいな文です。", live=True)
    stop_word("きれい")

    client.post(
        reverse("wagtailadmin_pages:copy", args=(page.pk,)),
        {
            "new_title": "写し",
            "new_slug": "copy",
            "new_parent_page": str(home_page().pk),
            "publish_copies": "on",
            "copy_subpages": "",
            "alias": "",
        },
    )

    assert PlainPage.objects.filter(slug="copy", live=True).exists() is False


def test_the_second_person_is_still_asked_first(client, log_in):
    stop_word()
    log_in("administrator")
    page = draft_outcome()
    edit_address = reverse("wagtailadmin_pages:edit", args=(page.pk,))

    assert 'name="action-publish"' not in client.get(edit_address).content.decode()


def test_a_checked_outcome_with_a_stop_is_not_published_either(client, log_in):
    stop_word("草刈り")
    log_in("administrator")
    page = checked_outcome(summary="草刈りを続けます。")

    answer = client.post(reverse("second_person_publish", args=(page.pk,)))

    assert answer.url == f"/cms/authoring/page/{page.pk}/"
    assert type(page).objects.get(pk=page.pk).live is False


def test_publishing_over_the_stop_with_a_reason(client, log_in):
    log_in("publicity")
    page = stopped_page()
    address = reverse("authoring_text", args=("page", page.pk))
    read = client.get(address).context["form"].fields["read"].initial

    client.post(f"{address}publish/", {"reason": "裁判の記録の引用です。", "read": read})

    after = client.get(address).content.decode()
    history = client.get(reverse("wagtailadmin_pages:history", args=(page.pk,))).content.decode()
    assert PlainPage.objects.get(pk=page.pk).live is True
    assert "裁判の記録の引用です。" in after
    assert "まだ公開できません" not in after
    assert "「要修正」のまま公開しました。理由：裁判の記録の引用です。" in history


def test_without_a_reason_the_form_says_so_beside_the_field(client, log_in):
    log_in("publicity")
    page = stopped_page()

    answer = client.post(f"/cms/authoring/page/{page.pk}/publish/", {"reason": "", "read": "x"})

    assert "それでも公開する理由を書いてください。" in answer.content.decode()
    assert OverStop.objects.count() == 0


def test_others_see_who_may_and_no_form(client, log_in):
    log_in("approver")
    page = stopped_page()

    content = client.get(f"/cms/authoring/page/{page.pk}/").content.decode()
    client.post(f"/cms/authoring/page/{page.pk}/publish/", {"reason": "急ぐ", "read": "x"})

    assert "広報責任者とシステム管理者だけ" in content
    assert 'name="reason"' not in content
    assert OverStop.objects.count() == 0


@pytest.mark.parametrize("act", ["", "mend/", "publish/"])
def test_the_screen_of_a_text_is_not_there_for_others(client, log_in, act):
    log_in("organisation")
    page = stopped_page()
    ask = client.post if act else client.get

    assert ask(f"/cms/authoring/page/{page.pk}/{act}").status_code == 404


def test_one_press_corrects_without_a_script(client, log_in):
    editor = log_in("editor")
    page = page_with(KANA, live=True)
    address = f"/cms/authoring/page/{page.pk}/"
    [row] = client.get(address).context["rows"]

    answer = client.post(f"{address}mend/", {"key": row["key"]}, follow=True)

    page = PlainPage.objects.get(pk=page.pk)
    assert "直して、下書きとして残しました。" in answer.content.decode()
    assert "ボランティア" in str(page.get_latest_revision_as_object().body)
    assert "ﾎﾞﾗﾝﾃｨｱ" in str(page.body)
    assert page.latest_revision.user == editor
    assert PageLogEntry.objects.filter(page=page.pk, action="home.mended").count() == 1


def test_saving_says_what_was_found_and_keeps_it_for_the_desk(client, log_in):
    editor = log_in("editor")
    page = page_with("はじめの文です。", owner=editor)

    saved = edit(client, page, KANA).content.decode()

    desk = client.get("/cms/").content.decode()
    assert "書き方の点検：直すところが1件あります。" in saved
    assert f"/cms/authoring/page/{page.pk}/" in saved
    assert "あなたの文章で、書き方を直すところ" in desk
    assert "注意1" in desk


def test_what_was_mended_leaves_the_desk(client, log_in):
    editor = log_in("editor")
    page = page_with("はじめの文です。", owner=editor)
    edit(client, page, KANA)

    edit(client, page, "ボランティアを募集します。")

    assert "あなたの文章で、書き方を直すところ" not in client.get("/cms/").content.decode()


def test_the_check_costs_the_same_however_long_the_page_is(client, log_in, django_assert_max_num_queries):
    log_in("editor")
    page = plain_page(live=False)
    check(client, page, "文です。")

    with django_assert_max_num_queries(40) as short:
        check(client, page, "文です。")
    with django_assert_max_num_queries(40) as long:
        check(client, page, *[KANA] * 9)

    assert len(long) == len(short)
