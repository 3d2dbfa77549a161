import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.core.authoring.findings import Level
from portal.core.authoring.matching import words_pattern
from portal.core.domain.vocabularies import load_shipped_vocabularies
from portal.core.domain.wordings import load_shipped_wordings, shipped_wordings
from portal.core.models import Wording, WordingKind
from tests.factories.home import staff, town_with_roles

pytestmark = pytest.mark.django_db


def test_shipped_words_are_loaded_with_the_vocabularies_and_only_once():
    load_shipped_vocabularies()
    number = Wording.objects.count()

    assert number == len(shipped_wordings()) > 50
    assert load_shipped_wordings() == 0


def test_what_the_town_changed_renamed_or_put_out_of_use_stays():
    load_shipped_wordings()
    Wording.objects.filter(word="徘徊").update(replacement="外出", level=Level.HINT)
    Wording.objects.filter(word="父兄").update(word="父兄会")
    Wording.objects.filter(word="当該").update(is_active=False)

    load_shipped_wordings()

    changed = Wording.objects.get(word="徘徊")
    assert (changed.replacement, changed.level) == ("外出", Level.HINT)
    assert not Wording.objects.filter(word="父兄").exists()
    assert not Wording.objects.get(word="当該").is_active


def test_a_word_that_the_town_wrote_first_is_not_shipped_again():
    Wording.objects.create(word="徘徊", replacement="おでかけ")

    load_shipped_wordings()

    assert [one.replacement for one in Wording.objects.filter(word="徘徊")] == ["おでかけ"]


def test_shipped_words_are_whole_and_say_why():
    load_shipped_wordings()

    for word in Wording.objects.all():
        word.full_clean()
        assert word.level != Level.STOP
        assert word.kind == WordingKind.ALLOW or word.reason.endswith("。")


def test_no_replacement_brings_a_word_that_is_found_again():
    entries = shipped_wordings()
    found = words_pattern([one["word"] for one in entries if one["kind"] != "allow"], [])

    assert [one["word"] for one in entries if found.search(one.get("replacement", ""))] == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"word": "父兄"}, "__all__"),
        ({"word": "父兄", "replacement": "父兄"}, "__all__"),
        ({"word": "当該", "kind": "avoid"}, "word"),
    ],
)
def test_a_word_without_sense_is_refused_in_japanese(fields, field):
    Wording.objects.create(word="当該", kind=WordingKind.AVOID)

    with pytest.raises(ValidationError) as refused:
        Wording(**fields).full_clean()

    assert list(refused.value.message_dict) in ([field], ["__all__"])
    assert all("。" in message for messages in refused.value.message_dict.values() for message in messages)


@pytest.mark.parametrize(
    ("role", "may_look", "may_write"),
    [("publicity", True, True), ("approver", True, False), ("editor", True, False), ("organisation", False, False)],
)
def test_publicity_keeps_the_words_and_the_writers_look_them_up(client, role, may_look, may_write):
    load_shipped_wordings()
    client.force_login(staff(town_with_roles(), role))
    word = Wording.objects.get(word="徘徊")

    listed = client.get(reverse("wagtailsnippets_core_wording:list"))
    added = client.get(reverse("wagtailsnippets_core_wording:add"))
    changed = client.get(reverse("wagtailsnippets_core_wording:edit", args=(word.pk,)))

    assert (listed.status_code == 200) is may_look
    assert (added.status_code == 200) is may_write
    assert (changed.status_code == 200) is may_write
    if may_look:
        assert "徘徊" in listed.text or "ひとり歩き" in listed.text or "次へ" in listed.text


def test_publicity_adds_a_word_on_the_screen(client):
    client.force_login(staff(town_with_roles(), "publicity"))

    client.post(
        reverse("wagtailsnippets_core_wording:add"),
        {
            "word": "来庁",
            "kind": "replace",
            "replacement": "役場に来る",
            "level": "hint",
            "reason": "",
            "is_active": "on",
        },
    )

    assert [(one.word, one.replacement, one.level) for one in Wording.objects.all()] == [("来庁", "役場に来る", "hint")]
