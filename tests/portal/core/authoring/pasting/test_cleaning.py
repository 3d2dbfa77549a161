"""What Word, Excel and PDF put on the clipboard arrives clean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.authoring.pasting.cleaning import one_line, plain_lines, rich_text, table
from portal.core.authoring.pasting.tables import MOST_COLUMNS, MOST_ROWS

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {mso-style-unhide:no;} --></style></head>
<body lang=JA style='tab-interval:42.0pt'><!--StartFragment-->
<p class=MsoNormal style='margin-left:10.5pt'><b><span style='font-family:"ＭＳ ゴシック";font-size:14.0pt;color:red'>
介護予防教室のご案内<o:p></o:p></span></b></p>
<p class=MsoNormal style='text-indent:10.5pt'><span style='mso-spacerun:yes'>　</span>６５歳以上の方を対象に、ｹｱﾏﾈｼﾞｬｰが
お話しします。<a href="https://www.example.jp/"><span lang=EN-US>町のﾎｰﾑﾍﾟｰｼﾞ</span></a>をご覧ください。</p>
<p class=MsoListParagraph style='margin-left:21.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US
style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>飲み物</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><!--[if !supportLists]--><span
style='mso-list:Ignore'>l<span>&nbsp; </span></span><!--[endif]-->タオル</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>(1)<span>&nbsp;</span></span><![endif]>受付</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>(2)<span>&nbsp;</span></span><![endif]>体操</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<!--EndFragment--></body></html>"""

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!-- .xl65 {mso-style:General;} -->
</style></head><body link=blue><table border=0 cellpadding=0 width=288 style='border-collapse:collapse;width:216pt'>
<!--StartFragment--><col width=72 span=3 style='width:54pt'>
<tr height=25><td colspan=3 class=xl67 style='text-align:center'>１２月の教室</td></tr>
<tr height=25><td class=xl65>日にち</td><td class=xl65 style='border-left:none'>会場</td><td class=xl65>定員</td></tr>
<tr height=25><td class=xl66 align=right>１２月３日</td><td rowspan=2 class=xl65>中央公民館<br>
  （２階）</td><td align=right x:num>２０</td></tr>
<tr height=25><td class=xl66>１２月１０日</td><td x:num>３０</td></tr>
<tr height=25><td></td><td></td><td></td></tr><!--EndFragment--></table></body></html>"""

PDF = """わが町では、地域のみなさんが安心して暮らせるように、相談窓口を設け
ています。困りごとがあるときは、ひとりで悩まずに、まずは福祉課までご
連絡ください。
持ち物
・飲み物
・タオル

お問い合わせ
福祉課"""


def test_words_paragraphs_come_without_looks_and_in_their_usual_width():
    shown, has_table, _has_headings = rich_text(WORD, "")

    assert shown == (
        "<p><b>介護予防教室のご案内</b></p>"
        "<p>65歳以上の方を対象に、ケアマネジャーがお話しします。"
        '<a href="https://www.example.jp/">町のホームページ</a>をご覧ください。</p>'
        "<ul><li>飲み物</li><li>タオル</li></ul><ol><li>受付</li><li>体操</li></ol>"
    )
    assert not has_table


def test_a_table_of_excel_becomes_rows_with_a_caption_and_headings():
    grid = table(EXCEL, "")

    assert grid.caption == "12月の教室"
    assert grid.rows == (
        ("日にち", "会場", "定員"),
        ("12月3日", "中央公民館 （2階）", "20"),
        ("12月10日", "中央公民館 （2階）", "30"),
    )


def test_in_running_text_each_row_says_what_its_words_are():
    shown, has_table, _has_headings = rich_text(EXCEL, "")

    assert shown == (
        "<p>12月の教室</p><ul><li>日にち：12月3日、会場：中央公民館 （2階）、定員：20</li>"
        "<li>日にち：12月10日、会場：中央公民館 （2階）、定員：30</li></ul>"
    )
    assert has_table


def test_cells_as_plain_text_are_a_table_too():
    assert table("", "区分\t料金\r\n大人\t５００円\r\n").rows == (("区分", "料金"), ("大人", "500円"))


@pytest.mark.parametrize(
    "html",
    ["<table><tr><td>ひとつ</td></tr></table>", "<table><tr><td><table></table></td><td>横</td></tr></table>", ""],
)
def test_what_only_arranges_text_is_no_table(html):
    assert table(html, "ひとつ") is None


def test_sentences_of_a_pdf_are_whole_again_and_its_list_is_a_list():
    whole = (
        "わが町では、地域のみなさんが安心して暮らせるように、相談窓口を設けています。"
        "困りごとがあるときは、ひとりで悩まずに、まずは福祉課までご連絡ください。"
    )

    assert rich_text("", PDF)[0] == (
        f"<p>{whole}</p><p>持ち物</p><ul><li>飲み物</li><li>タオル</li></ul><p>お問い合わせ</p><p>福祉課</p>"
    )
    assert plain_lines(PDF) == f"{whole}\n持ち物\n・飲み物\n・タオル\nお問い合わせ\n福祉課"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("・ひとつだけ", "<p>・ひとつだけ</p>"),
        ("1. 受付\n3. 体操", "<p>1. 受付</p><p>3. 体操</p>"),
        ("(1) 受付\n(2) 体操", "<ol><li>受付</li><li>体操</li></ol>"),
        ("①受付\n②体操", "<ol><li>受付</li><li>体操</li></ol>"),
        ("● 山\n・川", "<p>● 山</p><p>・川</p>"),
        ("1.5キロ歩く\n2.5キロ走る", "<p>1.5キロ歩く</p><p>2.5キロ走る</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
    ],
)
def test_a_list_is_made_only_where_it_is_certain(text, shown):
    assert rich_text("", text)[0] == shown


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("ＴＥＬ　０９９９－０１－０００１", "TEL　0999－01－0001"),
        ("ﾃﾞｲｻｰﾋﾞｽ｡", "デイサービス。"),
        ("①（２階）～㎡", "①（2階）～㎡"),
        ("ふくし\r\n総合相談 ", "ふくし総合相談"),
        ("Wi-Fi\nspot", "Wi-Fi spot"),
    ],
)
def test_a_field_of_one_line_takes_one_line(pasted, kept):
    assert one_line(pasted) == kept


@pytest.mark.parametrize(
    "html",
    [
        "<p onclick='x()'>あ</p>",
        "<a href='javascript:alert(1)'>あ</a>",
        "<p><script>x()</script><img src=x onerror=x()>あ</p>",
        "<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--><span>あ</span>",
        "<b style='font-weight:normal'>あ</b>",
    ],
)
def test_nothing_but_words_gets_through(html):
    assert rich_text(html, "")[0] == "<p>あ</p>"


def test_a_huge_table_is_cut():
    row = "<tr>" + "<td rowspan=9999 colspan=9999>あ</td>" * 30 + "</tr>"

    grid = table(f"<table>{row * 300}</table>", "")

    assert len(grid.rows) <= MOST_ROWS
    assert len(grid.rows[0]) <= MOST_COLUMNS


@given(st.text(alphabet="あア1１ｱ・(（)）①.\t\n\r <>&'\"b/p", max_size=60))
def test_whatever_is_pasted_comes_out_as_itself_when_pasted_again(text):
    shown = rich_text("", text).html

    assert rich_text(shown, "")[0] == shown
    assert plain_lines(plain_lines(text)) == plain_lines(text) or "\n" in text


def test_what_a_program_noted_beside_the_text_is_left_out():
    shown = rich_text("<p>体操<!-- [if gte mso 9]>x<![endif] -->の会</p><p>次の会</p><!--[if<p>x</p>", "")

    assert shown.html == "<p>体操の会</p><p>次の会</p>"


def test_comments_that_never_end_take_no_longer_than_others():
    assert rich_text("<p>体操の会</p>" + "<!--" * 49_000, "") == rich_text("<p>体操の会</p>", "")
