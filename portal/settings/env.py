"""Read the environment; every variable states its purpose, and `docs/operations/environment.md` repeats it."""

import os
from typing import Final

from django.core.exceptions import ImproperlyConfigured

PURPOSES: Final[dict[str, str]] = {}

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off", ""})


def text(name: str, *, purpose: str, default: str | None = None) -> str:
    """Return the variable, or ``default``.

    Raises ImproperlyConfigured, saying what the variable is for, when it is
    absent and has no default.
    """
    PURPOSES[name] = purpose
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name}: {purpose}.")
    return value


def flag(name: str, *, purpose: str, default: bool) -> bool:
    """Return the variable as a truth value: 1/true/yes/on or 0/false/no/off."""
    value = text(name, purpose=purpose, default="1" if default else "0").strip().lower()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}: {purpose}.")


def number(name: str, *, purpose: str, default: int) -> int:
    """Return the variable as a whole number."""
    value = text(name, purpose=purpose, default=str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}: {purpose}.") from None


def items(name: str, *, purpose: str, default: str = "") -> list[str]:
    """Return the variable as a list; items are separated by commas."""
    value = text(name, purpose=purpose, default=default)
    return [item.strip() for item in value.split(",") if item.strip()]
