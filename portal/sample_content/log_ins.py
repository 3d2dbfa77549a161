"""Who can log in to the sample town. Everybody has the same password, printed by `make run`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from portal.sample_content.source import read

PASSWORD: Final = "marugoto-sumino"  # noqa: S105 -- the invented town has no secrets
# What `users.toml` calls a role, and the name of its group; volunteers have none.
GROUPS: Final = {
    "system_admin": "システム管理者",
    "publicity_chief": "広報責任者",
    "approver": "承認者",
    "editor": "編集者",
    "organisation": "団体",
}


@dataclass(frozen=True)
class LogIn:
    email: str
    role: str
    name: str


def everyone() -> Iterator[LogIn]:
    """All log-ins, staff first."""
    for user in read("users")["users"]:
        yield LogIn(user["email"], user["role_label"], f"{user['last_name']} {user['first_name']}")
