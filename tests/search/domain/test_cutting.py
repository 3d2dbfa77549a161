import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.domain import cutting
from search.domain.cutting import cut_text, cut_texts, part_around, read_stored

TEXTS = st.text(alphabet="介護の子ども教室、。 ｶﾞがﾊﾟー-㈱①ＮＰＯabc12¨゙\u3099（）", max_size=60)


def in_text(text, cut):
    return [
        text[at + begin : at + end] for at, part in cut.parts for begin, end in zip(part.begins, part.ends, strict=True)
    ]


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cutting._remembered.parts = {}


@pytest.mark.parametrize(
    ("text", "words", "written"),
    [
        ("介護予防教室", ("介護", "予防", "教室"), ["介護", "予防", "教室"]),
        ("こどもの教室。子供の会", ("子供", "教室", "子供", "会"), ["こども", "教室", "子供", "会"]),
        ("㈱Ｗｅｂ講座", ("ウェブ", "講座"), ["Ｗｅｂ", "講座"]),
        ("ﾎﾞﾗﾝﾃｨｱの会", ("ボランティア", "会"), ["ﾎﾞﾗﾝﾃｨｱ", "会"]),
        ("、。（）", (), []),
        ("", (), []),
    ],
)
def test_words_stand_where_they_were_written(text, words, written):
    cut = cut_text(text)

    assert cut.words == words
    assert in_text(text, cut) == written


def test_a_text_is_read_as_the_dictionary_reads_it():
    assert cut_text("介護予防、3回").reading == "カイゴヨボウ3カイ"


@given(text=TEXTS)
def test_what_is_kept_is_read_as_it_was_cut(text):
    cut = cut_text(text)
    with_words = [(at, part[:4]) for at, part in cut.parts if part.words]

    kept = [(at, tuple(map(list, part[:4]))) for at, part in read_stored(cut.stored(len(text))).parts]

    assert kept == [(at, tuple(map(list, part))) for at, part in with_words]


@given(texts=st.lists(TEXTS, max_size=5))
def test_texts_that_are_cut_together_are_cut_as_each_alone(texts):
    cutting._remembered.parts = {}
    together = cut_texts(texts)
    cutting._remembered.parts = {}

    assert together == [cut_text(text) for text in texts]


@given(text=TEXTS)
def test_places_never_leave_the_text_and_never_go_back(text):
    for at, part in cut_text(text).parts:
        edges = [edge for pair in zip(part.begins, part.ends, strict=True) for edge in pair]

        assert edges == sorted(edges)
        assert all(0 <= at + edge <= len(text) for edge in edges)


def test_of_a_long_text_only_what_begins_early_is_kept():
    text = "介護の話。" * 10

    assert len(read_stored(cut_text(text).stored(12)).parts) == 3


def test_only_parts_that_hold_a_word_are_read():
    stored = cut_text("介護の話。議会の話。").stored(100)

    assert [part.words for _at, part in read_stored(stored, {"議会"}).parts] == [["議会", "話"]]
    assert read_stored(stored, {"宇宙"}).parts == ()


def test_a_part_longer_than_any_is_cut_in_pieces_and_loses_nothing():
    assert cut_text("介護" * 2_000).words == ("介護",) * 2_000


def test_a_part_that_grows_in_one_width_is_cut_all_the_same():
    assert cut_text("﷽" * 1_200).parts


def test_the_collector_need_not_look_through_what_is_remembered():
    """A town's texts are half a million words; to look through lists of them takes longer than to write them."""
    cut_text("介護予防、子どもの教室")
    gc.collect()

    remembered = [cells for part in cutting._remembered.parts.values() for cells in part]
    assert [cells for cells in remembered if gc.is_tracked(cells)] == []


def test_no_more_parts_are_remembered_than_fit(monkeypatch):
    monkeypatch.setattr(cutting, "_MOST_PARTS", 3)
    for number in range(20):
        cut_text(f"介護{number}号")

    assert len(cutting._remembered.parts) <= 4
    assert cut_text("介護3号").words[0] == "介護"


@pytest.mark.parametrize(("place", "part"), [(0, (0, 3)), (2, (0, 3)), (3, (3, 3)), (4, (4, 7))])
def test_the_part_around_a_place_ends_at_pauses(place, part):
    assert part_around("介護話。教室話", place, 60) == part
