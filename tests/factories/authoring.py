"""Words that the checker knows, and texts that hold them."""

from wagtail.rich_text import RichText

from portal.core.authoring.findings import Level
from portal.core.models.wordings import Wording, WordingKind
from tests.factories.home import plain_page

STOP = "さっさと帰れ"  # no page of a town says so
SUMMARY = "町の行事を手伝う人を募集しています。"
KANA = "ﾎﾞﾗﾝﾃｨｱを募集します。"  # one certain correction


def stop_word(word=STOP):
    """A word of the town that stops a text."""
    return Wording.objects.create(word=word, kind=WordingKind.AVOID, level=Level.STOP)


def page_with(text, **fields):
    """A draft with one paragraph, as `tests.factories.home.plain_page` makes it."""
    words = {"live": False, "title": "ボランティア募集のお知らせ", "summary": SUMMARY}
    return plain_page(**{**words, **fields, "body": [("paragraph", RichText(f"<p>{text}</p>"))]})


def stopped_page(**fields):
    """A draft that the checker stops; the word is made with it."""
    if not Wording.objects.filter(word=STOP).exists():
        stop_word()
    return page_with(f"{STOP}と言われました。", **fields)
