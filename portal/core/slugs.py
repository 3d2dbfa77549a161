"""Addresses in plain letters."""

from uuid import uuid4

from django.utils.text import slugify

from portal.core.kana import romaji


def readable_slug(title: str) -> str:
    """An address in plain letters, made of the title's reading; it fits a mail and a poster."""
    return slugify(romaji(title))[:60].strip("-") or f"p-{uuid4().hex[:8]}"
