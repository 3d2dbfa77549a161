"""What it costs to clean a paste made to take long, as it doubles: about 2 in each column, 4 for the square.

Run alone: `python -m tests.benches.bench_pasting`. Nearly all of it is the tree that bs4 builds.
"""

from itertools import pairwise
from time import perf_counter

from portal.core.authoring.pasting.cleaning import LONGEST, rich_text, table

SIGNS = (
    *("<a x=", '<a b="', "<!--", "<b", "&#", "<![CDATA[", "<div>", "<b></i>", "<table>", "<p><b>", "<p>あ", "<p>・あ"),
    *("<ul><li>あ", "<tr><td>あ<br>", "<b>あ</b>"),
)
LENGTHS = (LONGEST // 8, LONGEST // 4, LONGEST // 2, LONGEST)


def seconds(html: str) -> float:
    before = perf_counter()
    rich_text(html, "")
    table(html, "")
    return perf_counter() - before


def main() -> None:
    print(f"{'':16}", *(f"{length:>12,}" for length in LENGTHS))
    for sign in SIGNS:
        took = [seconds(("<table><tr><td>x<td>" + sign * length)[:length]) for length in LENGTHS]
        ratios = ["", *(f"×{longer / shorter:.1f}" for shorter, longer in pairwise(took))]
        print(f"{sign:16}", *(f"{one:6.2f} s{ratio:>5}" for one, ratio in zip(took, ratios, strict=True)))


if __name__ == "__main__":
    main()
