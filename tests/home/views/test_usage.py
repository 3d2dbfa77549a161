"""Before something is taken away the screen says where it is used; addresses that were public lead on."""

import json
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from home.models import PlainPage
from portal.core.models import PortalDocument, PortalImage
from tests.factories.home import plain_page, staff
from tests.factories.resources import AgencyFactory, AgencyTypeFactory, GroupFactory


def pixel():
    """The smallest picture there is."""
    file = BytesIO()
    Image.new("RGB", (1, 1)).save(file, "PNG")
    return ContentFile(file.getvalue(), "p.png")


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


@pytest.fixture
def chief(log_in):
    return log_in("publicity")


@pytest.fixture
def admin(log_in, client):
    user = log_in("administrator")
    user.is_superuser = True
    user.save()
    return user


def linking_to(page, commit, **fields):
    body = [{"type": "paragraph", "value": f'<p><a linktype="page" id="{page.pk}">前のページ</a></p>'}]
    with commit(execute=True):
        return plain_page(body=json.dumps(body), **fields)


def html(client, name, *args, **query):
    return client.get(reverse(name, args=args), query).content.decode()


@pytest.mark.parametrize("name", ["wagtailadmin_pages:delete", "wagtailadmin_pages:unpublish"])
def test_before_a_page_goes_it_is_said_where_it_is_used(client, admin, commit, name):
    page = plain_page()
    other = linking_to(page, commit, title="介護のしおり")

    shown = html(client, name, page.pk)

    assert "介護のしおり" in shown
    assert reverse("wagtailadmin_pages:edit", args=(other.pk,)) in shown


def test_what_was_saved_a_moment_ago_and_waits_for_the_worker_counts(client, admin, commit, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    page = plain_page()
    linking_to(page, commit, title="介護のしおり").delete()
    linking_to(page, commit, title="体操のしおり")

    shown = html(client, "wagtailadmin_pages:delete", page.pk)

    assert "体操のしおり" in shown
    assert "介護のしおり" not in shown


def test_what_leads_to_a_page_below_counts_too(client, admin, commit):
    parent = plain_page()
    child = parent.add_child(instance=PlainPage(title="下の階層", slug="below"))
    linking_to(child, commit, title="介護のしおり")

    assert "介護のしおり" in html(client, "wagtailadmin_pages:delete", parent.pk)


def test_a_page_that_nothing_leads_to_says_so(client, admin):
    page = plain_page()

    assert "ほかの場所では使われていません" in html(client, "wagtailadmin_pages:delete", page.pk)


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_many_at_once_say_it_for_each(client, admin, commit, action):
    pages = [plain_page() for _ in range(2)]
    linking_to(pages[0], commit, title="介護のしおり")
    linking_to(pages[1], commit, title="体操のしおり")
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", action))

    shown = client.get(address, {"id": [page.pk for page in pages]}).content.decode()

    assert "介護のしおり" in shown
    assert "体操のしおり" in shown


def test_before_a_page_is_moved_it_is_said_that_links_go_on_working(client, admin, commit):
    page, target = plain_page(), plain_page()
    linking_to(page, commit, title="介護のしおり")

    shown = html(client, "wagtailadmin_pages:move_confirm", page.pk, target.pk)

    assert "介護のしおり" in shown
    assert "リンクは切れません" in shown


def test_an_image_and_a_document_say_where_they_are_used(client, admin, commit):
    image = PortalImage.objects.create(title="写真", file=pixel())
    document = PortalDocument.objects.create(title="資料", file=ContentFile(b"a", "s.txt"))
    body = [{"type": "documents", "value": {"items": [{"title": "資料", "document": document.pk}]}}]
    with commit(execute=True):
        plain_page(title="介護のしおり", lead_image=image, body=json.dumps(body))
    bulk = reverse("wagtail_bulk_action", args=("core", "portalimage", "delete"))

    assert "介護のしおり" in html(client, "wagtailimages:delete", image.pk)
    assert "介護のしおり" in html(client, "wagtaildocs:delete", document.pk)
    assert "介護のしおり" in client.get(bulk, {"id": image.pk}).content.decode()


def test_what_is_protected_says_why_it_cannot_go(client, admin, commit):
    kind = AgencyTypeFactory()
    with commit(execute=True):
        agency = AgencyFactory(agency_type=kind, name="つばさ相談室")

    shown = client.get(reverse(kind.snippet_viewset.get_url_name("delete"), args=(kind.pk,))).content.decode()

    assert agency.name in shown
    assert "先にこれらのページを直してください" in shown


def test_nobody_reads_titles_that_they_may_not_know(client, groups, commit):
    ours = staff(groups, "organisation")
    agency = AgencyFactory(stewards=[ours])
    from home.domain.usage import used_in

    group = GroupFactory()
    page = plain_page(owner=ours)
    linking_to(page, commit, title="非公開の下書き", live=False)

    uses = used_in(page, ours)

    assert [use.title for use in uses.shown] == []
    assert uses.others == 1
    assert not used_in(agency, ours)
    assert not used_in(group, ours)


def test_an_old_address_of_a_page_and_of_those_below_leads_to_the_new_one(client, groups, commit):
    page = plain_page(slug="kaigo")
    child = page.add_child(instance=PlainPage(title="下の階層", slug="below"))
    with commit(execute=True):
        draft = PlainPage.objects.get(pk=page.pk)
        draft.slug = "kaigo-hoken"
        draft.save_revision().publish()

    answers = [client.get(path) for path in ("/kaigo/", "/kaigo/below/")]

    assert [(answer.status_code, answer.url) for answer in answers] == [
        (301, "/kaigo-hoken/"),
        (301, "/kaigo-hoken/below/"),
    ]
    assert client.get(Page.objects.get(pk=child.pk).url).status_code == 200


def test_the_old_address_of_a_page_that_was_moved_leads_to_the_new_one(client, groups, commit):
    page, target = plain_page(slug="kaigo"), plain_page(slug="kurashi")
    with commit(execute=True):
        page.move(target, pos="last-child")

    answer = client.get("/kaigo/")

    assert (answer.status_code, answer.url) == (301, "/kurashi/kaigo/")


def test_the_old_address_of_an_entry_leads_to_the_new_one_however_often_it_changes(client, groups):
    agency = AgencyFactory(slug="one")
    for slug in ("two", "three"):
        agency = type(agency).objects.get(pk=agency.pk)
        agency.slug = slug
        agency.save_revision().publish()

    answers = [client.get(f"/directory/{slug}/") for slug in ("one", "two", "three")]

    assert [answer.status_code for answer in answers] == [301, 301, 200]
    assert [answer.url for answer in answers[:2]] == ["/directory/three/"] * 2


def test_an_entry_that_takes_its_old_address_back_is_found_there(client, groups):
    agency = AgencyFactory(slug="one")
    for slug in ("two", "one"):
        agency = type(agency).objects.get(pk=agency.pk)
        agency.slug = slug
        agency.save()

    assert client.get("/directory/one/").status_code == 200
    assert client.get("/directory/two/").url == "/directory/one/"


def test_what_was_never_public_leaves_no_trace(groups):
    agency = AgencyFactory(slug="one", live=False)
    agency = type(agency).objects.get(pk=agency.pk)
    agency.slug = "two"

    agency.save()

    assert Redirect.objects.count() == 0
