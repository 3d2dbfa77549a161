import pytest
from wagtail.models import Site

from portal.core.authoring import knowledge as module
from portal.core.authoring.findings import Level
from portal.core.authoring.knowledge import Replace, current_knowledge, dead_links_are_known_to, known_dead_links
from portal.core.models import CommunityArea, PortalSettings, Section, TownName, Wording, WordingKind
from tests.factories.core import home_page

pytestmark = pytest.mark.django_db


def test_words_in_use_are_known_by_what_is_done_with_them():
    Wording.objects.create(word="父兄", replacement="保護者", reason="父と兄だけではありません。", level=Level.STOP)
    Wording.objects.create(word="当該", kind=WordingKind.AVOID)
    Wording.objects.create(word="山田太郎", kind=WordingKind.ALLOW)
    Wording.objects.create(word="外人", replacement="外国人", is_active=False)

    known = current_knowledge()

    assert known.replace == (Replace("父兄", "保護者", Level.STOP, "父と兄だけではありません。"),)
    assert [one.word for one in known.avoid] == ["当該"]
    assert known.exceptions == {"山田太郎"}


def test_the_town_is_known_by_its_places_and_its_desks(settings):
    home_page()
    area = CommunityArea.objects.create(code="kawakami", name="川上圏域")
    TownName.objects.create(area=area, name="水口", kana="ミズクチ")
    Section.objects.create(code="fukushi", name="福祉課", phone="0999-01-0001", email="fukushi@example.jp")
    town = PortalSettings.for_site(Site.objects.get())
    town.disability_word = "障がい"
    town.save()

    known = current_knowledge()

    assert known.places == {"川上圏域", "川上", "水口"}
    assert known.public_contacts == {"0999-01-0001", "fukushi@example.jp"}
    assert known.disability_word == "障がい"


def test_knowledge_costs_five_questions_however_much_there_is(django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(module, "_dead_links", [])
    Wording.objects.bulk_create(Wording(word=f"語{number}", replacement="言葉") for number in range(3))

    with django_assert_num_queries(5):
        current_knowledge()


def test_a_feature_tells_which_links_are_dead(monkeypatch):
    monkeypatch.setattr(module, "_dead_links", [])
    dead_links_are_known_to(old_addresses)
    dead_links_are_known_to(old_addresses)

    assert known_dead_links() == {"https://old.example.jp/"}
    assert len(module._dead_links) == 1


def test_what_a_rule_makes_of_the_knowledge_is_made_once():
    known = current_knowledge()

    assert known.once("word", lambda: ["いち"]) is known.once("word", lambda: ["に"])


def old_addresses():
    return frozenset({"https://old.example.jp/"})
