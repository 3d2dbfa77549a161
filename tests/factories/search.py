"""Search documents and the words that staff keep, for tests of search alone."""

from datetime import date

import factory

from portal.core.indexing import SearchDocument
from search.models import Alias, Need, NeedAgencyType, UnansweredQuestion

__all__ = ["AliasFactory", "UnansweredQuestionFactory", "document", "need"]


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


class AliasFactory(factory.django.DjangoModelFactory):
    """ハロワ and ハローワーク, in use."""

    words = "ハロワ\nハローワーク"

    class Meta:
        model = Alias


class UnansweredQuestionFactory(factory.django.DjangoModelFactory):
    """Asked once on 2026-11-23 and not seen to, numbered."""

    text = factory.Sequence(lambda n: f"さがしもの{n}")
    last_asked_on = date(2026, 11, 23)

    class Meta:
        model = UnansweredQuestion


def need(*helpers, **differing):
    """「電気が止められた」, with which the given kinds of agency help, the most fitting first."""
    made = Need.objects.create(**{"title": "電気が止められた", **differing})
    for order, kind in enumerate(helpers):
        NeedAgencyType.objects.create(need=made, agency_type=kind, sort_order=order)
    return made
