from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.domain.analysis import Clause, Query, Term, Word, kept_texts, query_of, words_of
from search.domain.excerpts import Matcher, excerpt, marked
from tests.factories.search import document


def mark(text, query):
    return marked(text, Matcher.of(query))


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("介護予防教室", "介護", "<mark>介護</mark>予防教室"),
        ("介護予防教室", "介護予防", "<mark>介護予防</mark>教室"),
        ("介護予防教室", "かいご", "<mark>介護</mark>予防教室"),
        ("介護予防教室", "かいごよぼう", "<mark>介護予防</mark>教室"),
        ("6回の介護", "かいご", "6回の<mark>介護</mark>"),
        ("介護予防教室", "介", "<mark>介護</mark>予防教室"),
        ("引きこもりの会", "ひきこもり", "<mark>引きこもり</mark>の会"),
        ("ﾎﾞﾗﾝﾃｨｱの会", "ボランティア", "<mark>ﾎﾞﾗﾝﾃｨｱ</mark>の会"),
        ("㈱Ｗｅｂ講座①", "講座", "㈱Ｗｅｂ<mark>講座</mark>①"),
        ("🎉介護🎉", "介護", "🎉<mark>介護</mark>🎉"),
        ("<script>介護</script>&", "介護", "&lt;script&gt;<mark>介護</mark>&lt;/script&gt;&amp;"),
        ("介護", "宇宙", "介護"),
        ("推進員と会員", "推進員", "<mark>推進員</mark>と会員"),
        ("", "介護", ""),
    ],
)
def test_matches_are_marked_over_the_text_as_it_was_written(text, query, shown):
    assert mark(text, query) == shown


@given(text=st.text(max_size=80), query=st.text(max_size=20))
def test_no_text_and_no_query_puts_markup_into_the_page(text, query):
    shown = mark(text, query)

    assert "<" not in shown.replace("<mark>", "").replace("</mark>", "")


def test_an_excerpt_begins_at_the_sentence_of_the_match():
    body = "はじめのお知らせです。" * 5 + "介護の相談を受けます。" + "おわりです。" * 30

    shown = excerpt(document(body=body), Matcher.of("介護"))

    assert shown.startswith("…<mark>介護</mark>の相談を受けます。おわりです。")
    assert shown.endswith("…")


def test_an_excerpt_reaches_deep_into_a_long_text():
    body = "町の便りです。" * 2_000 + "ここで介護の話をします。"

    shown = excerpt(document(description="便り", body=body), Matcher.of("介護"))

    assert "<mark>介護</mark>の話をします。" in shown


def test_without_a_match_the_description_is_shown():
    shown = excerpt(document(title="介護", description="町の<便り>です。"), Matcher.of("介護"))

    assert shown == "町の&lt;便り&gt;です。"


def test_a_thing_without_any_text_has_an_empty_excerpt():
    assert excerpt(document(), Matcher.of("介護")) == ""


def test_an_excerpt_begins_behind_a_comma_where_no_sentence_ends():
    description = "町の話を" * 10 + "健康診査、感染症対策、難病対策などを行います。"

    shown = excerpt(document(description=description), Matcher.of("難病"))

    assert shown == "…感染症対策、<mark>難病</mark>対策などを行います。"


def test_an_excerpt_shows_another_word_for_the_same():
    description = "町の話です。" * 30 + "主任介護支援専門員がいます。包括的な支援をします。"
    phrase = Clause(("介護", "支援", "専門", "員"))
    query = Query((Term((Word((Clause(("ケアマネ",)), phrase)),)),), typed=("ケアマネ",))

    shown = excerpt(document(description=description), Matcher.of("ケアマネ", query))

    assert shown == "…主任<mark>介護支援専門員</mark>がいます。包括的な支援をします。"


def test_texts_that_results_share_are_cut_once():
    looked_at = {}
    first = excerpt(document(description="介護の相談"), Matcher.of("介護"), looked_at=looked_at)

    again = excerpt(document(description="介護の相談", body="ほか"), Matcher.of("介護"), looked_at=looked_at)

    assert again == first == "<mark>介護</mark>の相談"
    assert list(looked_at) == ["介護の相談"]


def test_a_word_as_it_was_asked_for_is_shown_before_one_that_only_sounds_alike():
    body = "会の話をします。" + "町の便りです。" * 30 + "介護の話をします。"

    shown = excerpt(document(body=body), Matcher.of("かいご"))

    assert shown == "…<mark>介護</mark>の話をします。"


def test_deep_in_a_long_text_too_a_word_as_it_was_asked_for_comes_first():
    body = "会の話をします。" + "町の便りです。" * 400 + "介護の話をします。"

    shown = excerpt(document(body=body), Matcher.of("かいご 介護"))

    assert shown == "…<mark>介護</mark>の話をします。"


@given(
    title=st.text(alphabet="介護の、。ｶﾞが㈱①ＮＰＯ ﾞ予防", max_size=40),
    body=st.text(alphabet="介護の、。ｶﾞが㈱①ＮＰＯ ﾞ予防", max_size=2_000),
    asked=st.sampled_from(["介護", "かいご", "介護予防", "NPO が", "介", "予防 介護"]),
)
def test_what_documents_keep_shows_the_same_as_cutting_anew(title, body, asked):
    written = document(title=title, body=body)
    (words,) = words_of([written])
    kept = dict(kept_texts(written, words.cuts))

    matcher = Matcher.of(asked)

    assert set(kept) == {title, body, ""}
    assert marked(title, matcher, kept) == marked(title, matcher)
    assert excerpt(written, matcher, kept) == excerpt(written, matcher)


def test_what_is_kept_is_not_cut_again(monkeypatch):
    written = document(title="介護教室", body="介護の話")
    (words,) = words_of([written])
    monkeypatch.setattr("search.domain.excerpts.cut_text", lambda *args, **kwargs: pytest.fail("was cut again"))

    shown = excerpt(written, Matcher.of("介護"), dict(kept_texts(written, words.cuts)))

    assert shown == "<mark>介護</mark>の話"


def test_a_document_that_keeps_nothing_yet_is_cut_when_it_is_shown():
    assert dict(kept_texts(document(title="介護"), "")) == {}


def test_words_that_were_too_common_to_be_looked_for_are_marked_all_the_same():
    query = query_of("介護 相談")
    narrower = Query(query.terms, telling=(Clause(("介護",)),), typed=query.typed, cut=query.cut)

    assert marked("介護の相談", Matcher.of("介護 相談", narrower)) == "<mark>介護</mark>の<mark>相談</mark>"


@given(text=st.text(alphabet="介護の、。ｶﾞが㈱①ＮＰＯ ﾞ", max_size=60))
def test_what_is_marked_is_what_was_written(text):
    shown = mark(text, "介護 NPO がの")

    assert unescape(shown.replace("<mark>", "").replace("</mark>", "")) == text
