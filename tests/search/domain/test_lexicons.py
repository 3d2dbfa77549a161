import pytest

from search.domain.lexicons import current_lexicon
from search.domain.stamp import bump
from search.models import Alias, Need, NeedAgencyType
from tests.factories.resources import AgencyTypeFactory

pytestmark = pytest.mark.django_db


def test_a_word_that_staff_add_is_known_at_once():
    kind = AgencyTypeFactory(code="jobs", label="公共職業安定所", aliases="", when_to_come="")
    assert current_lexicon().fits("プータロー") == []

    need = Need.objects.create(code="idle", title="プータロー")
    NeedAgencyType.objects.create(need=need, agency_type=kind)
    Alias.objects.create(words="プータロー\n風来坊")

    assert [fit.code for fit in current_lexicon().fits("風来坊")] == ["jobs"]


def test_what_staff_write_in_kanji_is_heard_in_kana_at_once():
    kind = AgencyTypeFactory(code="jobs", label="公共職業安定所", aliases="", when_to_come="")
    assert current_lexicon().fits("たうえのひとで") == []

    need = Need.objects.create(code="rice", title="田植えの人手がない")
    NeedAgencyType.objects.create(need=need, agency_type=kind)

    assert [fit.code for fit in current_lexicon().fits("たうえのひとで")] == ["jobs"]


def test_nothing_is_read_again_while_nothing_changes(django_assert_num_queries):
    AgencyTypeFactory()
    bump()
    first = current_lexicon()

    with django_assert_num_queries(1):
        again = current_lexicon()

    assert again is first
