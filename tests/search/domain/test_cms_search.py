"""What editors find in the screens of the CMS."""

import pytest
from modelsearch.backends import get_search_backend
from wagtail.models import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def backend():
    return get_search_backend("search.domain.cms_search")


@pytest.fixture
def pages(town, backend):
    """Three pages; the second is a draft."""
    titles = ["相談支援包括化推進員の配置", "介護予防教室のお知らせ", "ひきこもりの家族会"]
    added = [
        town.add_child(instance=Page(title=title, slug=f"p{number}", live=number != 1))
        for number, title in enumerate(titles)
    ]
    backend.get_index_for_model(Page).add_items(Page, added)
    return added


def titles(results):
    return [page.title for page in results]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("相談", "相談支援包括化推進員の配置"),
        ("推進員", "相談支援包括化推進員の配置"),
        ("包括化", "相談支援包括化推進員の配置"),
        ("教室", "介護予防教室のお知らせ"),
        ("予防 教室", "介護予防教室のお知らせ"),
        ("引きこもり", "ひきこもりの家族会"),
        ("介護予防教室のお知らせ", "介護予防教室のお知らせ"),
    ],
)
def test_an_editor_finds_a_page_by_any_word_of_its_title(backend, pages, text, title):
    assert titles(backend.search(text, Page.objects.all())) == [title]
    assert titles(backend.autocomplete(text, Page.objects.all())) == [title]


@pytest.mark.parametrize("text", ['"', "'", "%", "AND", "NEAR(", "*", "\\", "\x00", "の", " ", "🎉", "介" * 10_000])
def test_nothing_that_an_editor_types_breaks_the_list(backend, pages, text):
    assert titles(backend.search(text, Page.objects.all())) == []
    assert titles(backend.autocomplete(text, Page.objects.all())) == []


def test_every_word_must_be_there(backend, pages):
    assert titles(backend.search("介護 家族", Page.objects.all(), operator="and")) == []


def test_a_list_shows_only_what_it_may(backend, pages):
    assert titles(backend.search("教室", Page.objects.live())) == []


def test_a_list_can_be_counted_and_cut(backend, pages, town):
    more = [town.add_child(instance=Page(title=f"教室 {number}", slug=f"m{number}")) for number in range(5)]
    backend.get_index_for_model(Page).add_items(Page, more)

    found = backend.autocomplete("教室", Page.objects.all())

    assert found.count() == 6
    assert len({page.pk for page in [*found[0:4], *found[4:8]]}) == 6


def test_a_list_in_its_own_order_keeps_it(backend, pages):
    found = backend.search("介護", Page.objects.order_by("-title"), order_by_relevance=False)

    assert titles(found) == ["介護予防教室のお知らせ"]


@pytest.mark.parametrize("address", ["/cms/pages/search/?q=推進員", "/cms/pages/search/results/?q=推進員"])
def test_the_screens_of_the_cms_find_it(admin_client, town, address):
    town.add_child(instance=Page(title="相談支援包括化推進員の配置", slug="haichi"))

    response = admin_client.get(address)

    assert response.status_code == 200
    assert "相談支援包括化推進員の配置" in response.content.decode()


def test_the_screens_of_the_cms_bear_any_sign(admin_client, town):
    assert admin_client.get("/cms/pages/search/", {"q": '"\x00'}).status_code == 200
