"""Search documents, for tests of search alone."""

from portal.core.indexing import SearchDocument

__all__ = ["document"]


def document(number=1, **differing):
    """A page called 「お知らせ」 without text, area or date. Say what differs."""
    values = {
        "key": f"tests.thing:{number}",
        "kind": "page",
        "title": "お知らせ",
        "url": f"/things/{number}/",
        **differing,
    }
    return SearchDocument(**values)
