import pytest
import time_machine

from tests.factories.events import NOW


@pytest.fixture
def noon():
    """The clock stands at noon of a Monday."""
    with time_machine.travel(NOW, tick=False):
        yield NOW
