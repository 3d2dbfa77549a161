import pytest
import time_machine

from tests.factories.events import NOW
from tests.factories.home import staff, town_with_roles


@pytest.fixture
def groups(db):
    """The roles of the town, by code."""
    return town_with_roles()


@pytest.fixture
def log_in(client, groups):
    """Log somebody in by the code of the role; returns the account."""

    def as_role(role, **fields):
        user = staff(groups, role, **fields)
        client.force_login(user)
        return user

    return as_role


@pytest.fixture
def noon():
    """The clock stands at noon of a Monday."""
    with time_machine.travel(NOW, tick=False):
        yield NOW
