import pytest

from resources.domain.searchable import agency_document, base_document, group_document, material_document
from tests.factories.core import CommunityAreaFactory, ConcernFactory, TopicFactory
from tests.factories.resources import (
    AgencyFactory,
    AgencyTypeFactory,
    BaseFactory,
    GroupFactory,
    LearningMaterialPageFactory,
)

pytestmark = pytest.mark.django_db


def test_an_agency_says_its_type_and_leaves_the_other_names_of_that_to_search():
    kind = AgencyTypeFactory(label="地域包括支援センター", aliases="包括\nケアマネ", when_to_come="親の物忘れが心配だ")
    area = CommunityAreaFactory(code="hama")
    agency = AgencyFactory(
        agency_type=kind, common_name="ほうかつ", concerns=[ConcernFactory(label="介護")], areas=[area]
    )

    document = agency_document(agency)

    assert document.key == f"resources.agency:{agency.pk}"
    assert document.category.split("\n") == [
        "ほうかつ",
        "地域包括支援センター",
        "介護",
    ]
    assert document.agency_type == kind.code
    assert (document.areas, document.phone, document.url) == (("hama",), agency.phone, agency.get_absolute_url())


def test_what_is_for_the_whole_town_names_no_area():
    agency = AgencyFactory(whole_town=True, areas=[CommunityAreaFactory()])

    assert agency_document(agency).areas == ()


@pytest.mark.parametrize(("factory", "document"), [(BaseFactory, base_document), (GroupFactory, group_document)])
def test_a_home_enters_the_index_only_with_the_name_of_its_town(factory, document):
    listing = factory(address="澄野町桜台2-3-4", building="桜荘", floor="2階", is_home=True)

    words = document(listing)

    assert words.address == "澄野町桜台"
    assert [part for part in ("2-3-4", "桜荘", "2階") if part in str(words)] == []


def test_a_material_is_found_by_what_is_said_in_it(library):
    material = LearningMaterialPageFactory(
        parent=library,
        material_type="video",
        transcript="見守りは声かけから。",
        topics=[TopicFactory(code="watch", label="見守り")],
        body=[("paragraph", "<p>となりの人を<b>気にかける</b></p>")],
    )

    document = material_document(material)

    assert (document.kind, document.topics) == ("material", ("watch",))
    assert "見守りは声かけから。" in document.body
    assert "気にかける" in document.body
