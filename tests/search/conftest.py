import pytest
from wagtail.models import Page, Site

from portal.core.indexing import SearchDocument, key_of, registry


@pytest.fixture
def searchable_pages():
    """Plain Wagtail pages, searchable for the length of one test."""
    kept = registry.of(Page)
    registry.register(
        Page,
        kinds=(("test-page", "試しのページ"),),
        visible=lambda: Page.objects.live().public().filter(depth__gt=1),
        document=lambda page: SearchDocument(
            key=key_of(Page, page.pk), kind="test-page", title=page.title, url=page.get_url() or ""
        ),
    )
    yield
    registry.forget(Page)
    if kept is not None:
        registry.register(Page, kinds=kept.kinds, visible=kept.visible, document=kept.document)


@pytest.fixture
def town(db, searchable_pages):
    """The root page of the site, as the migrations left it or newly made."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is not None:
        return site.root_page
    root = Page.get_first_root_node().add_child(instance=Page(title="町", slug="town"))
    Site.objects.create(hostname="localhost", root_page=root, is_default_site=True)
    return root
