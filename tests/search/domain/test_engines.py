"""What every engine must do; the suite runs on each database."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from search.domain.analysis import Clause, Query, query_of
from search.domain.cutting import read_stored
from search.domain.engines import postgres
from search.domain.results import results
from search.models import Document
from search.rules import Narrowing, Question
from tests.budgets import budget
from tests.factories.resources import AgencyTypeFactory
from tests.factories.search import AliasFactory, document

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def pks(engine, *keys):
    ids = Document.objects.ids_by_key(keys)
    return [ids[key] for key in keys]


def titles(engine, text, **narrowing):
    found = engine.find(Question(text, Narrowing(**narrowing)), now=NOW)
    assert found.total == len(found.documents)
    return [hit.title for hit in found.documents]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("介護", "介護予防教室"),
        ("かいご", "介護予防教室"),
        ("カイゴ", "介護予防教室"),
        ("ｶｲｺﾞ", "介護予防教室"),
        ("かいごよぼう", "介護予防教室"),
        ("ひきこもり", "引きこもりの家族会"),
        ("引きこもり", "ひきこもり相談"),
        ("ヒキコモリ", "引きこもりの家族会"),
        ("ボランティア", "ﾎﾞﾗﾝﾃｨｱ募集"),
        ("ﾎﾞﾗﾝﾃｨｱ", "ボランティア募集"),
        ("ボランティア", "ボランテイア募集ボランティア"),
        ("Ｗｅｂ", "Web講座"),
        ("web", "Ｗｅｂ講座"),
        ("コ－ヒ－", "コーヒーの会"),
        ("こども食堂", "子ども食堂"),
        ("子ども食堂", "子供食堂"),
        ("子供食堂", "こども食堂"),
        ("カフェ", "認知症カフェ"),
        ("推進員", "相談支援包括化推進員の配置"),
        ("相談", "相談支援包括化推進員の配置"),
        ("申込", "申し込みのしかた"),
        ("介", "介護予防教室"),
        ("き", "介護予防教室"),
        ("春", "春のつどい"),
        ("障害", "障がい者相談"),
        ("  介護　予防 ", "介護予防教室"),
    ],
)
def test_a_resident_finds_the_title_by_what_they_type(engine, text, title):
    engine.write([document(1, title=title), document(2, title="議会だより")])

    assert titles(engine, text) == [title]


def test_a_sentence_in_kana_finds_what_its_known_words_find(engine):
    AliasFactory(words="介護\n家族の世話")
    engine.write([document(1, title="介護の会"), document(2, title="怪魚の会"), document(3, title="会合")])

    assert titles(engine, "かいごにつかれました") == ["介護の会"]


@pytest.mark.parametrize("field", ["category", "description", "body", "address"])
def test_every_field_is_searched(engine, field):
    engine.write([document(1, **{field: "認知症カフェ"}), document(2)])

    assert titles(engine, "カフェ") == ["お知らせ"]


def test_the_given_reading_is_searched(engine):
    engine.write([document(1, title="陽溜", kana="ひだまり")])

    assert titles(engine, "ひだまり") == ["陽溜"]
    assert titles(engine, "だま") == ["陽溜"]


def test_a_hit_in_the_title_comes_before_one_in_the_text(engine):
    engine.write(
        [
            document(1, title="町の便り", body="今月は介護の話です。"),
            document(2, title="介護の相談", body="町の便りです。"),
        ]
    )

    assert titles(engine, "介護") == ["介護の相談", "町の便り"]


def test_words_that_stand_together_come_before_words_apart(engine):
    engine.write(
        [
            document(1, title="食堂で遊ぶ子供"),
            document(2, title="遊ぶ子供食堂で"),
        ]
    )

    assert titles(engine, "子供食堂") == ["遊ぶ子供食堂で", "食堂で遊ぶ子供"]


def test_what_holds_every_word_comes_before_what_holds_one_often(engine):
    engine.write(
        [
            document(1, title="教室", category="教室 教室"),
            document(2, title="町の便り", description="介護の話と教室のお知らせ"),
            document(3, title="町の便り", description="介護の話"),
        ]
    )

    found = engine.find(Question("介護 教室"), now=NOW)

    assert [hit.key for hit in found.documents][:2] == ["tests.thing:2", "tests.thing:1"]


@pytest.mark.parametrize(
    ("text", "noise"), [("宇宙飛行士", "弁護士の相談"), ("5月", "5人の会"), ("推進員", "会員の集まり")]
)
def test_a_part_of_a_word_finds_nothing_by_itself(engine, text, noise):
    engine.write([document(1, title=noise)])

    assert titles(engine, text) == []


@pytest.mark.parametrize(
    "text",
    [
        *['"', "'", "%", "*", "\\", "\x00", ":", "^", "-", "+", "!", "&", "|", "( )", "<->", "\\' OR"],
        *[
            "AND",
            "OR",
            "NOT",
            "NEAR(",
            "NEAR(介護 予防)",
            "title:介護",
            "{title} : 介護",
            '"介護',
            "介護*",
            "介護' | 'b",
        ],
        *["介護\x00予防", "'; DROP TABLE search_document; --", "\ud800", "\u200b", "\u3099", "ﾞ", "がが\u3099", "🎉"],
        *["の", "する", "", "   ", "　", "😀介護" * 50, "介" * 10_000, "介 " * 5_000, "か" * 10_000],
    ],
)
def test_nothing_that_can_be_typed_breaks_the_search(engine, text):
    engine.write([document(1, title="介護予防教室"), document(2, title="a:b*c'd\"e\\f 🎉")])

    found = engine.find(Question(text), now=NOW)

    assert found.total <= 2


def test_words_without_a_match_find_nothing(engine):
    engine.write([document(1, title="介護予防教室")])

    assert titles(engine, "宇宙飛行士") == []


def test_an_empty_question_finds_nothing(engine):
    engine.write([document(1, title="介護予防教室")])

    assert titles(engine, "") == []


def test_writing_again_replaces(engine):
    engine.write([document(1, title="介護予防教室")])

    engine.write([document(1, title="囲碁の会")])

    assert titles(engine, "介護") == []
    assert titles(engine, "囲碁") == ["囲碁の会"]
    assert Document.objects.count() == 1


def test_what_is_removed_is_not_found(engine):
    engine.write([document(1, title="介護予防教室"), document(2, title="介護の相談")])

    engine.remove(["tests.thing:1", "tests.thing:99"])

    assert titles(engine, "介護") == ["介護の相談"]
    assert list(engine.keys()) == ["tests.thing:2"]


def test_filters_keep_to_kind_area_and_topic(engine):
    engine.write(
        [
            document(1, title="介護の会", kind="event", areas=("chuo",), topics=("care",)),
            document(2, title="介護の家", kind="base", areas=("chuo", "kawakami")),
            document(3, title="介護の窓口", kind="agency"),
        ]
    )

    assert titles(engine, "介護", kind="event") == ["介護の会"]
    assert sorted(titles(engine, "介護", area="kawakami")) == ["介護の家", "介護の窓口"]
    assert titles(engine, "介護", topic="care") == ["介護の会"]
    assert titles(engine, "介護", kind="event", area="kawakami") == []


def test_an_area_code_is_never_taken_for_a_part_of_another(engine):
    engine.write([document(1, title="介護の会", areas=("chuo-kita",))])

    assert titles(engine, "介護", area="chuo") == []


def test_no_choice_that_is_offered_leads_to_an_empty_page(engine):
    engine.write(
        [
            document(1, title="介護の会", kind="event", areas=("chuo",), topics=("care",)),
            document(2, title="介護の家", kind="base", areas=("kawakami",)),
            document(3, title="介護の窓口", kind="agency"),
        ]
    )

    for narrowing in [{}, {"kind": "event"}, {"area": "kawakami"}, {"kind": "base", "area": "kawakami"}]:
        offered = engine.find(Question("介護", Narrowing(**narrowing)), now=NOW).facets
        for name, counts in [("kind", offered.kinds), ("area", offered.areas), ("topic", offered.topics)]:
            for code, count in counts.items():
                assert len(titles(engine, "介護", **{**narrowing, name: code})) == count > 0


def test_what_is_over_comes_after_what_is_coming(engine):
    hour = timedelta(hours=1)
    engine.write(
        [
            document(1, title="介護 介護 介護", kind="event", spans=((NOW - 3 * hour, NOW - hour),)),
            document(
                2,
                title="町の介護の話の会",
                kind="event",
                spans=((NOW - 3 * hour, NOW - hour), (NOW + hour, NOW + 2 * hour)),
            ),
            document(3, title="長い町の介護の話のお知らせ"),
        ]
    )

    assert titles(engine, "介護")[-1] == "介護 介護 介護"


def test_pages_are_cut_and_a_page_too_far_is_the_last(engine):
    engine.write([document(number, title=f"介護 {number}") for number in range(1, 24)])

    pages = [engine.find(Question("介護", page=number), now=NOW) for number in (1, 2, 3, 99)]

    assert [len(page.documents) for page in pages] == [10, 10, 3, 3]
    assert [page.page for page in pages] == [1, 2, 3, 3]
    assert {page.total for page in pages} == {23}
    assert len({hit.key for page in pages[:3] for hit in page.documents}) == 23


def test_a_filter_reaches_below_the_best_thousand(engine, monkeypatch):
    monkeypatch.setattr("search.domain.finding.CANDIDATES", 3)
    engine.write([document(number, title="介護") for number in range(1, 6)])
    engine.write([document(6, title="町で行う長い名前の集まりと介護", kind="event")])

    found = engine.find(Question("介護", Narrowing(kind="event")), now=NOW)

    assert [hit.key for hit in found.documents] == ["tests.thing:6"]
    assert found.there_are_more is True


def test_candidates_come_in_the_order_of_the_engine(engine):
    titles = ["介護 " * (number % 7 + 1) + "教室" * (number % 3) for number in range(60)]
    engine.write([document(number, title=title) for number, title in enumerate(titles)])
    query = query_of("介護 教室")

    candidates = engine.candidates(query, Narrowing(), now=NOW, worded=25)

    assert [candidate.pk for candidate in candidates] == engine.best(query, Narrowing(), 200)
    assert all(candidate.words for candidate in candidates[:25])


def test_a_word_that_is_asked_for_in_names_is_met_by_titles_and_categories_alone(engine):
    engine.write(
        [document(1, title="介護の会"), document(2, category="介護"), document(3, body="介護"), document(4, title="会")]
    )
    query = Query(telling=(Clause(("介護",), in_names=True),))

    assert sorted(engine.best(query, Narrowing(), 10)) == pks(engine, "tests.thing:1", "tests.thing:2")


def test_where_many_documents_hold_a_word_and_none_is_called_so_they_are_found(engine, monkeypatch):
    monkeypatch.setattr("search.domain.finding.COMMON_AT_LEAST", 2)
    engine.write([document(number, title=f"便り{number}", body="場合による") for number in range(5)])
    engine.settle()

    assert engine.find(Question("場合"), now=NOW).total == 5


def test_texts_are_kept_cut_with_what_is_found(engine):
    engine.write([document(1, title="介護教室", description="体の話", body="本文")])

    found = engine.find(Question("介護"), now=NOW)

    assert set(found.kept) == {"介護教室", "体の話", "本文", ""}
    assert read_stored(found.kept["介護教室"]).words == ("介護", "教室")


def test_a_text_with_a_nul_is_kept_and_marked_in_its_place(engine):
    engine.write([document(1, title="町の\x00介護教室")])

    found = engine.find(Question("介護"), now=NOW)

    (shown,) = results(found, text="介護", now=NOW, kinds={}, areas={})
    assert shown.title == "町の<mark>介護</mark>教室"


def test_what_staff_teach_is_in_force_with_the_next_question(engine):
    AgencyTypeFactory(label="福祉課")
    engine.write([document(1, title="公共職業安定所")])
    assert engine.find(Question("風来坊"), now=NOW).total == 0

    AliasFactory(words="風来坊\n公共職業安定所")

    assert engine.find(Question("風来坊"), now=NOW).total == 1


@pytest.fixture
def welfare():
    """A kind of agency whose name alone brings its agencies, whatever they are called."""
    return AgencyTypeFactory(code="welfare", label="福祉課").code


def desk(number, title, kind, **differing):
    return document(number, kind="agency", title=title, agency_type=kind, **differing)


def test_an_agency_that_comes_or_goes_does_so_at_once_for_its_kind(engine, welfare):
    engine.write([desk(1, "くらしの窓口", welfare)])
    before = titles(engine, "福祉課")

    engine.write([desk(2, "まちの窓口", welfare)])
    with_another = titles(engine, "福祉課")
    engine.remove(["tests.thing:1"])

    assert (before, with_another) == (["くらしの窓口"], ["くらしの窓口", "まちの窓口"])
    assert titles(engine, "福祉課") == ["まちの窓口"]


def test_what_was_written_in_vain_is_not_remembered(engine, welfare):
    engine.write([desk(1, "くらしの窓口", welfare)])
    titles(engine, "福祉課")

    with suppress(LookupError), transaction.atomic():
        engine.write([desk(2, "まちの窓口", welfare)])
        within = titles(engine, "福祉課")
        raise LookupError

    assert within == ["くらしの窓口", "まちの窓口"]
    assert titles(engine, "福祉課") == ["くらしの窓口"]


def test_an_agency_that_ends_comes_last_from_then_on(engine, welfare):
    an_hour = (NOW, NOW + timedelta(hours=1))
    engine.write([desk(1, "今日だけの窓口", welfare, spans=(an_hour,)), desk(2, "まちの窓口", welfare)])

    during, afterwards = (
        [hit.title for hit in engine.find(Question("福祉課"), now=now).documents]
        for now in (NOW, NOW + timedelta(hours=2))
    )

    assert (during, afterwards) == (["今日だけの窓口", "まちの窓口"], ["まちの窓口", "今日だけの窓口"])


def test_a_kind_of_which_there_is_nothing_is_asked_for_once(engine, welfare, django_assert_num_queries, queries):
    engine.write([document(1, title="福祉課だより")])
    titles(engine, "福祉課")

    # Without the trip for its agencies.
    with django_assert_num_queries(queries - budget(sqlite=1, postgresql=0)):
        assert titles(engine, "福祉課") == ["福祉課だより"]


def test_words_that_stand_apart_but_never_together_are_put_right_and_together_are_not(engine):
    AgencyTypeFactory(label="介護保険課")
    apart = ["介護教室", "介護の会", "保険の話", "保険証"]
    engine.write([document(number, title=title) for number, title in enumerate(apart)])
    engine.settle()  # counts the words
    when_apart = engine.find(Question("介護保険"), now=NOW).meant

    engine.write([document(9, title="介護保険のしくみ")])

    assert (when_apart, engine.find(Question("介護保険"), now=NOW).meant) == ("介護保険課", "")


def test_a_document_that_went_by_itself_is_not_counted(engine):
    engine.write([document(1, title="介護教室"), document(2, title="介護の会")])
    Document.objects.keyed(["tests.thing:1"]).delete()

    assert titles(engine, "介護") == ["介護の会"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite counts words itself")
def test_words_that_another_process_has_counted_anew_are_read_again(engine):
    engine.write([document(1, title="介護"), document(2, title="介護")])
    engine.settle()
    postgres._known_counts["default"] = postgres._Counts(version=-1, counted={"介護": 4_000}, of=4_000)

    engine.find(Question("介護"), now=NOW)

    assert engine.frequencies(["介護", "宇宙"])[0] == {"介護": 2}


def test_a_document_comes_back_as_it_was_written(engine):
    written = document(
        1,
        kind="event",
        title="介護予防教室",
        kana="かいごよぼうきょうしつ",
        category="健康",
        description="体を動かします",
        body="本文",
        address="澄野町1-1",
        phone="0999-01-0001",
        areas=("chuo", "kawakami"),
        topics=("care",),
        spans=((NOW, NOW + timedelta(hours=1)),),
        updated_at=NOW,
    )

    engine.write([written])

    assert engine.find(Question("介護"), now=NOW).documents == (written,)


def test_a_nul_in_a_text_is_dropped_and_the_rest_found(engine):
    engine.write([document(1, title="介護\x00予防教室")])

    assert titles(engine, "教室") == ["介護予防教室"]


def test_settling_counts_by_kind_and_drops_words_without_document(engine):
    engine.write([document(1, kind="event"), document(2, kind="event"), document(3)])
    Document.objects.keyed(["tests.thing:3"]).delete()

    counts = engine.settle()

    assert counts == {"event": 2}
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_words")
        assert cursor.fetchone() == (2,)


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_question_costs_the_same_however_much_is_found(engine, queries, how_many, django_assert_num_queries):
    engine.write([document(number, title=f"介護 {number}") for number in range(how_many)])

    engine.find(Question("介護"), now=NOW)  # reads the knowledge

    # The state of the knowledge, how common the words are, the best, the kinds that fit, a page.
    with django_assert_num_queries(queries):
        found = engine.find(Question("介護", Narrowing(kind="page")), now=NOW)

    assert found.total == how_many


def test_a_document_of_an_older_version_is_found_until_search_is_rebuilt(engine):
    engine.write([document(1, title="介護予防教室")])
    Document.objects.update(words="")

    assert titles(engine, "介護") == ["介護予防教室"]
