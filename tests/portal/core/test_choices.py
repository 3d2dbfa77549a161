import pytest

from portal.core.models import Audience, CommunityArea, Topic
from portal.core.querysets import choices_of
from tests.factories.core import AudienceFactory, CommunityAreaFactory, TopicFactory

pytestmark = pytest.mark.django_db


def test_each_table_offers_its_words_in_its_own_order_and_nothing_out_of_use(django_assert_num_queries):
    TopicFactory(code="late", label="あとの話題", sort_order=2)
    TopicFactory(code="early", label="さきの話題", sort_order=1)
    TopicFactory(code="gone", label="使わない話題", is_active=False)
    CommunityAreaFactory(code="kawakami", name="川上圏域")
    choices_of(CommunityArea, Audience, Topic)

    with django_assert_num_queries(1):
        areas, audiences, topics = choices_of(CommunityArea, Audience, Topic)

    assert areas == [("kawakami", "川上圏域")]
    assert audiences == []
    assert topics == [("early", "さきの話題"), ("late", "あとの話題")]


def test_a_new_word_is_offered_at_once():
    choices_of(Audience, Topic)
    AudienceFactory(code="parents", label="子育て中の人")

    audiences, topics = choices_of(Audience, Topic)

    assert audiences == [("parents", "子育て中の人")]
    assert topics == []
