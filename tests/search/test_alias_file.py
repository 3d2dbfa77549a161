"""The words that mean the same, as shipped: a group must be safe to put in place of any of its words."""

from collections import Counter

from search.domain.analysis import content_words
from search.domain.knowledge import shipped_aliases


def test_no_alias_stands_in_two_groups():
    groups = list(shipped_aliases())

    times = Counter(word for group in groups for word in group)

    assert len(groups) >= 300
    assert [word for word, count in times.items() if count > 1] == []


def test_no_two_groups_become_the_same_words_once_cut():
    groups_of: dict[tuple[str, ...], set[int]] = {}

    for number, group in enumerate(shipped_aliases()):
        for word in group:
            groups_of.setdefault(tuple(content_words(word)), set()).add(number)

    assert {cut: numbers for cut, numbers in groups_of.items() if len(numbers) > 1} == {}


def test_every_alias_has_another_that_the_dictionary_does_not_unite_with_it():
    cuts = [(group, {tuple(content_words(word)) for word in group}) for group in shipped_aliases()]

    assert [group for group, cut in cuts if len(cut) < 2 or () in cut] == []
