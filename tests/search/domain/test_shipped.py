"""The shipped words become rows once, and then belong to staff."""

import pytest

from portal.core.domain.vocabularies import load_shipped_vocabularies
from portal.core.models import Concern
from search.domain import knowledge
from search.domain.aliases import refusals, same
from search.domain.knowledge import shipped_aliases, shipped_needs, stamp
from search.domain.shipped import load_shipped_knowledge
from search.models import Alias, Need, NeedAgencyType, ShippedEntry
from tests.factories.core import ConcernFactory
from tests.factories.resources import AgencyTypeFactory
from tests.factories.search import AliasFactory

pytestmark = pytest.mark.django_db
ALIASES = """
[[aliases]]
words = ["ハローワーク", "ハロワ", "職安"]
[[aliases]]
words = ["社会福祉協議会", "社協"]
"""
NEEDS = """
[[needs]]
code = "power-cut-off"
title = "電気が止められた"
words = ["電気代が払えない", "ガスが止まる"]
concerns = ["money"]
agency_types = ["poverty", "welfare"]
near = ["council"]
"""


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A small shipped knowledge."""
    (tmp_path / "needs").mkdir()
    (tmp_path / "aliases.toml").write_text(ALIASES, encoding="utf-8")
    (tmp_path / "needs" / "money.toml").write_text(NEEDS, encoding="utf-8")
    monkeypatch.setattr(knowledge, "SHIPPED", tmp_path)
    return tmp_path


@pytest.fixture
def kinds(db):
    ConcernFactory(code="money")
    return {code: AgencyTypeFactory(code=code) for code in ("poverty", "welfare", "council")}


def test_loading_makes_rows_that_staff_can_edit(files, kinds):
    added = load_shipped_knowledge()

    loaded = Need.objects.get()
    assert added == 3
    assert [alias.lines for alias in Alias.objects.all()] == [
        ["ハローワーク", "ハロワ", "職安"],
        ["社会福祉協議会", "社協"],
    ]
    assert (loaded.code, loaded.title, loaded.lines) == (
        "power-cut-off",
        "電気が止められた",
        ["電気代が払えない", "ガスが止まる"],
    )
    assert [concern.code for concern in loaded.concerns.all()] == ["money"]
    assert [(helper.agency_type.code, helper.is_near) for helper in loaded.helpers.all()] == [
        ("poverty", False),
        ("welfare", False),
        ("council", True),
    ]


def test_loading_again_adds_and_counts_nothing(files, kinds, django_assert_num_queries):
    load_shipped_knowledge()
    before = stamp()

    with django_assert_num_queries(3):  # with the savepoint
        added = load_shipped_knowledge()

    assert (added, stamp()) == (0, before)


def test_loading_counts_as_a_change(files, kinds):
    before = stamp()

    load_shipped_knowledge()

    assert stamp() != before


def test_what_staff_changed_stays_as_they_made_it(files, kinds):
    load_shipped_knowledge()
    Need.objects.update(title="電気を止められそう", is_active=False)
    Alias.objects.filter(words__contains="ハロワ").update(words="はろわ\nハローワーク")

    load_shipped_knowledge()

    assert list(Need.objects.values_list("title", "is_active")) == [("電気を止められそう", False)]
    assert [alias.lines for alias in Alias.objects.all()] == [["はろわ", "ハローワーク"], ["社会福祉協議会", "社協"]]


def test_what_staff_deleted_does_not_come_back(files, kinds):
    load_shipped_knowledge()
    Need.objects.all().delete()
    Alias.objects.all().delete()

    added = load_shipped_knowledge()

    assert (added, Need.objects.count(), Alias.objects.count()) == (0, 0, 0)


def test_what_a_later_release_ships_is_added(files, kinds):
    load_shipped_knowledge()
    (files / "aliases.toml").write_text(
        f'{ALIASES}[[aliases]]\nwords = ["学童", "放課後児童クラブ"]\n', encoding="utf-8"
    )

    added = load_shipped_knowledge()

    assert (added, Alias.objects.count()) == (1, 3)


def test_a_word_that_staff_keep_already_is_left_out(files, kinds):
    AliasFactory(words="ﾊﾛﾜ\nしごと探し")
    AliasFactory(words="社協\n福祉協議会")

    load_shipped_knowledge()

    assert {tuple(alias.lines) for alias in Alias.objects.all()} == {
        ("ﾊﾛﾜ", "しごと探し"),
        ("社協", "福祉協議会"),
        ("ハローワーク", "職安"),
    }


def test_a_need_waits_until_somebody_can_help(files):
    ConcernFactory(code="money")
    first = load_shipped_knowledge()
    AgencyTypeFactory(code="welfare")

    second = load_shipped_knowledge()

    assert (first, second) == (2, 1)
    assert [helper.agency_type.code for helper in Need.objects.get().helpers.all()] == ["welfare"]
    assert ShippedEntry.objects.count() == 3


def test_the_vocabularies_bring_all_that_is_shipped():
    load_shipped_vocabularies()
    kinds = set(NeedAgencyType.agency_type.get_queryset().values_list("code", flat=True))

    helped = {need.code for need in shipped_needs() if kinds.intersection((*need.helps, *need.near))}
    assert set(Need.objects.values_list("code", flat=True)) == helped
    assert Alias.objects.count() == len(list(shipped_aliases()))


def test_staff_could_have_written_every_shipped_alias():
    load_shipped_vocabularies()

    refused = {str(alias): [str(why) for why in refusals(alias.lines, of=alias)] for alias in Alias.objects.all()}

    assert {alias: why for alias, why in refused.items() if why} == {}


def test_every_shipped_word_stands_in_one_alias():
    words = [same(word) for words in shipped_aliases() for word in dict.fromkeys(words)]

    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_every_shipped_need_names_kinds_of_agency_and_concerns_that_are_shipped():
    load_shipped_vocabularies()
    kinds = set(NeedAgencyType.agency_type.get_queryset().values_list("code", flat=True))
    concerns = set(Concern.objects.values_list("code", flat=True))

    unknown = {
        need.code: {*need.helps, *need.near} - kinds | {*need.concerns} - concerns
        for need in shipped_needs()
        if not need.helps or not kinds.issuperset((*need.helps, *need.near)) or not concerns.issuperset(need.concerns)
    }

    assert unknown == {}
