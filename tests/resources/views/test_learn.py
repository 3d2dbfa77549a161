import pytest

from events.models import EventMaterial
from tests.factories.core import AudienceFactory, TopicFactory
from tests.factories.events import event
from tests.factories.resources import LearningMaterialPageFactory

pytestmark = pytest.mark.django_db


def titles(response):
    return [material.title for material in response.context["found"].materials]


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_library_costs_the_same_however_many_materials(client, library, how_many, django_assert_num_queries):
    for _ in range(how_many):
        LearningMaterialPageFactory(parent=library)
    client.get(library.url)

    with django_assert_num_queries(15):
        response = client.get(library.url)

    assert response.content.decode().count('class="material-card"') == how_many


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_material_costs_the_same_however_much_it_shows(client, library, how_many, django_assert_num_queries):
    material = LearningMaterialPageFactory(
        parent=library,
        topics=[TopicFactory() for _ in range(how_many)],
        audiences=AudienceFactory.create_batch(how_many),
    )
    for _ in range(how_many):
        EventMaterial.objects.create(event=event(), material=material)
    client.get(material.url)

    with django_assert_num_queries(14):
        response = client.get(material.url)

    assert len(response.context["page"].sessions) == how_many


def test_the_library_is_narrowed_by_kind_and_topic(client, library):
    topic = TopicFactory(code="care")
    LearningMaterialPageFactory(parent=library, title="介護の冊子", topics=[topic])
    LearningMaterialPageFactory(
        parent=library, title="介護の動画", material_type="video", transcript="…", topics=[topic]
    )
    LearningMaterialPageFactory(parent=library)

    response = client.get(library.url, {"topic": "care", "type": "booklet"})

    assert '<a class="material-card__link" href="/learn/' in response.content.decode()
    assert "介護の冊子" in response.content.decode()
    assert "介護の動画" not in response.content.decode()


def test_a_kind_that_is_none_is_passed_over(client, library):
    LearningMaterialPageFactory(parent=library, title="介護の冊子")

    assert "介護の冊子" in client.get(library.url, {"type": "<b>"}).content.decode()


def test_a_material_shows_its_transcript_and_who_made_it(client, library):
    material = LearningMaterialPageFactory(
        parent=library, material_type="video", transcript="こんにちは。", author="福祉課", licence="CC BY 4.0"
    )

    words = client.get(material.url).content.decode()

    assert [part for part in ("こんにちは。", "福祉課", "CC BY 4.0") if part not in words] == []


def test_a_material_answers_head_and_refuses_post(client, library):
    material = LearningMaterialPageFactory(parent=library)

    assert client.head(material.url).status_code == 200
    assert client.post(material.url).status_code == 405


def test_a_draft_is_not_there(client, library):
    material = LearningMaterialPageFactory(parent=library, live=False)

    assert client.get(material.url).status_code == 404
    assert material.title not in client.get(library.url).content.decode()
