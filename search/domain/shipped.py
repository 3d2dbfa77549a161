"""The shipped aliases and needs become rows that staff edit. Each is loaded once, and then belongs to staff."""

from collections.abc import Iterable
from typing import Any, Final

from django.db import models, transaction

from search.domain.aliases import same
from search.domain.knowledge import NeedWords, shipped_aliases, shipped_needs
from search.domain.stamp import bump
from search.models import Alias, Need, NeedAgencyType, ShippedEntry

_LONGEST_TITLE: Final = 80


@transaction.atomic
def load_shipped_knowledge() -> int:
    """Add the shipped aliases and needs that were never loaded here; returns how many.

    What staff changed stays as they made it, and what they deleted does not
    come back. A word that stands in an alias already is left out, and so is a
    need of whose kinds of agency none is there.
    """
    if not _missing():
        return 0
    bump()  # Holds the row until the end, so that two who load at once come one after the other.
    missing = _missing()
    aliases = _add_aliases([words for key, words in missing.items() if isinstance(words, tuple)])
    needs = _add_needs([need for need in missing.values() if isinstance(need, NeedWords)])
    left_out = {_need_key(need) for need in missing.values() if isinstance(need, NeedWords)} - needs
    ShippedEntry.objects.bulk_create([ShippedEntry(key=key) for key in missing if key not in left_out])
    return aliases + len(needs)


def _missing() -> dict[str, tuple[str, ...] | NeedWords]:
    """What the files hold and was never loaded, by its key."""
    loaded = set(ShippedEntry.objects.values_list("key", flat=True))
    entries: dict[str, tuple[str, ...] | NeedWords] = {f"alias:{same(words[0])}": words for words in shipped_aliases()}
    entries |= {_need_key(need): need for need in shipped_needs()}
    return {key: entry for key, entry in entries.items() if key not in loaded}


def _need_key(need: NeedWords) -> str:
    return f"need:{need.code}"


def _add_aliases(groups: Iterable[tuple[str, ...]]) -> int:
    taken = {same(word) for alias in Alias.objects.all() for word in alias.lines}
    rows = []
    for words in groups:
        free = [word for word in dict.fromkeys(words) if same(word) not in taken]
        if len(free) > 1:
            taken.update(map(same, free))
            rows.append(Alias(words="\n".join(free)))
    return len(Alias.objects.bulk_create(rows))


def _add_needs(needs: list[NeedWords]) -> set[str]:
    """Returns the keys of those that are in the database now."""
    kinds = _by_code(NeedAgencyType._meta.get_field("agency_type"))
    concerns = _by_code(Need._meta.get_field("concerns"))
    there = set(Need.objects.values_list("code", flat=True))
    helpable = [need for need in needs if any(code in kinds for code in (*need.helps, *need.near))]
    new = [need for need in helpable if need.code not in there]
    rows = Need.objects.bulk_create(
        [Need(code=need.code, title=need.title[:_LONGEST_TITLE], words="\n".join(need.words)) for need in new]
    )
    NeedAgencyType.objects.bulk_create(
        [
            NeedAgencyType(need_id=row.pk, agency_type_id=kinds[code], sort_order=order, is_near=is_near)
            for need, row in zip(new, rows, strict=True)
            for order, (code, is_near) in enumerate(_helpers(need))
            if code in kinds
        ]
    )
    through = Need.concerns.through
    through._default_manager.bulk_create(
        [
            through(need_id=row.pk, concern_id=concerns[code])
            for need, row in zip(new, rows, strict=True)
            for code in dict.fromkeys(need.concerns)
            if code in concerns
        ]
    )
    return {_need_key(need) for need in helpable}


def _helpers(need: NeedWords) -> list[tuple[str, bool]]:
    """Codes of agency types in order with whether they help second; each once."""
    helpers = dict.fromkeys(need.near, True) | dict.fromkeys(need.helps, False)
    return [(code, helpers[code]) for code in dict.fromkeys((*need.helps, *need.near))]


def _by_code(field: "models.Field[Any, Any]") -> dict[str, int]:
    target = field.related_model
    return dict(target._default_manager.values_list("code", "pk"))  # type: ignore[union-attr]
