import pytest

from portal.core.doors import Door
from search.domain.knowledge import Knowledge, NeedWords
from search.domain.meaning import Lexicon


def door(code, label, **differing):
    values = {"reason": "", "description": "", "when_to_come": (), "aliases": (), "categories": (), **differing}
    return Door(code=code, label=label, **values)


DOORS = (
    door("jobs", "公共職業安定所", aliases=("ハローワーク",), when_to_come=("仕事をさがしている",)),
    door("care", "地域包括支援センター", aliases=("包括",), when_to_come=("親の介護が心配だ",)),
    door("school", "教育支援センター", when_to_come=("子どもが学校に行けない",)),
    door("board", "教育委員会", when_to_come=("学校に行く道がこわい",)),
    door("rent", "居住支援法人"),
)
NEEDS = (
    NeedWords("double", "親の介護と子育てが重なる", ("ダブルケア",), helps=("care",), near=("school",)),
    NeedWords("rent", "家賃が払えない", ("大家に出て行けと言われた",), helps=("rent", "jobs")),
)
LEXICON = Lexicon.of(Knowledge((("ハローワーク", "ハロワ", "職安"),), NEEDS, DOORS))


def best(text):
    fits = LEXICON.fits(text)
    return fits[0].code if fits else ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("公共職業安定所", "jobs"),
        ("ハローワーク", "jobs"),
        ("ハロワ", "jobs"),
        ("はろーわーく", "jobs"),
        ("ﾊﾛｰﾜｰｸ", "jobs"),
        ("はろわ", "jobs"),
        ("職安はどこ", "jobs"),
        ("仕事をさがしています", "jobs"),
        ("包括", "care"),
        ("ダブルケア", "care"),
        ("親の介護でつかれた", "care"),
        ("おやのかいごとこそだてでつかれた", "care"),
        ("かいごがしんぱい", "care"),
        ("やちんがはらえない", "rent"),
        ("やちんがはらえない。どうすればいい？", "rent"),
        ("しょくあんはどこ", "jobs"),
        ("家賃を払えません", "rent"),
        ("うちの子が学校に行けない", "school"),
        ("学校に行く道", "board"),
    ],
)
def test_the_words_of_a_resident_lead_to_the_kind_that_helps(text, code):
    assert best(text) == code


def test_of_kinds_that_fit_alike_the_one_that_more_is_said_of_comes_first():
    needs = (
        NeedWords("a", "避難所", (), helps=("board",)),
        NeedWords("b", "避難所", ("避難所の場所",), helps=("school",)),
    )

    assert [fit.code for fit in Lexicon.of(Knowledge((), needs, DOORS)).fits("避難所")] == ["school", "board"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("はろーわーく", "ハローワーク"),
        ("しょくあん", "職安"),
        ("ちいきほうかつしえんせんたー", "地域包括支援センター"),
        ("おやのかいごがかさなる", "親の介護が重なる"),
        ("職安", "職安"),
        ("ペンギン", "ペンギン"),
    ],
)
def test_names_and_sentences_in_kana_are_written_as_the_knowledge_writes_them(typed, written):
    assert LEXICON.written(typed) == written


def test_words_that_nobody_has_written_down_lead_nowhere():
    assert LEXICON.fits("ペンギン") == []
    assert LEXICON.fits("") == []


def test_who_helps_first_stands_before_who_helps_second():
    codes = [fit.code for fit in LEXICON.fits("ダブルケア")]

    assert codes[:2] == ["care", "school"]


def test_scores_lie_between_nothing_and_one_and_name_the_phrase():
    fits = LEXICON.fits("ダブルケア 家賃")

    assert all(0 < fit.score <= 1 for fit in fits)
    assert fits[0].phrase == "ダブルケア"


def test_what_is_denied_is_another_word():
    assert LEXICON.words("学校に行けない") == ["学校", "¬学校"]
    assert LEXICON.words("学校に行きたくない") == ["学校", "¬学校"]


def test_words_of_the_same_need_are_related():
    related = [word.word for word in LEXICON.understood("大家に出て行けと言われた").related]

    assert "家賃" in related


def test_words_that_mean_the_same_are_told_with_their_place():
    words = LEXICON.words("ハロワ") and ["ハロワ", "求人"]

    assert [(start, end) for start, end, _texts in LEXICON.alternatives(words)] == [(0, 1)]
