"""Every way in which a file arrives has it looked into, and staff are told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection

from portal.core.authoring.checker import check
from portal.core.authoring.facts import Place
from portal.core.authoring.reading import content_of
from portal.core.documents.text_inside import TextInside
from portal.core.domain.documents import look_into_files
from portal.core.models import PortalDocument
from tests.factories.home import plain_page
from tests.factories.pdfs import WORDS, pdf
from tests.portal.core.authoring.writing import knowledge

pytestmark = pytest.mark.django_db
TOLD = "このPDFは紙を読み取った画像だけで、文字がありません。"
LISTED = "文字なし（紙の画像だけ）"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def chief(log_in):
    return log_in("publicity")


def file(content, name="tsuchi.pdf"):
    return SimpleUploadedFile(name, content, "application/pdf")


def known():
    return [one.text_inside for one in PortalDocument.objects.order_by("pk")]


def scanned(**fields):
    return PortalDocument.objects.create(
        **{"title": "通知", "file": file(pdf()), "text_inside": TextInside.NONE} | fields
    )


def sent(client, name, content, *args, prefix="", **fields):
    data = {"title": "通知", "tags": "", "collection": Collection.get_first_root_node().pk, "file": file(content)}
    return client.post(reverse(name, args=args), {f"{prefix}{key}": value for key, value in data.items()} | fields)


def test_a_file_of_the_form_is_looked_into(client, chief):
    sent(client, "wagtaildocs:add", pdf())

    assert known() == [TextInside.NONE]
    assert LISTED in client.get(reverse("wagtaildocs:index")).content.decode()


def test_a_file_among_several_is_looked_into_and_told_of_at_once(client, chief):
    answer = client.post(reverse("wagtaildocs:add_multiple"), {"title": "通知", "files[]": file(pdf())})

    assert TOLD in answer.json()["form"]
    assert known() == [TextInside.NONE]


def test_a_file_uploaded_where_it_is_chosen_is_looked_into(client, chief):
    sent(client, "wagtaildocs_chooser:create", pdf(), prefix="document-chooser-upload-")

    assert known() == [TextInside.NONE]
    assert LISTED in client.get(reverse("wagtaildocs_chooser:choose")).json()["html"]


def test_another_file_in_its_place_is_looked_into(client, chief):
    document = scanned()

    told_before = client.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
    sent(client, "wagtaildocs:edit", pdf(WORDS), document.pk)
    told_after = client.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()

    assert known() == [TextInside.TEXT]
    assert TOLD in told_before
    assert TOLD not in told_after


def test_a_picture_of_paper_may_become_a_file_of_another_kind(client, chief):
    sent(client, "wagtaildocs:edit", b"words", scanned().pk, file=file(b"words", "tsuchi.txt"))

    assert known() == [TextInside.NOT_LOOKED_AT]


def test_the_clock_looks_into_files_that_were_there_before():
    for content in (pdf(), pdf(WORDS), b"%PDF"):
        scanned(file=file(content), text_inside=TextInside.NOT_LOOKED_AT)
    lost = scanned(text_inside=TextInside.NOT_LOOKED_AT)
    lost.file.storage.delete(lost.file.name)
    scanned(file=file(b"a", "a.txt"), text_inside=TextInside.NOT_LOOKED_AT)

    assert [look_into_files(timezone.now()) for _ in range(2)] == [4, 0]
    assert known() == [
        TextInside.NONE,
        TextInside.TEXT,
        TextInside.UNCLEAR,
        TextInside.UNCLEAR,
        TextInside.NOT_LOOKED_AT,
    ]


def test_the_clock_leaves_a_file_that_was_changed_meanwhile(monkeypatch):
    document = scanned(text_inside=TextInside.NOT_LOOKED_AT)

    def change_it(one):
        PortalDocument.objects.filter(pk=document.pk).update(file="documents/other.pdf")
        one.text_inside = TextInside.NONE

    monkeypatch.setattr(get_document_model(), "look_inside", change_it)

    assert look_into_files(timezone.now()) == 0
    assert known() == [TextInside.NOT_LOOKED_AT]


def test_a_page_that_links_to_a_picture_of_paper_is_told_so_at_the_place():
    document = scanned()
    body = [
        ("paragraph", f'<p><a linktype="document" id="{document.pk}">通知（PDF、1KB）</a></p>'),
        ("documents", {"items": [{"title": "通知を開く", "document": document}]}),
    ]

    findings = check(content_of(plain_page(body=body)), knowledge())

    places = [one.place.part for one in findings if one.rule == "scanned-documents"]
    assert places == ["#0", "items.0.document"]
    assert isinstance(findings[0].place, Place)
