"""Tags are read as a browser reads them; what somebody made to take long is answered like anything else."""

import pytest

from portal.core.authoring.pasting.cleaning import LONGEST, rich_text, table
from portal.core.authoring.pasting.tags import well_formed


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<P CLASS=MsoNormal Style='color:red' onclick=x()>あ</P>", '<p class="MsoNormal" style="color:red">あ</p>'),
        ("<a href=https://example.jp/?a=1&amp;b=2>あ</a>", '<a href="https://example.jp/?a=1&amp;b=2">あ</a>'),
        ("<a href='&quot;>' title='>'>あ</a>", '<a href="&quot;&gt;">あ</a>'),
        ("<td colspan = 2 colspan=9 x:num>あ", '<td colspan="2">あ'),
        ("<br/><o:p/>あ<br clear=all />", "<br/><o:p/>あ<br/>"),
        ("あ<!-- <p>い -->う<!-->え<!--->お<![if x]>か<?xml?>き</ >く<!doctype html>", "あうえおかきく"),
        ("<style>p>b{} <!-- <p> </style>あ<script>'</p>'</SCRIPT >い", "<style></style>あ<script></script>い"),
        ("3 < 4 &amp; 5 > 4 &lt;b&gt; a<3", "3 &lt; 4 &amp; 5 &gt; 4 &lt;b&gt; a&lt;3"),
        ("<a=b>あ</a=b><p =x>い</p>", "あ<p>い</p>"),
        ("<p title=it's>あ</p><p title=\"a\"b='c'>い", "<p>あ</p><p>い"),
    ],
)
def test_a_tag_is_whole_and_keeps_what_is_asked_of_it(html, read):
    assert well_formed(html) == read


@pytest.mark.parametrize(
    "endless", ["<p", "<p class=", "<p class='x>う</p>", '<p x="', "<!-- う", "<!x", "<script>う</p>", "</p x", "<?"]
)
def test_what_never_ends_takes_the_rest_along(endless):
    assert well_formed(f"<p>あ</p>{endless}") in {"<p>あ</p>", "<p>あ</p><script>"}


@pytest.mark.parametrize(
    "sign", ["<a x=", '<a b="', "<a b='", "<!--", "<b", "</b ", "&#", "<![CDATA[", "<?", "<style", "<p b=c"]
)
def test_tags_that_never_end_are_answered(sign):
    """Each of these took the square of its length in html.parser: minutes for so many."""
    html = ("<table><tr><td>体操</td><td>会" + sign * LONGEST)[:LONGEST]

    assert "体操" in rich_text(html, "").html
    assert table(html, "").rows[0][0] == "体操"


@pytest.mark.parametrize("sign", ["<div>", "<b></i>", "<table>", "<ul><li>あ", "<p>・あ", "<p>1.あ", "<tr><td>あ<br>"])
def test_what_is_never_closed_is_answered(sign):
    html = ("<p>体操の会</p><table><tr><td>あ</td>" + sign * LONGEST)[: LONGEST // 10]

    assert rich_text(html, "").html.startswith("<p>体操の会</p>")
