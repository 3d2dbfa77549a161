"""Every kind of page opens with something to go by: words of its own, or headings to fill."""

import pytest
from wagtail.models import Page, get_page_models

from home.domain.approval.digests import digest_of_text
from portal.core.blocks import BodyBlock
from portal.core.fingerprint import fingerprint
from tests.factories.core import AdminFactory
from tests.factories.events import draft_outcome
from tests.factories.home import draft_story

# Kinds of page that open empty, each with the reason why that is right.
EMPTY_ON_PURPOSE: dict[str, str] = {}
KINDS = [model for model in get_page_models() if model.is_creatable]


def openings(model):
    """What a new page of this kind opens with, as (field, words)."""
    bodies = [(field.name, getattr(field, "stream_block", None)) for field in model._meta.get_fields()]
    headings = [
        (name, words) for name, block in bodies if isinstance(block, BodyBlock) for words, _kind in block.skeleton
    ]
    return [*getattr(model, "opens_with", {}).items(), *headings]


def shown(form):
    """The words that the form holds, as (field, words)."""
    for bound in form:
        value = bound.value()
        if isinstance(getattr(value, "stream_block", None), BodyBlock):
            yield from ((bound.name, child.value["text"]) for child in value if child.block_type == "heading")
        else:
            yield bound.name, value


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model._meta.label)
def test_a_kind_of_page_has_a_skeleton_or_a_reason(model):
    assert bool(openings(model)) != (model._meta.label in EMPTY_ON_PURPOSE)


@pytest.mark.django_db
@pytest.mark.parametrize("model", KINDS, ids=lambda model: model._meta.label)
def test_the_form_of_a_new_page_opens_with_it(model):
    writer = AdminFactory()
    form_class = model.get_edit_handler().get_form_class()

    form = form_class(instance=model(), parent_page=Page.get_first_root_node(), for_user=writer)

    held = list(shown(form))
    assert [pair for pair in openings(model) if pair not in held] == []


@pytest.mark.django_db
def test_what_a_writer_has_written_is_not_replaced():
    model = next(model for model in KINDS if getattr(model, "opens_with", {}).get("summary"))
    form_class = model.get_edit_handler().get_form_class()

    form = form_class(
        instance=model(summary="わたしの文"), parent_page=Page.get_first_root_node(), for_user=AdminFactory()
    )

    assert form["summary"].value() == "わたしの文"


@pytest.mark.django_db
@pytest.mark.parametrize("digest", [fingerprint, digest_of_text])
@pytest.mark.parametrize("make", [draft_outcome, draft_story])
def test_what_was_confirmed_or_approved_holds_when_headings_that_nobody_filled_are_taken_away(make, digest):
    page = make()
    block = page._meta.get_field("body").stream_block
    page.body = block.opening()
    page.body[1] = (
        ("list", {"ordered": False, "items": ["集まりました"]})
        if make is draft_outcome
        else (
            "paragraph",
            "<p>集まりました</p>",
        )
    )
    before = digest(page)

    page.body = block.clean(page.body)
    cleaned = digest(page)
    page.body[0].value["text"] = "はじめに"

    assert before == cleaned != digest(page)
