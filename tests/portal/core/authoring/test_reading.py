import pytest
from django.core.files.base import ContentFile
from wagtail import blocks
from wagtail.models import Page

from events.models import AgendaItem, EventDate, MeetingOutcomePage, OpinionTheme
from home.models import PlainPage, StoryPage
from portal.core.authoring import streams
from portal.core.authoring.facts import DocumentFact, Heading, Image, Link, LinkKind, Place, Table, TextRole
from portal.core.authoring.reading import content_of
from portal.core.blocks import portal_blocks
from portal.core.models import PortalDocument
from resources.models import Agency
from tests.factories.core import home_page
from tests.factories.home import plain_page
from tests.factories.resources import AgencyFactory

pytestmark = pytest.mark.django_db


def body(*blocks):
    return [{"id": f"b{number}", "type": kind, "value": value} for number, (kind, value) in enumerate(blocks)]


def read(*blocks, **fields):
    return content_of(PlainPage(title="体操の教室", body=body(*blocks), **fields))


def spoken(content):
    return [(text.place.part, text.role, text.text) for text in content.texts if text.place.field == "body"]


def test_a_page_begins_with_its_title_and_its_summary_even_when_empty():
    content = content_of(PlainPage(title="体操の教室"))

    assert [(text.place, text.role, text.text) for text in content.texts] == [
        (Place("title"), TextRole.TITLE, "体操の教室"),
        (Place("summary"), TextRole.SUMMARY, ""),
    ]
    assert (content.kind, content.title, content.names_nobody) == ("home.plainpage", "体操の教室", False)


def test_outcomes_and_stories_name_nobody():
    assert content_of(StoryPage(title="坂道")).names_nobody is True
    assert content_of(MeetingOutcomePage(title="報告")).names_nobody is True


def test_blocks_are_read_in_order_with_the_path_inside_them():
    content = read(
        ("heading", {"text": "持ち物", "level": "3"}),
        ("list", {"ordered": False, "items": ["飲み物", "タオル"]}),
        ("steps", {"items": [{"title": "電話する", "text": "平日に。"}, {"title": "来る", "text": ""}]}),
        ("phone_box", {"label": "福祉課", "phone": "0999-01-0001", "fax": "", "hours": "平日", "note": ""}),
        ("notice", {"level": "info", "title": "雨のとき", "text": "<p>中止します。</p><p>朝に決めます。</p>"}),
    )

    assert spoken(content) == [
        ("text", TextRole.HEADING, "持ち物"),
        ("items.0", TextRole.ITEM, "飲み物"),
        ("items.1", TextRole.ITEM, "タオル"),
        ("items.0.title", TextRole.CAPTION, "電話する"),
        ("items.0.text", TextRole.PARAGRAPH, "平日に。"),
        ("items.1.title", TextRole.CAPTION, "来る"),
        ("label", TextRole.CAPTION, "福祉課"),
        ("phone", TextRole.CONTACT, "0999-01-0001"),
        ("hours", TextRole.NOTE, "平日"),
        ("title", TextRole.CAPTION, "雨のとき"),
        ("text#0", TextRole.PARAGRAPH, "中止します。"),
        ("text#1", TextRole.PARAGRAPH, "朝に決めます。"),
    ]
    assert [(part.level, part.place) for part in content.headings] == [(3, Place("body", "b0", "text"))]


def test_a_table_is_read_with_caption_columns_and_rows():
    columns = [{"type": "text", "heading": "曜日"}, {"type": "text", "heading": ""}]
    table = {"columns": columns, "rows": [{"values": ["月", "10時から"]}], "caption": ""}

    (found,) = read(("table", {"caption": "相談の時間", "row_headings": True, "table": table})).tables

    assert isinstance(found, Table)
    assert (found.caption.text, found.header_row, found.header_column) == ("相談の時間", True, True)
    assert [cell.place.part for cell in found.head] == ["table.columns.0", "table.columns.1"]
    assert [[(cell.place.part, cell.text) for cell in row] for row in found.rows] == [
        [("table.rows.0.0", "月"), ("table.rows.0.1", "10時から")]
    ]


def test_links_of_rich_text_know_where_they_stand_and_whether_their_page_is_public():
    shown, hidden = plain_page(title="公開"), plain_page(title="下書き", live=False)
    source = (
        f'<p>前 <a linktype="page" id="{shown.pk}">公開の<b>ページ</b></a>、'
        f'<a linktype="page" id="{hidden.pk}">下書き</a>、'
        '<a href="https://example.jp/">県</a>、<a href="mailto:a@example.jp">メール</a></p>'
    )

    links = read(("paragraph", source)).links

    assert [(link.text, link.kind, link.is_lost, link.start) for link in links] == [
        ("公開のページ", LinkKind.INTERNAL, False, 2),
        ("下書き", LinkKind.INTERNAL, True, 9),
        ("県", LinkKind.EXTERNAL, False, 13),
        ("メール", LinkKind.MAIL, False, 15),
    ]


def test_documents_say_their_type_and_size():
    document = PortalDocument.objects.create(title="申請書", file=ContentFile(b"x" * 2048, "a.pdf"), file_size=2048)

    content = read(
        ("paragraph", f'<p><a linktype="document" id="{document.pk}">申請書</a></p>'),
        ("documents", {"items": [{"title": "申請書を開く", "document": document.pk}]}),
        ("paragraph", '<p><a linktype="document" id="9999">なくなった紙</a></p>'),
    )

    assert [(link.text, link.file_type, link.file_size, link.names_file, link.is_lost) for link in content.links] == [
        ("申請書", "PDF", 2048, False, False),
        ("申請書を開く", "", 0, True, False),
        ("なくなった紙", "", 0, False, True),
    ]
    assert [part for part in content.parts if isinstance(part, DocumentFact)] == [
        DocumentFact(Place("body", "b1", "items.0.document"), "申請書を開く", "PDF", 2048)
    ]


def test_related_links_are_links_of_their_own_words():
    page = plain_page(title="公開")
    items = [
        {"text": "役場の案内", "page": page.pk, "url": ""},
        {"text": "県", "page": None, "url": "https://example.jp/"},
    ]

    content = read(("related_links", {"title": "あわせて読む", "items": items}))

    assert [(link.text, link.href, link.place.part) for link in content.links] == [
        ("役場の案内", f"page:{page.pk}", "items.0.text"),
        ("県", "https://example.jp/", "items.1.text"),
    ]


def test_rows_written_beside_the_page_are_read_too_saved_or_not():
    page = MeetingOutcomePage(title="報告")
    page.agenda = [AgendaItem(title="買い物のこと")]
    page.opinions = [OpinionTheme(theme="通院", text="バスが少ない\n帰りが遠い")]

    content = content_of(page)

    assert [(text.place, text.text) for text in content.texts if text.place.field in {"agenda", "opinions"}] == [
        (Place("agenda", "", "0.title"), "買い物のこと"),
        (Place("opinions", "", "0.theme"), "通院"),
        (Place("opinions", "", "0.text"), "バスが少ない\n帰りが遠い"),
    ]


def test_a_name_in_a_field_for_names_and_an_address_are_known_as_such():
    agency = AgencyFactory(
        name="さくら相談室", operator="さくら福祉会", address="中央1-2-3", website="https://example.jp/"
    )

    content = content_of(Agency.objects.get(pk=agency.pk))

    roles = {text.place.field: text.role for text in content.texts}
    assert (roles["name"], roles["operator"], roles["address"]) == (TextRole.TITLE, TextRole.PERSON, TextRole.ADDRESS)
    assert [(link.href, link.has_words) for link in content.links if isinstance(link, Link)] == [
        ("https://example.jp/", False)
    ]


def test_pictures_know_whether_they_decorate(picture):
    content = read(
        ("image", {"image": picture.pk, "alt_text": "", "decorative": False, "caption": "秋のようす"}),
        ("image", {"image": picture.pk, "alt_text": "", "decorative": True, "caption": ""}),
        lead_image=picture,
    )

    assert [(image.place, image.is_decorative, image.width) for image in content.images] == [
        (Place("lead_image_alt"), True, 40),
        (Place("body", "b0", "alt_text"), False, 40),
        (Place("body", "b1", "alt_text"), True, 40),
    ]
    assert isinstance(content.images[0], Image)


def test_a_block_of_a_form_that_has_no_id_yet_is_known_by_its_number():
    page = PlainPage(title="体操", body=[("heading", {"text": "会場", "level": "2"})])

    (heading,) = content_of(page).headings

    assert isinstance(heading, Heading)
    assert heading.place == Place("body", "@0", "text")


@pytest.mark.parametrize("how_many", [1, 3])
def test_reading_costs_the_same_however_many_links_there_are(how_many, django_assert_num_queries):
    home_page()
    links = "".join(f'<a linktype="page" id="{number}">ページ</a>' for number in range(1, how_many + 1))
    page = PlainPage.objects.get(pk=plain_page(body=body(("paragraph", f"<p>{links}</p>"))).pk)

    with django_assert_num_queries(1):
        content_of(page)

    assert Page.objects.filter(pk=page.pk).exists()


def test_dates_without_a_note_say_nothing():
    assert all(text.text for text in content_of(StoryPage(title="坂道", summary="坂")).texts)
    assert EventDate._meta.get_field("note").blank


# What holds no words of its own.
SILENT = (blocks.BooleanBlock, blocks.ChoiceBlock, blocks.IntegerBlock, blocks.DecimalBlock, blocks.PageChooserBlock)


def inside(block):
    yield block
    children = getattr(block, "child_blocks", {})
    for child in [*children.values(), *filter(None, [getattr(block, "child_block", None)])]:
        yield from inside(child)


def test_every_block_that_a_page_can_hold_is_read_or_holds_no_words():
    readable = tuple(kind for kind, _read in streams._READERS)

    unread = [
        type(one).__name__
        for _name, block in portal_blocks()
        for one in inside(block)
        if not isinstance(one, (*readable, *SILENT))
    ]

    assert unread == []


def test_a_map_and_a_video_are_read():
    content = read(
        ("map", {"title": "公民館", "address": "中央1-2-3", "latitude": None, "longitude": None, "note": "駅から5分"}),
        (
            "video",
            {
                "title": "体操",
                "document": None,
                "url": "https://example.jp/v",
                "minutes": 3,
                "transcript": "足を上げます。",
            },
        ),
    )

    assert spoken(content) == [
        ("title", TextRole.CAPTION, "公民館"),
        ("address", TextRole.ADDRESS, "中央1-2-3"),
        ("note", TextRole.NOTE, "駅から5分"),
        ("title", TextRole.CAPTION, "体操"),
        ("transcript", TextRole.PARAGRAPH, "足を上げます。"),
    ]
    assert [(link.href, link.has_words) for link in content.links] == [("https://example.jp/v", False)]


def test_a_half_written_form_is_read_as_far_as_it_goes():
    content = read(
        ("image", {"image": None, "alt_text": "", "decorative": False, "caption": ""}),
        ("documents", {"items": [{"title": "", "document": None}]}),
        ("documents", {"items": [{"title": "なくなった紙", "document": None}]}),
        ("related_links", {"title": "", "items": [{"text": "", "page": None, "url": ""}]}),
        ("table", {"caption": "", "row_headings": True, "table": None}),
        ("heading", {"text": "", "level": "2"}),
        ("paragraph", ""),
        ("list", {"ordered": False, "items": [""]}),
    )

    assert [heading.text for heading in content.headings] == [""]
    assert [(link.text, link.is_lost) for link in content.links] == [
        ("", False),
        ("なくなった紙", True),
        ("", False),
    ]
    assert [(table.head, table.rows) for table in content.tables] == [((), ())]
