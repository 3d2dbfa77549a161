"""How staff look at a text before it is published. The frame of every public page, templates/base.html, draws each."""

from typing import Any, Final

from django.utils.translation import pgettext_lazy

PREVIEW_MODES: Final[list[tuple[str, Any]]] = [
    ("", pgettext_lazy("preview", "On the screen")),
    ("print", pgettext_lazy("preview", "On paper")),
    ("large", pgettext_lazy("preview", "With large letters")),
]
