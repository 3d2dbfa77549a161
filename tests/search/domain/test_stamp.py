"""Every process sees that the knowledge has changed."""

import pytest
from django.db import transaction

from search.domain.knowledge import stamp
from search.domain.stamp import bump
from search.models import NeedAgencyType
from tests.factories.core import ConcernFactory
from tests.factories.resources import AgencyTypeFactory
from tests.factories.search import AliasFactory, need


def make_an_alias(_things):
    AliasFactory()


def change_an_alias(things):
    things["alias"].save()


def delete_an_alias(things):
    things["alias"].delete()


def change_a_need(things):
    things["need"].save()


def give_a_need_a_helper(things):
    NeedAgencyType.objects.create(need=things["need"], agency_type=things["kind"])


def take_a_helper_from_a_need(things):
    NeedAgencyType.objects.get().delete()


def give_a_need_a_concern(things):
    things["need"].concerns.add(things["concern"])


def change_a_kind_of_agency(things):
    things["kind"].save()


def delete_a_kind_of_agency(things):
    things["kind"].delete()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        make_an_alias,
        change_an_alias,
        delete_an_alias,
        change_a_need,
        give_a_need_a_helper,
        take_a_helper_from_a_need,
        give_a_need_a_concern,
        change_a_kind_of_agency,
        delete_a_kind_of_agency,
    ],
)
def test_each_change_of_the_knowledge_counts(change):
    things = {
        "alias": AliasFactory(words="a\nb"),
        "need": need(AgencyTypeFactory()),
        "kind": AgencyTypeFactory(),
        "concern": ConcernFactory(),
    }
    before = stamp()

    change(things)

    assert stamp() != before


@pytest.mark.django_db
def test_the_stamp_is_made_when_it_is_not_there():
    before = stamp()

    bump()

    assert before == 0
    assert stamp() != 0


@pytest.mark.django_db
def test_what_was_undone_never_passes_for_what_is_done_afterwards():
    with transaction.atomic():
        AliasFactory()
        undone = stamp()
        transaction.set_rollback(True)

    AliasFactory()

    assert stamp() != undone


@pytest.mark.django_db
def test_a_change_that_is_undone_counts_for_nothing():
    bump()
    before = stamp()

    with transaction.atomic():
        AliasFactory()
        transaction.set_rollback(True)

    assert stamp() == before
