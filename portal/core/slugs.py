"""Addresses in plain letters."""

from collections.abc import Callable
from itertools import count
from uuid import uuid4

from django.utils.text import slugify

from portal.core.kana import romaji


def readable_slug(title: str) -> str:
    """An address in plain letters, made of the title's reading; it fits a mail and a poster."""
    return slugify(romaji(title))[:60].strip("-") or f"p-{uuid4().hex[:8]}"


def free_slug(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """``wanted``, or with the first number from 2 on that makes it an address nobody has."""
    numbered = (f"{wanted}-{number}" for number in count(2))
    return wanted if not is_taken(wanted) else next(slug for slug in numbered if not is_taken(slug))
