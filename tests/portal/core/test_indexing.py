import pytest

from portal.core.indexing import (
    SearchDocument,
    changed,
    changed_many,
    key_of,
    rebuild,
    rebuilt_afterwards,
    registry,
    removed,
)
from portal.core.models import CommunityArea, Topic

pytestmark = pytest.mark.django_db


class Notebook:
    """An index that remembers what it was told."""

    def __init__(self):
        self.documents = {}
        self.locked = 0

    def lock(self):
        self.locked += 1

    def write(self, documents):
        assert self.locked
        self.documents.update({document.key: document for document in documents})

    def remove(self, keys):
        assert self.locked or not keys
        for key in keys:
            self.documents.pop(key, None)

    def keys(self):
        return list(self.documents)

    def settle(self):
        return {"area": len(self.documents)}


@pytest.fixture
def notebook():
    """A registry that knows areas which have a name, with a notebook for an index."""
    kept, index = dict(registry._searchables), registry.index
    registry._searchables.clear()
    registry.register(
        CommunityArea,
        kinds=(("area", "圏域"),),
        visible=lambda: CommunityArea.objects.exclude(name=""),
        document=lambda area: SearchDocument(key_of(CommunityArea, area.pk), "area", area.name, f"/areas/{area.code}/"),
    )
    notebook = Notebook()
    registry.attach(notebook)
    yield notebook
    registry._searchables.clear()
    registry._searchables.update(kept)
    registry.attach(index)


def area(code="chuo", name="中央圏域"):
    return CommunityArea.objects.create(code=code, name=name)


def titles(notebook):
    return sorted(document.title for document in notebook.documents.values())


def test_a_key_names_model_and_row():
    assert key_of(CommunityArea, 12) == "core.communityarea:12"


def test_a_changed_thing_is_written(notebook):
    changed(area())

    assert titles(notebook) == ["中央圏域"]


def test_a_changed_thing_that_strangers_may_not_see_is_removed(notebook):
    chuo = area()
    changed(chuo)

    chuo.name = ""
    chuo.save()
    changed(chuo)

    assert titles(notebook) == []


def test_many_things_are_written_at_the_price_of_one_question(notebook, django_assert_num_queries):
    pks = [area(f"a{number}", f"圏域{number}").pk for number in range(3)]

    with django_assert_num_queries(3):  # the savepoint, one question, and its release
        changed_many(CommunityArea, pks)

    assert titles(notebook) == ["圏域0", "圏域1", "圏域2"]


def test_a_removed_thing_is_forgotten(notebook):
    chuo = area()
    changed(chuo)

    removed(CommunityArea, chuo.pk)

    assert titles(notebook) == []


def test_a_model_that_nobody_registered_is_passed_over(notebook):
    changed(Topic.objects.create(code="care", label="介護"))

    assert titles(notebook) == []


def test_a_document_under_a_false_key_is_refused(notebook):
    registry.register(
        CommunityArea,
        kinds=(),
        visible=CommunityArea.objects.all,
        document=lambda area: SearchDocument("another:1", "area", area.name, "/"),
    )

    with pytest.raises(ValueError, match="calls itself another:1"):
        changed(area())


def test_rebuilding_writes_what_is_there_and_drops_what_is_not(notebook):
    chuo = area()
    notebook.documents = {
        "core.communityarea:999": SearchDocument("core.communityarea:999", "area", "消えた圏域", "/"),
        "old.model:1": SearchDocument("old.model:1", "area", "知らないもの", "/"),
    }

    counts = rebuild()

    assert list(notebook.documents) == [key_of(CommunityArea, chuo.pk)]
    assert counts == {"area": 1}


def test_rebuilding_fills_another_index_when_told_to(notebook):
    area()
    other = Notebook()

    rebuild(other)

    assert titles(other) == ["中央圏域"]
    assert titles(notebook) == []


def test_single_changes_wait_while_very_much_is_loaded(notebook):
    with rebuilt_afterwards():
        changed(area())
        meanwhile = titles(notebook)

    assert meanwhile == []
    assert titles(notebook) == ["中央圏域"]


def test_a_load_that_fails_rebuilds_nothing_and_lets_changes_through_again(notebook):
    with pytest.raises(RuntimeError), rebuilt_afterwards():
        raise RuntimeError

    changed(area())

    assert titles(notebook) == ["中央圏域"]


def test_kinds_come_in_the_order_of_registration(notebook):
    registry.register(Topic, kinds=(("b", "二"), ("a", "一")), visible=Topic.objects.all, document=SearchDocument)

    assert list(registry.kinds) == ["area", "b", "a"]
