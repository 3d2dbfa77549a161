"""Column names, however a town has typed them."""

import re
import unicodedata
from typing import Final

_REMARK: Final = re.compile(r"[(\[【]\s*※[^)\]】]*[)\]】]|※.*$", re.DOTALL)
_NOT_A_LETTER: Final = re.compile(r"[\W_ー―]+")


def fold_header(words: str) -> str:
    """A column name without width, case, dashes, brackets, spaces, line breaks and remarks.

    ``コ―ド`` (U+2015) is ``コード``; ``NO（※システム内の固有の番号、連番）`` is ``no``; ``イベント名_カナ`` is
    ``イベント名（カナ）``.
    """
    text = unicodedata.normalize("NFKC", words).casefold()
    return _NOT_A_LETTER.sub("", _REMARK.sub("", text))
