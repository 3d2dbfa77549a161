"""What the rules alone cost a page: `python -m tests.benches.bench_authoring_rules [pages]`, by default 2,000.

Counted is the time of the processor. The baseline of the same run is a page read into facts without any rule;
so the ratio holds on any machine.
Wanted: a page within 20 ms, 2,000 pages within 60 s on two cores.
"""

import os
import sys
import time
from collections import Counter

WANTED_MS = 20


def main(pages=2000):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    import django

    django.setup()
    from portal.core.authoring.checker import check
    from portal.core.authoring.reading import content_of
    from portal.core.authoring.rules import RULES

    known = town()
    check(content_of(page(0)), known)  # the dictionary is loaded once

    things = [page(number) for number in range(pages)]
    reading, contents = timed(lambda: [content_of(thing) for thing in things])
    checking, findings = timed(lambda: [finding for content in contents for finding in check(content, known)])
    letters = sum(len(text.text) for text in contents[0].texts)
    print(f"{pages} pages of {letters} letters, {len(RULES)} rules, {len(findings) / pages:.0f} findings a page")
    print(f"reading  {reading / pages * 1000:6.2f} ms a page (the baseline)")
    print(f"checking {checking / pages * 1000:6.2f} ms a page, {checking / reading:.1f} times the baseline")
    print(f"together {reading + checking:6.1f} s on one core")
    fresh = [content_of(page(number)) for number in range(100)]
    costs = Counter(
        {rule.code: timed(lambda rule=rule: [list(rule.check(one, known)) for one in fresh])[0] for rule in RULES}
    )
    for code, cost in costs.most_common(5):
        print(f"  {code:20} {cost * 10:6.3f} ms a page")
    return (reading + checking) / pages * 1000 <= WANTED_MS


def timed(work):
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def town():
    from datetime import date

    from portal.core.authoring.knowledge import Avoid, Knowledge, Replace
    from portal.core.domain.wordings import shipped_wordings

    words = shipped_wordings()
    return Knowledge(
        today=date(2026, 11, 23),
        replace=tuple(Replace(one["word"], one["replacement"]) for one in words if one["kind"] == "replace"),
        avoid=tuple(Avoid(one["word"]) for one in words if one["kind"] == "avoid"),
        exceptions=frozenset(one["word"] for one in words if one["kind"] == "allow"),
        disability_word="障がい",
        places=frozenset({"桜台", "川上", "浜通り"}),
    )


def page(number):
    """A page as it comes from the pen of a clerk, about 1,300 letters; each differs a little."""
    from home.models import PlainPage

    paragraph = (
        f"<p>第{number}回の教室を開きます。日　時は令和8年11月3日（月）10:00～12:00、会場は中央公民館です。"
        "町内に住む65歳以上の方とご家族が参加できます。詳しくは<a href='/about/'>こちら</a>をご覧下さい。"
        "申込みは福祉課（電話 0999-01-0001）まで。雨のときは中止せざるを得ない場合があります。</p>"
        "<ul><li>動きやすい服</li><li>飲み物とﾀｵﾙ</li><li>定員は２０名です！！</li></ul>"
    )
    blocks = []
    for part in range(7):
        blocks.append({"id": f"h{part}", "type": "heading", "value": {"text": f"申込みのしかた{part}", "level": "2"}})
        blocks.append({"id": f"p{part}", "type": "paragraph", "value": paragraph})
    lines = {"ordered": False, "items": ["父兄の方もどうぞ", "障害者の方は声をかけてください", "①受付で名前を書く"] * 4}
    blocks.append({"id": "l", "type": "list", "value": lines})
    return PlainPage(title=f"転ばない体操の教室 {number}", summary="月に二回、公民館で行います。", body=blocks)


if __name__ == "__main__":
    sys.exit(0 if main(*(int(number) for number in sys.argv[1:])) else 1)
