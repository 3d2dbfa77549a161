"""What rules know by heart, read once from ``data/words.toml``."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

_WORDS: Final = Path(__file__).parent / "data" / "words.toml"


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))


def known_words(name: str) -> frozenset[str]:
    """The list of this name."""
    return frozenset(_words()[name])


def readable_characters() -> dict[str, str]:
    """Characters that depend on the device, with what is written instead."""
    characters: dict[str, str] = _words()["characters"]
    return characters
