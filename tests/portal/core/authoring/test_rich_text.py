import html
import re

from hypothesis import assume, given
from hypothesis import strategies as st

from portal.core.authoring.rich_text import RichText

TAGS = re.compile(r"</?[a-z]+>")


def nodes_of(source):
    return [node for stretch in RichText(source + "<p>.</p>").stretches[:-1] for node in stretch.nodes]


def texts(source):
    return [(stretch.tag, stretch.text) for stretch in RichText(source).stretches]


def test_paragraphs_items_and_headings_are_texts_of_their_own():
    source = (
        '<p data-block-key="x">はじめに</p><ul><li>飲み物</li><li>タオル<ul><li>大</li></ul>後</li></ul><h2>会場</h2>外'
    )

    assert texts(source) == [
        ("p", "はじめに"),
        ("li", "飲み物"),
        ("li", "タオル"),
        ("li", "大"),
        ("li", "後"),
        ("h2", "会場"),
        ("p", "外"),
    ]


def test_signs_written_as_entities_are_read_as_signs():
    assert texts("<p>A&amp;B &lt;1&gt;<br/>次の行</p>") == [("p", "A&B <1>\n次の行")]


def test_a_replacement_keeps_the_markup_around_it():
    rich = RichText('<p>日　時は<b>５月３日</b>&amp;<a href="/a?b=1&amp;c=2">４日</a>です。</p>')

    assert rich.replaced(0, 0, 3, "日時") == (
        '<p>日時は<b>５月３日</b>&amp;<a href="/a?b=1&amp;c=2">４日</a>です。</p>'
    )
    assert rich.replaced(0, 4, 5, "5") == ('<p>日　時は<b>5月３日</b>&amp;<a href="/a?b=1&amp;c=2">４日</a>です。</p>')
    assert rich.replaced(0, 9, 10, "4") == (
        '<p>日　時は<b>５月３日</b>&amp;<a href="/a?b=1&amp;c=2">4</a>です。</p>'.replace(">4<", ">4日<")
    )


def test_a_replacement_over_several_looks_takes_the_look_of_its_first_letter():
    rich = RichText("<p>10<b>時～12</b>時です。</p>")

    assert rich.replaced(0, 0, 7, "10時から12時まで") == "<p>10時から12時まで<b></b>です。</p>"


def test_a_replacement_cannot_bring_markup_in():
    assert RichText("<p>㈱</p>").replaced(0, 0, 1, "<b>&") == "<p>&lt;b&gt;&amp;</p>"


def test_a_link_is_put_around_words_that_stand_in_one_piece():
    rich = RichText("<p>電話 0999-01-0001 へ</p>")

    assert rich.linked(0, 3, 15, "tel:0999010001") == '<p>電話 <a href="tel:0999010001">0999-01-0001</a> へ</p>'


def test_a_link_is_not_put_into_a_link():
    source = '<p><a href="/a/">0999-01-0001</a></p>'

    assert RichText(source).linked(0, 0, 12, "tel:0999010001") == source


@given(st.text(alphabet="<>/=\"'abp &;あ\n", max_size=60))
def test_any_source_is_read_and_replacing_nothing_changes_no_word(source):
    rich = RichText(source)

    for number, stretch in enumerate(rich.stretches):
        again = RichText(rich.replaced(number, 0, 0, ""))
        assert [one.text for one in again.stretches] == [one.text for one in rich.stretches]
        assert stretch.text == "".join(node.text for node in stretch.nodes)


PIECES = st.lists(
    st.tuples(st.sampled_from(["", "b", "i", "a"]), st.text(alphabet="日時1～&<>\"' 　", min_size=1, max_size=6)),
    min_size=1,
    max_size=6,
)


@given(PIECES, st.data(), st.text(alphabet="から&<", max_size=4))
def test_a_replacement_changes_these_words_and_no_tag(pieces, data, replacement):
    marked = (
        (f"<{tag}>", html.escape(words), f"</{tag}>") if tag else ("", html.escape(words), "") for tag, words in pieces
    )
    source = f"<p>{''.join(''.join(parts) for parts in marked)}</p>"
    words = "".join(words for _tag, words in pieces)
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    rich = RichText(source)
    assume(rich.stretches)
    # A paragraph of nothing but spaces is no text any more.
    assume((words[:start] + replacement + words[end:]).strip())

    changed = rich.replaced(0, start, end, replacement)

    assert "".join(node.text for node in nodes_of(changed)) == words[:start] + replacement + words[end:]
    assert TAGS.findall(changed) == TAGS.findall(source)
