"""What both of Wagtail's database backends are taught: to index words, and to ask in words."""

import copy
from collections.abc import Iterable
from typing import Any, Final

from modelsearch.backends.base import EmptySearchResults
from modelsearch.index import RelatedFields
from modelsearch.query import PlainText

from portal.core.kana import fold_width
from search.domain.analysis import content_words
from search.rules import cleaned

# No space to Python's split, yet a gap to both databases: the words of one term stay one phrase.
_WITHIN_A_TERM: Final = "\u200b"


def in_words(value: Any) -> Any:
    """A value for the index, its texts cut into words."""
    if isinstance(value, dict):
        return {key: in_words(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [in_words(part) for part in value]
    return " ".join(content_words("" if value is None else str(value)))


def question_in_words(text: str) -> str:
    """What an editor typed, each term as a phrase of words; "" when there is no word in it."""
    terms = (_WITHIN_A_TERM.join(content_words(term)) for term in fold_width(cleaned(text)).split())
    return " ".join(term.replace('"', "") for term in terms if term)


class Worded:
    """Stands before an object while it is indexed: its fields give words instead of texts."""

    def __init__(self, thing: Any) -> None:
        self.thing = thing
        self.pk = thing.pk

    def get_search_fields(self) -> list[Any]:
        return [_worded(field) for field in self.thing.get_search_fields()]


def _worded(field: Any) -> Any:
    worded = copy.copy(field)
    if isinstance(field, RelatedFields):
        worded.fields = [_worded(below) for below in field.fields]
        worded.get_value = lambda thing: field.get_value(_itself(thing))
    else:
        worded.get_value = lambda thing: in_words(field.get_value(_itself(thing)))
    return worded


def _itself(thing: Any) -> Any:
    return thing.thing if isinstance(thing, Worded) else thing


class IndexesWords:
    """For an index: takes objects and stores their words."""

    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        super().add_items(model, [Worded(thing) for thing in objs])  # type: ignore[misc]


class AsksInWords:
    """For a backend: takes questions and asks for their words."""

    def _search(self, query_compiler_class: Any, query: Any, model_or_queryset: Any, **kwargs: Any) -> Any:
        text = query.query_string if isinstance(query, PlainText) else query
        if isinstance(text, str):
            words = question_in_words(text)
            if not words:
                return EmptySearchResults()
            query = PlainText(words, operator=kwargs.pop("operator", None) or getattr(query, "operator", "and"))
        return super()._search(query_compiler_class, query, model_or_queryset, **kwargs)  # type: ignore[misc]
