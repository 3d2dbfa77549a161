"""The manual's Markdown: what becomes a heading, a list, a table; nothing else becomes markup."""

from home.domain.markdown import headings, html


def written(text):
    return html(text, link=lambda name: f"/to/{name}", image=lambda name: f"/image/{name}")


def test_headings_have_anchors_and_the_title_is_left_to_the_screen():
    text = "# 決裁\n\n## 代決（不在のとき）\n\n### 決める"

    assert [heading.words for heading in headings(text)] == ["決裁", "代決（不在のとき）", "決める"]
    assert written(text) == '<h2 id="代決-不在のとき">代決（不在のとき）</h2>\n<h3 id="決める">決める</h3>'


def test_lines_of_a_paragraph_are_one_text_without_spaces():
    assert written("一行目です。\n**二行目**です。") == "<p>一行目です。<strong>二行目</strong>です。</p>"


def test_a_numbered_list_goes_on_after_what_is_nested_in_it():
    text = "1. 読みます。\n   - **ない**：押します。\n2. 直します。\n\n   ```text\n   職安\n   ```\n\n3. 保存します。"

    assert written(text) == (
        "<ol><li>読みます。<ul><li><strong>ない</strong>：押します。</li></ul></li>\n"
        "<li>直します。<pre>職安</pre></li>\n<li>保存します。</li></ol>"
    ).replace("</li>\n<li>", "</li><li>")


def test_a_table_has_headings_for_its_columns_and_rows():
    assert written("| 欄 | 書くこと |\n| --- | --- |\n| 題名 | 40文字まで |") == (
        '<div class="manual-table"><table><thead><tr><th scope="col">欄</th><th scope="col">書くこと</th></tr></thead>'
        '<tbody><tr><th scope="row">題名</th><td>40文字まで</td></tr></tbody></table></div>'
    )


def test_links_and_images_lead_where_they_are_told_to():
    text = "![編集画面](images/a.webp)\n\n[**決裁**](決裁.md)"

    assert written(text) == (
        '<p><img src="/image/images/a.webp" alt="編集画面" loading="lazy"></p>\n'
        '<p><a href="/to/決裁.md"><strong>決裁</strong></a></p>'
    )


def test_markup_in_the_text_stays_text():
    assert written("<script>`<b>`**<i>**") == ("<p>&lt;script&gt;<code>&lt;b&gt;</code><strong>&lt;i&gt;</strong></p>")
