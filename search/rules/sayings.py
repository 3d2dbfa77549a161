"""What a resident can say on the phone: worries in the words of the household."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from search.rules.household import Member

MOST_PEOPLE: Final = 3
MOST_WORDS: Final = 2  # of one person: more is hard to say in one breath
CALL: Final = "相談したいのですが。"


@dataclass(frozen=True)
class Variant:
    """Other words for people of that age, or for that person of the household; an empty condition always holds."""

    words: str
    nameless: bool = False
    ages: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()

    def is_for(self, member: Member) -> bool:
        return (not self.ages or member.years in self.ages) and (not self.people or member.who in self.people)


@dataclass(frozen=True)
class Saying:
    """One worry: whose it is (empty when it is everybody's, or one's own) and what it is about."""

    name: str
    words: str

    def __str__(self) -> str:
        return f"{self.name}の{self.words}" if self.name else self.words


def things(sayings: Iterable[Saying]) -> tuple[str, ...]:
    """Each worry once: 母の介護, 息子の仕事さがし."""
    return tuple(dict.fromkeys(map(str, sayings)))


def sentence(sayings: Iterable[Saying]) -> str:
    """A sentence for the phone; of very many worries only the first are named, the talk brings the others."""
    by_name: dict[str, list[str]] = {}
    for saying in dict.fromkeys(sayings):
        by_name.setdefault(saying.name, []).append(saying.words)
    if not by_name:
        return f"困っていることがあって、{CALL}"
    people = sorted(by_name.items(), key=lambda item: not item[0])
    said = "と、".join(f"{Saying(name, _together(words))}のこと" for name, words in people[:MOST_PEOPLE])
    return f"{said}{'など' if len(people) > MOST_PEOPLE else ''}で、{CALL}"


def _together(words: Sequence[str]) -> str:
    return "と".join(words[:MOST_WORDS]) + ("など" if len(words) > MOST_WORDS else "")
