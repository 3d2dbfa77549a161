import pytest

from events.models import MeetingOutcomePage, OpinionTheme
from home.models import PlainPage
from portal.core.authoring.checker import check
from portal.core.authoring.correcting import CorrectionRefused, Refusal, corrected, corrections_of
from portal.core.authoring.facts import Place
from portal.core.authoring.findings import Correction
from portal.core.authoring.reading import content_of
from tests.portal.core.authoring.writing import knowledge

pytestmark = pytest.mark.django_db

COLUMNS = [{"type": "text", "heading": "日　時"}, {"type": "text", "heading": "定員"}]
BLOCKS = [
    {"id": "b0", "type": "heading", "value": {"text": "ﾃﾞｲｻｰﾋﾞｽ", "level": "2"}},
    {"id": "b1", "type": "paragraph", "value": "<p>受付は<b>10:00～</b>です。</p><p>定員は２０名。&amp;</p>"},
    {"id": "b2", "type": "list", "value": {"ordered": False, "items": ["飲み物", "ﾀｵﾙ"]}},
    {
        "id": "b3",
        "type": "table",
        "value": {
            "caption": "予定",
            "row_headings": True,
            "table": {"columns": COLUMNS, "rows": [{"values": ["５月", "１０人"]}], "caption": ""},
        },
    },
    {"id": "b4", "type": "notice", "value": {"level": "info", "title": "雨", "text": "<p>電話 0999-01-0001</p>"}},
]


def page(**fields):
    return PlainPage(**{"title": "第１回 体操", "summary": "ぜひ！！来てください。", "body": BLOCKS, **fields})


def all_corrected(thing):
    corrected(thing, corrections_of(check(content_of(thing), knowledge())))
    return thing


def stored(thing):
    return [block["value"] for block in thing.body.get_prep_value()]


def test_all_that_is_certain_is_corrected_and_rich_text_stays_rich_text():
    thing = all_corrected(page())

    heading, paragraph, lines, table, notice = stored(thing)
    assert (thing.title, thing.summary) == ("第1回 体操", "ぜひ！来てください。")
    assert heading["text"] == "デイサービス"
    assert paragraph == "<p>受付は<b>10時から</b>です。</p><p>定員は20名。&amp;</p>"
    assert [item["value"] for item in lines["items"]] == ["飲み物", "タオル"]
    assert [column["heading"] for column in table["table"]["columns"]] == ["日時", "定員"]
    assert table["table"]["rows"] == [{"values": ["5月", "10人"]}]
    assert notice["text"] == '<p>電話 <a href="tel:0999010001">0999-01-0001</a></p>'


def test_correcting_twice_changes_nothing_more():
    thing = all_corrected(page())
    before = stored(thing)

    all_corrected(thing)

    assert stored(thing) == before


def test_a_row_beside_the_page_is_corrected_in_memory():
    outcome = MeetingOutcomePage(title="報告")
    outcome.opinions = [OpinionTheme(theme="通院", text="ﾊﾞｽが少ない")]

    all_corrected(outcome)

    assert [opinion.text for opinion in outcome.opinions.all()] == ["バスが少ない"]


def test_two_corrections_of_one_text_are_made_from_its_end():
    thing = page(summary="１月と２月と３月")

    all_corrected(thing)

    assert thing.summary == "1月と2月と3月"


def test_a_text_that_changed_since_is_not_corrected_and_nothing_else_is():
    thing = page()
    corrections = corrections_of(check(content_of(thing), knowledge()))
    thing.summary = "書き直しました。"

    with pytest.raises(CorrectionRefused) as refused:
        corrected(thing, corrections)

    assert refused.value.reason == Refusal.CHANGED
    assert thing.title == "第１回 体操"


@pytest.mark.parametrize(
    "place",
    [
        Place("body", "gone", "text"),
        Place("body", "b0", "nothing"),
        Place("body", "b2", "items.9"),
        Place("body", "b1", "#7"),
        Place("nowhere"),
        Place("body", "b3", "table.rows.4.0"),
        Place("body", "b3", "table"),
    ],
)
def test_a_place_that_is_gone_is_refused(place):
    with pytest.raises(CorrectionRefused) as refused:
        corrected(page(), [Correction(place, 0, 1, "x", was="ﾃ")])

    assert refused.value.reason == Refusal.GONE


def test_two_corrections_of_the_same_words_are_refused_together():
    place = Place("summary")
    both = [Correction(place, 0, 2, "どうぞ", was="ぜひ"), Correction(place, 1, 4, "！", was="ひ！！")]

    with pytest.raises(CorrectionRefused) as refused:
        corrected(page(), both)

    assert refused.value.reason == Refusal.OVERLAP


def test_of_two_findings_on_the_same_words_the_first_is_corrected():
    findings = check(content_of(page(summary="Ｒ８年度", body=[])), knowledge())

    replacements = [one.replacement for one in corrections_of(findings) if one.place == Place("summary")]

    assert len(replacements) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"summary": "㎡" + "広" * 159},
        {"body": [{"id": "b", "type": "heading", "value": {"text": "㎡" + "広" * 79, "level": "2"}}]},
        {"body": [{"id": "b", "type": "list", "value": {"ordered": False, "items": ["㎡" + "広" * 199]}}]},
    ],
)
def test_a_correction_that_would_not_fit_its_field_is_refused(fields):
    thing = page(**{"title": "体操", "summary": "", "body": [], **fields})
    corrections = corrections_of(check(content_of(thing), knowledge()))

    with pytest.raises(CorrectionRefused) as refused:
        corrected(thing, corrections)

    assert refused.value.reason == Refusal.TOO_LONG
    assert len(corrections) == 1
