import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.core.kana import to_hiragana
from search.domain.hearing import Sounds

KNOWN = Sounds.of(
    [
        "親の介護で疲れた",
        "子育て",
        "母が認知症",
        "不登校の子ども",
        "話し相手",
        "話相手",
        "家賃が払えない",
        "お金がない",
        "介護の相談",
        "学校の手紙",
        "ボランティア",
        "ごはんとおむつ",
        "通帳をなくした",
        "父を亡くした",
        # What sounds like the words of sentences, and must not be heard in them.
        "以内",
        "死体",
        "半分",
        "半",
        "眼科",
        "癌",
        "嫁",
        "波",
        "内",
        "渡し",
    ]
)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("おやのかいごとこそだてでつかれた", "親の介護と子育てで疲れた"),
        ("かいごについてそうだんしたい", "介護について相談したい"),
        ("ははがにんちしょうかもしれない", "母が認知症かもしれない"),
        ("こどもがふとうこう", "子どもが不登校"),
        ("はなしあいてがいない", "話相手がいない"),
        ("やちんがはらえません", "家賃が払えません"),
        ("おかねがない", "お金がない"),
        ("ぼらんてぃあがしたい", "ボランティアがしたい"),
        ("かいご", "介護"),
        ("おやのかいごでつかれた。", "親の介護で疲れた。"),
        ("「おやのかいごで、おかねがない?」", "「親の介護で、お金がない?」"),
    ],
)
def test_a_sentence_in_kana_is_written_with_the_words_that_are_known(typed, written):
    assert KNOWN.written(typed) == written


@pytest.mark.parametrize(
    "typed",
    [
        "ごはんがたべられない",
        "つうちょう",
        "ぎんこうでなくした",
        "てがみよめない",
        "おはなみ",
        "わたしです",
        "しにたい",
        "いる",
        "",
        "abc",
        "カイゴ",
    ],
)
def test_no_word_is_heard_where_none_was_meant(typed):
    heard = KNOWN.written(typed)

    assert not {"半", "亡", "嫁", "波", "渡", "死", "内"} & set(heard)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("母のかいごでつかれた", "母の介護でつかれた"),
        ("学校がふとうこうに冷たい", "学校が不登校に冷たい"),
        ("会話がかみ合わない", "会話がかみ合わない"),
        ("字がよめない", "字がよめない"),
        ("食べられない子", "食べられない子"),
    ],
)
def test_among_kanji_only_long_nouns_are_heard(typed, written):
    assert KNOWN.written(typed) == written


def test_the_longest_word_that_is_known_is_meant():
    sounds = Sounds.of(["介護", "介護保険", "保険"])

    assert sounds.written("かいごほけんのこと") == "介護保険のこと"


def test_of_words_that_sound_alike_the_commoner_is_meant():
    assert Sounds.of(["講演", "公園", "公園"]).written("こうえんであそぶ") == "公園であそぶ"


@given(st.text(alphabet="おやのかいごでこそだてがはにんちしょうとなまい", max_size=30))
@example("おやのかいごで")
def test_what_is_written_is_read_as_it_was_typed(typed):
    written = KNOWN.written(typed)

    surfaces = {surface: to_hiragana(sound) for sound, surface in {**KNOWN.nouns, **KNOWN.stems}.items()}
    for surface in sorted(surfaces, key=len, reverse=True):
        written = written.replace(surface, surfaces[surface])
    assert written == typed


def test_nothing_is_known_where_nothing_was_written_down():
    assert Sounds.of([]).written("おやのかいごでつかれた") == "おやのかいごでつかれた"
