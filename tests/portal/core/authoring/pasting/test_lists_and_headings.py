"""Lists in lists and headings of Word, Google Docs and LibreOffice, as their clipboards hold them."""

import pytest

from portal.core.authoring.pasting.cleaning import rich_text

WORD = """<body lang=JA><!--StartFragment-->
<h1 style='mso-list:none'><span lang=EN-US>1.</span>持ち物<o:p></o:p></h1>
<p class=MsoListParagraph style='margin-left:22.0pt;mso-para-margin-left:0gd;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span lang=EN-US style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span
style='font:7.0pt "Times New Roman"'>&nbsp;</span></span></span><![endif]>飲み物<span lang=EN-US><o:p></o:p></span></p>
<p class=MsoListParagraph style='margin-left:44.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
lang=EN-US style='font-family:Wingdings'><span style='mso-list:Ignore'>n<span>&nbsp;</span></span></span>
<![endif]>水</p>
<p class=MsoListParagraph style='margin-left:66.0pt;mso-list:l0 level3 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>u<span>&nbsp; </span></span><![endif]>500ミリリットル</p>
<p class=MsoListParagraph style='margin-left:44.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>(1)<span>&nbsp;</span></span><![endif]>お茶</p>
<p class=MsoListParagraph style='margin-left:22.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>l<span>&nbsp; </span></span><![endif]>タオル</p>
<h2 style='mso-list:l2 level1 lfo3'><span style='mso-list:Ignore'>2<span>&nbsp;</span></span>日時</h2>
<p class=MsoTitle>会場</p><p class=MsoNormal>１２月３日です。</p><!--EndFragment--></body>"""

GOOGLE_DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1b2c"><h2 dir="ltr"
style="line-height:1.38;margin-top:18pt;"><span style="font-size:16pt;font-weight:400;">持ち物</span></h2><ul
style="margin-top:0;margin-bottom:0;padding-inline-start:48px;"><li dir="ltr" style="list-style-type:disc;"
aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:700;">飲み物</span></p></li><ul
style="margin-top:0;margin-bottom:0;padding-inline-start:48px;"><li dir="ltr" style="list-style-type:circle;"
aria-level="2"><p dir="ltr" role="presentation"><span style="font-weight:400;">水</span></p></li></ul><li dir="ltr"
aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400;">タオル</span></p></li></ul></b><br
class="Apple-interchange-newline">"""

LIBRE_OFFICE = """<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/>
<style type="text/css">p { line-height: 115% } h1.western { font-size: 18pt }</style></head><body lang="ja-JP"
link="#000080" dir="ltr"><h1 class="western"><font face="Noto Sans CJK JP">持ち物</font></h1>
<ol>
	<li><p style="line-height: 100%; margin-bottom: 0cm"><font face="Noto Serif CJK JP">飲み物</font></p>
	<ul>
		<li><p style="line-height: 100%">水</p></li>
	</ul></li>
	<li><p style="line-height: 100%">タオル</p></li>
</ol>
</body></html>"""


WORDS_LISTS = (
    "<p>1.持ち物</p><ul><li>飲み物<ul><li>水</li><li>500ミリリットル</li></ul><ol><li>お茶</li></ol></li>"
    "<li>タオル</li></ul><p>日時</p><p>会場</p><p>12月3日です。</p>"
)


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (WORD, WORDS_LISTS),
        (GOOGLE_DOCS, "<p>持ち物</p><ul><li><b>飲み物</b><ul><li>水</li></ul></li><li>タオル</li></ul>"),
        (LIBRE_OFFICE, "<p>持ち物</p><ol><li>飲み物<ul><li>水</li></ul></li><li>タオル</li></ol>"),
    ],
    ids=["Word", "Google Docs", "LibreOffice"],
)
def test_a_list_in_a_list_stays_there_and_a_heading_is_told_of(html, shown):
    pasted = rich_text(html, "")

    assert pasted.html == shown
    assert pasted.has_headings
    assert rich_text(pasted.html, "").html == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<ul><ul><li>水</li></ul></ul>", "<ul><li>水</li></ul>"),
        ("<ul><ul><li>水</li></ul><li>布</li></ul>", "<ul><li>水</li><li>布</li></ul>"),
        (
            "<ol><li>水</li></ol><p>と</p><ul><ul><li>布</li></ul></ul>",
            "<ol><li>水</li></ol><p>と</p><ul><li>布</li></ul>",
        ),
        ("<ul><li>水<ol><li>一</li></ol><ul><li>二</li></ul></li></ul>", None),
    ],
)
def test_a_list_begins_at_its_first_level(html, shown):
    assert rich_text(html, "").html == (shown or html)


def test_text_without_headings_tells_of_none():
    assert not rich_text("<p class=MsoNormal>体操の会</p>", "").has_headings
